using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PolicyBot.App;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;
using PolicyBot.Teams.Activities;
using PolicyBot.Teams.Cards;
using PolicyBot.Teams.Connector;

namespace PolicyBot.Teams;

/// <summary>Messages and reactions: what is said to the bot, and what is said about a card.</summary>
internal sealed class Listening(Saying saying, ShownCards shown, Conversations conversations)
{
    private const string Amendment = "amendment:";
    private readonly ConcurrentDictionary<(Account, PostAddress, bool Refused), bool> _told = new();

    /// <summary>Answers where it was asked, or, as answers are private, in the person's 1:1 chat with a hint where it was asked.</summary>
    public async Task Answer(Scene scene, string line, CancellationToken cancellation)
    {
        var turn = saying.Say(scene.Line(line));
        var sign = await Saying.InTime(turn) ? null : await Show(scene, Plain("Working on it …"), cancellation) as Done;
        var reply = await turn;
        var (card, summary) = scene.IsPersonal || !reply.Private || reply.Form is not null
            ? (saying.Drawing.Of(reply, scene, Surface.Message), reply.Form?.Title ?? reply.Card?.Title ?? "PolicyBot")
            : await Whisper(scene, reply, cancellation);
        await Show(scene, Messages.Of(card, summary), cancellation);
        // A new message notifies the person, an edit of the sign would not.
        if (sign is not null)
            await conversations.Delete(scene.Activity.Conversation!.Place, Root(scene), sign.Id, cancellation);
    }

    /// <summary>False for talk that is none of ours, of which nothing is kept.</summary>
    public async ValueTask<bool> Concerns(Activity activity, Event heard, CancellationToken cancellation) => heard switch
    {
        Unheard => false,
        Remarked remarked => await shown.At(new Place("teams", activity.Conversation!.Place), remarked.Root, cancellation) is not null,
        _ => true,
    };

    /// <summary>A reply in an amendment's thread: a comment where the round's rule lets it be one.</summary>
    public async Task Discuss(Scene scene, Remarked remarked, CancellationToken cancellation)
    {
        if (await AmendmentAt(scene, remarked.Root, cancellation) is not { } post)
            return;
        var words = ImmutableDictionary<string, string>.Empty.Add("words", remarked.Words);
        await TellOnce(scene, post, await saying.Say(scene.Line($"discuss {post.Key[Amendment.Length..]}", words)), cancellation);
    }

    public async Task React(Scene scene, Reacted reacted, CancellationToken cancellation)
    {
        if (await AmendmentAt(scene, reacted.Message, cancellation) is not { } post)
            return;
        var part = 0;
        foreach (var (type, off) in reacted.Removed.Select(r => (r, " off:yes")).Concat(reacted.Added.Select(r => (r, ""))))
        {
            var line = $"react {post.Key[Amendment.Length..]} {Emoji.Of(type)}{off}";
            await TellOnce(scene, post, await saying.Say(scene.Line(line, part: ++part)), cancellation);
        }
    }

    /// <summary>What an answer says goes to its person alone; the hint in the conversation says that and nothing else.</summary>
    private async Task<(JsonObject Card, string Summary)> Whisper(Scene scene, Reply reply, CancellationToken cancellation)
    {
        var about = new Mark(In: scene.Place.Id);
        var card = saying.Drawing.Cards.Of(saying.Drawing.Whole(reply), Surface.Message, about);
        var told = await Told(scene.From, Messages.Of(card, reply.Card?.Title ?? "PolicyBot"), cancellation);
        var hint = told is Done ? $"{scene.Name}, I answered you in our chat." : $"{scene.Name}, your answer is ready. Only you can open it.";
        return (told is Done
            ? AdaptiveCards.Envelope(hint, [Words.Line(Words.Run(hint))], [])
            : saying.Drawing.Waiting(hint, "Show my answer", scene, Task.FromResult(reply)), hint);
    }

    /// <summary>A chat that can't be reached just now must not cost a person their answer.</summary>
    private async Task<Sent?> Told(Account account, JsonObject message, CancellationToken cancellation)
    {
        try
        {
            return await conversations.Tell(account, message, cancellation);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Posts where it was asked.</summary>
    private Task<Sent> Show(Scene scene, JsonObject what, CancellationToken cancellation) =>
        conversations.Reply(scene.Activity.Conversation!.Place, Root(scene), what, cancellation);

    private static string? Root(Scene scene)
    {
        var conversation = scene.Activity.Conversation!;
        return conversation.Root ?? (Conversation.IsChannel(conversation.Place) ? scene.Activity.Id : null);
    }

    private async Task<PostAddress?> AmendmentAt(Scene scene, string message, CancellationToken cancellation) =>
        await shown.At(scene.Place, message, cancellation) is { } post && post.Key.StartsWith(Amendment, StringComparison.Ordinal) ? post : null;

    /// <summary>Talk and reactions would otherwise fill the person's chat: what becomes of them is said once for each card, and once that they count no more.</summary>
    private async Task TellOnce(Scene scene, PostAddress post, Reply reply, CancellationToken cancellation)
    {
        if (reply.Card is null || !_told.TryAdd((scene.From, post, reply.Refusal), true))
            return;
        var card = saying.Drawing.Cards.Of(reply.Card, Surface.Message, new Mark(In: scene.Place.Id));
        await conversations.Tell(scene.From, Messages.Of(card, reply.Card.Title), cancellation);
    }

    private static JsonObject Plain(string words) =>
        Messages.Of(AdaptiveCards.Envelope(words, [Words.Line(Words.Run(words))], []), words);
}
