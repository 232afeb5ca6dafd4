using System.Collections.Immutable;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Views;

namespace PolicyBot.Web.Room;

/// <summary>One person at one open page: what they say, press and fill in, and where the answer is shown.</summary>
public sealed class Seat(Conversation conversation, Turns turns, RoomFiles files, TimeProvider clock, Guest guest)
{
    public const int LongestWords = 4_000;

    /// <summary>What a reaction means on an amendment's card, in the order of the buttons.</summary>
    public static readonly ImmutableList<(string Emoji, string Means)> Reactions = [("👍", "agree"), ("👎", "disagree"), ("🤷", "pass")];

    public Guest Guest => guest;

    public Conversation Conversation => conversation;

    public IEnumerable<Posted> Stream => conversation.Messages.Where(p => p.Post.Thread is null && p.IsFor(guest));

    public IEnumerable<Posted> Thread(string message) => conversation.Messages.Where(p => p.Post.Thread == message && p.IsFor(guest));

    /// <summary>Hands a line to the bot as one event.</summary>
    public async Task<Reply> Ask(string line, ImmutableDictionary<string, string>? values, CancellationToken cancellation)
    {
        values ??= ImmutableDictionary<string, string>.Empty;
        var said = new Line(line, values, new Account("room", guest.Id), guest.Name, RoomChannel.PlaceOf(conversation.Room))
        {
            EventId = $"room:{Guid.NewGuid():N}",
            ReceivedAt = clock.Now(),
        };
        var reply = await turns.Say(said, cancellation);
        // The workshop has forgotten them; what they said here is theirs too.
        if (!reply.Refusal && CommandReader.Read(line, values) is Understood { Command: ForgetMe { Sure: true } })
            await conversation.Forget(guest, CancellationToken.None);
        return reply;
    }

    public Task<IReadOnlyList<Suggestion>> Complete(string typed, CancellationToken cancellation) =>
        turns.Complete(RoomChannel.PlaceOf(conversation.Room), typed, cancellation);

    /// <summary>Posts an answer where its asker, or everybody, sees it.</summary>
    /// <param name="asked">The line that was typed; null for a button.</param>
    /// <returns>Null when the answer was a dialog alone.</returns>
    public async Task<Posted?> Show(Reply reply, string? asked, string? thread, CancellationToken cancellation)
    {
        if (reply.Card is null && reply.File is null)
            return null;
        var post = new RoomPost(reply.Refusal ? PostKind.Refusal : PostKind.Answer, Guest.Bot.Id, Guest.Bot.Name)
        {
            Card = reply.Card ?? Card.Of(reply.File!.Name),
            Asked = asked,
            Asker = reply.Private ? null : guest,
            Thread = thread,
            File = reply.File is { } file ? files.Offer(file, reply.Private ? guest.Id : null) : null,
        };
        return reply.Private
            ? await conversation.Whisper(post, guest.Id, cancellation)
            : await conversation.Add(post, null, cancellation);
    }

    /// <summary>Posts a person's words to everybody.</summary>
    public Task<Posted> Say(string words, string? thread, CancellationToken cancellation) => conversation.Add(
        new RoomPost(PostKind.Said, guest.Id, guest.Name) { Words = words, Thread = thread }, null, cancellation);

    /// <summary>Posts a reply in a card's thread, and tells the bot about it where the card is an amendment's.</summary>
    /// <returns>What the bot answered, if anything.</returns>
    public async Task<Posted?> ReplyIn(Posted card, string words, CancellationToken cancellation)
    {
        await Say(words, card.Id, cancellation);
        if (card.Post.Amendment is not { } amendment)
            return null;
        var reply = await Ask($"discuss {amendment}", ImmutableDictionary<string, string>.Empty.Add("words", words), cancellation);
        return await Show(reply, null, card.Id, cancellation);
    }

    /// <summary>Puts a reaction on a card, or takes it off. The bot is asked first: a reaction is public, so where reactions
    /// don't count (anonymous or hidden rounds) none is left standing.</summary>
    public async Task<Reply?> React(Posted card, string emoji, CancellationToken cancellation)
    {
        var mine = new Reaction(emoji, guest.Id, guest.Name);
        if (card.Post.Reactions.Contains(mine))
        {
            await conversation.Change(card.Id, p => p with { Reactions = p.Reactions.Remove(mine) }, cancellation);
            return await Ask($"react {card.Post.Amendment} {emoji} off:yes", null, cancellation) is { Refusal: false } withdrawn ? withdrawn : null;
        }
        var reply = await Ask($"react {card.Post.Amendment} {emoji}", null, cancellation);
        if (!reply.Refusal)
            await conversation.Change(card.Id, p => p with { Reactions = p.Reactions.RemoveAll(r => r.Account == guest.Id).Add(mine) }, cancellation);
        return reply;
    }
}
