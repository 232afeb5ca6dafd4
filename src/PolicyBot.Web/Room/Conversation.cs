using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Views;

namespace PolicyBot.Web.Room;

/// <summary>One room: its messages, and who is there. Open pages listen to <see cref="Changed"/>.</summary>
public sealed class Conversation(string room, IWorkshopStore store, TimeProvider clock)
{
    /// <summary>Beyond it the oldest messages go from memory, posts of stewards excepted: those are still edited.</summary>
    private const int Kept = 500;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private ImmutableList<Guest> _present = [];
    private long _lastTick;

    /// <summary>A message came or changed, or (null) somebody came or went. Raised on any thread.</summary>
    public event Action<Posted?>? Changed;

    public string Room => room;

    /// <summary>Oldest first.</summary>
    public ImmutableList<Posted> Messages { get; private set; } = [];

    /// <summary>Who has the room open, one entry for each person.</summary>
    public IEnumerable<Guest> Present => _present.DistinctBy(g => g.Id);

    /// <summary>Reads what was stored; messages of an unreadable form are left out.</summary>
    public async Task Load(CancellationToken cancellation)
    {
        var stored = await store.RoomMessages(room, cancellation);
        Messages = [.. stored.Select(Decode).OfType<Posted>().OrderBy(p => p.Id, StringComparer.Ordinal)];
    }

    /// <summary>Adds a message and stores it.</summary>
    public async Task<Posted> Add(RoomPost post, string? to, CancellationToken cancellation) =>
        (await Locked(() => New(post, to), cancellation))!;

    /// <summary>Adds an answer that only one person sees and that lives in memory alone: what a private answer says about
    /// a ballot must not outlive the round's key.</summary>
    public async Task<Posted> Whisper(RoomPost post, string to, CancellationToken cancellation) =>
        (await Locked(() => New(post, to) with { Passing = true }, cancellation))!;

    /// <summary>Adds the post of a steward, or makes the one with the same key show this card.</summary>
    public async Task<Posted> Put(RoomPost post, CancellationToken cancellation) => (await Locked(
        () => Messages.Find(p => p.Post.Key == post.Key && p.Post.Workshop == post.Workshop) is { } found
            ? Showing(found, post.Card)
            : New(post, null),
        cancellation))!;

    /// <returns>Null when the message is gone.</returns>
    public Task<Posted?> Show(string id, Card card, CancellationToken cancellation) =>
        Locked(() => Messages.Find(p => p.Id == id) is { } found ? Showing(found, card) : null, cancellation);

    /// <returns>Null when the message is gone.</returns>
    public Task<Posted?> Change(string id, Func<RoomPost, RoomPost> change, CancellationToken cancellation) =>
        Locked(() => Messages.Find(p => p.Id == id) is { } found ? found with { Post = change(found.Post) } : null, cancellation);

    /// <summary>Takes a person's name and words out of every message, and what only they were told.</summary>
    public async Task Forget(Guest guest, CancellationToken cancellation)
    {
        foreach (var id in Messages.Where(p => Concerns(p, guest)).Select(p => p.Id))
            await Locked(() => Messages.Find(p => p.Id == id) is { } found ? Without(guest, found) : null, cancellation);

        // Older ones are in the store alone.
        for (var page = await store.RoomMessages(room, cancellation); page.Count > 0; page = await store.OlderRoomMessages(room, page[0].Id, cancellation))
        {
            foreach (var old in page.Select(Decode).OfType<Posted>().Where(p => Concerns(p, guest) && Messages.TrueForAll(m => m.Id != p.Id)))
                await store.Save(Stored(Without(guest, old)), cancellation);
        }
    }

    public void Enter(Guest guest)
    {
        ImmutableInterlocked.Update(ref _present, p => p.Add(guest));
        Changed?.Invoke(null);
    }

    public void Leave(Guest guest)
    {
        ImmutableInterlocked.Update(ref _present, p => p.Remove(guest));
        Changed?.Invoke(null);
    }

    /// <summary>The same message with another card; marked as edited only when the card differs.</summary>
    private Posted Showing(Posted posted, Card? card) =>
        Encode(posted.Post with { Card = card }) == Encode(posted.Post)
            ? posted
            : posted with { Post = posted.Post with { Card = card, Edited = clock.Now() } };

    private async Task<Posted?> Locked(Func<Posted?> make, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        Posted? made;
        try
        {
            made = make();
            if (made is null)
                return made;
            var index = Messages.FindIndex(p => p.Id == made.Id);
            if (index >= 0 && ReferenceEquals(Messages[index], made))
                return made;
            if (!made.Passing)
                await store.Save(Stored(made), cancellation);
            Messages = index < 0 ? Trimmed(Messages.Add(made)) : Messages.SetItem(index, made);
        }
        finally
        {
            _gate.Release();
        }
        Changed?.Invoke(made);
        return made;
    }

    private Posted New(RoomPost post, string? to)
    {
        var now = clock.Now();
        _lastTick = Math.Max(_lastTick + 1, now.UtcTicks);
        var id = $"{_lastTick.ToString("D19", CultureInfo.InvariantCulture)}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        return new Posted(id, to, now, post);
    }

    private static ImmutableList<Posted> Trimmed(ImmutableList<Posted> messages)
    {
        var over = messages.Count - Kept;
        return over <= 0 ? messages : messages.RemoveAll(p => p.Post.Key is null && over-- > 0);
    }

    private static bool Concerns(Posted posted, Guest guest) =>
        posted.To == guest.Id || posted.Post.Author == guest.Id || posted.Post.Asker == guest || posted.Post.Reactions.Any(r => r.Account == guest.Id);

    private static Posted Without(Guest guest, Posted posted)
    {
        var post = posted.Post with { Reactions = posted.Post.Reactions.RemoveAll(r => r.Account == guest.Id) };
        if (post.Asker == guest)
            post = post with { Asker = Guest.Former };
        if (post.Author == guest.Id)
            post = post with { Author = Guest.Former.Id, Name = Guest.Former.Name, Words = Text.Erased };
        return posted.To == guest.Id
            ? posted with { To = Guest.Former.Id, Post = post with { Card = null, Words = Text.Erased, Asked = null } }
            : posted with { Post = post };
    }

    private RoomMessage Stored(Posted posted) => new(posted.Id, room, posted.To, posted.At, Encode(posted.Post));

    private static string Encode(RoomPost post) => JsonSerializer.Serialize(post);

    private static Posted? Decode(RoomMessage message)
    {
        try
        {
            return JsonSerializer.Deserialize<RoomPost>(message.Json) is { } post ? new Posted(message.Id, message.To, message.At, post) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
