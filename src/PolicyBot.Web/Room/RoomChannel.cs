using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.App;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Web.Room;

/// <summary>The chat channel in the browser: a place's id is the room's name.</summary>
public sealed class RoomChannel(IWorkshopStore store, [FromKeyedServices(Clock.Key)] TimeProvider clock) : IChannel
{
    private readonly ConcurrentDictionary<string, Task<Conversation>> _rooms = new(StringComparer.Ordinal);

    public string Name => "room";

    public static Place PlaceOf(string room) => new("room", room);

    /// <summary>The room of that name, read from the store on first use.</summary>
    public async Task<Conversation> Open(string room, CancellationToken cancellation)
    {
        var opening = _rooms.GetOrAdd(room, Load);
        try
        {
            return await opening.WaitAsync(cancellation);
        }
        catch when (opening.IsFaulted)
        {
            // A store that was down for a moment must not close the room for good.
            _rooms.TryRemove(new(room, opening));
            throw;
        }
    }

    public TimeSpan Pace(TimeSpan age) => TimeSpan.FromSeconds(1);

    public async Task<Placed> Create(PostAddress post, Card card, CancellationToken cancellation)
    {
        var conversation = await Open(post.Place.Id, cancellation);
        var wanted = new RoomPost(PostKind.Card, Guest.Bot.Id, Guest.Bot.Name) { Card = card, Key = post.Key, Workshop = post.Workshop.Value };
        return new Shows((await conversation.Put(wanted, cancellation)).Id);
    }

    public async Task<Placed> Edit(PostAddress post, string message, Card card, CancellationToken cancellation)
    {
        var conversation = await Open(post.Place.Id, cancellation);
        return await conversation.Show(message, card, cancellation) is not null ? new Shows(message) : new Gone();
    }

    public async Task<bool> Tell(Account account, Place place, Card card, CancellationToken cancellation)
    {
        if (account.Channel != Name)
            return false;
        var conversation = await Open(place.Id, cancellation);
        await conversation.Add(new RoomPost(PostKind.Card, Guest.Bot.Id, Guest.Bot.Name) { Card = card }, account.Id, cancellation);
        return true;
    }

    public async Task<IReadOnlySet<Account>> Remind(Reminder reminder, CancellationToken cancellation)
    {
        var reached = new HashSet<Account>();
        foreach (var (account, _) in reminder.People)
        {
            if (await Tell(account, reminder.Place, reminder.Card, cancellation))
                reached.Add(account);
        }

        return reached;
    }

    public Task<MembersAnswer> Members(Place place, string? role, CancellationToken cancellation) => Task.FromResult<MembersAnswer>(
        new Unknowable("A room has no list of members and no roles.", "Use `electorate:everybody`, a number of people, or names separated by commas."));

    private async Task<Conversation> Load(string room)
    {
        var conversation = new Conversation(room, store, clock);
        await conversation.Load(CancellationToken.None);
        return conversation;
    }
}
