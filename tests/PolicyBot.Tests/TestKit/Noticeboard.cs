using System.Collections.Concurrent;
using PolicyBot.App;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Tests.TestKit;

/// <summary>A channel in memory that keeps what it was asked to show, and misbehaves on demand.</summary>
internal sealed class Noticeboard(TimeProvider clock, string name = "discord") : IChannel
{
    private int _made;

    public string Name => name;

    public TimeSpan Pace(TimeSpan age) => age > TimeSpan.FromHours(1) ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(1);

    public ConcurrentDictionary<PostAddress, string> Messages { get; } = new();

    /// <summary>Every creation and edit, with its time.</summary>
    public ConcurrentQueue<(PostAddress Post, DateTimeOffset At)> Calls { get; } = new();

    public ConcurrentQueue<(Account Account, Card Card)> Told { get; } = new();

    public ConcurrentQueue<Reminder> Reminders { get; } = new();

    public Func<PostAddress, Denied?> Denies { get; set; } = _ => null;

    /// <summary>What a place waits for before it answers.</summary>
    public Func<Place, Task> Waits { get; set; } = _ => Task.CompletedTask;

    public Func<Place, string?, MembersAnswer> Knows { get; set; } = (_, _) => new Unknowable("This channel keeps no list.", "Name the people.");

    public bool Broken { get; set; }

    public async Task<Placed> Create(PostAddress post, Card card, CancellationToken cancellation)
    {
        await Waits(post.Place);
        Calls.Enqueue((post, clock.GetUtcNow()));
        if (Denies(post) is { } denied)
            return denied;
        return new Shows(Messages[post] = $"m{Interlocked.Increment(ref _made)}");
    }

    public async Task<Placed> Edit(PostAddress post, string message, Card card, CancellationToken cancellation)
    {
        await Waits(post.Place);
        Calls.Enqueue((post, clock.GetUtcNow()));
        if (Denies(post) is { } denied)
            return denied;
        return Messages.GetValueOrDefault(post) == message ? new Shows(message) : new Gone();
    }

    public Task<bool> Tell(Account account, Place place, Card card, CancellationToken cancellation)
    {
        Told.Enqueue((account, card));
        return Task.FromResult(true);
    }

    public Task<IReadOnlySet<Account>> Remind(Reminder reminder, CancellationToken cancellation)
    {
        if (Broken)
            throw new HttpRequestException("The noticeboard is on fire.");
        Reminders.Enqueue(reminder);
        return Task.FromResult<IReadOnlySet<Account>>(reminder.People.Select(p => p.Account).ToHashSet());
    }

    public Task<MembersAnswer> Members(Place place, string? role, CancellationToken cancellation) => Task.FromResult(Knows(place, role));
}
