using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Views;
using PolicyBot.Teams.Activities;
using PolicyBot.Teams.Cards;
using PolicyBot.Teams.Connector;
using PolicyBot.Teams.Dialogs;

namespace PolicyBot.Teams;

/// <summary>Buttons that answer in place: the presser's card shows what became of it, everybody's is the posts steward's work.</summary>
internal sealed class Presses(Saying saying, ShownCards shown, Posted posted, Conversations conversations, ILogger<Presses> logger)
{
    private const int LongestAct = 100;

    /// <summary>True when a button of ours could not have sent this; logged without what it said.</summary>
    public async ValueTask<bool> IsForged(Scene? scene, Pressing pressing, CancellationToken cancellation)
    {
        var why = scene is null ? "it is about a conversation that its sender is not in"
            : pressing.Act is not { } act ? (pressing.Answer is null ? "it holds no act" : null)
            : act.Length > LongestAct ? "its act is too long"
            : CommandReader.Read(act, ImmutableDictionary<string, string>.Empty) is NotUnderstood ? "its act is none of ours"
            : pressing.Post is { } post && !await posted.IsOf(post, scene.Place, cancellation) ? "it belongs to another workshop" : null;
        if (why is not null)
            logger.LogWarning("Refused a button's data: {Why}", why);
        return why is not null;
    }

    public async Task<JsonObject> Answer(Scene scene, Pressing pressing, CancellationToken cancellation)
    {
        var turn = saying.Say(scene.Line(pressing.Act!));
        if (!await Saying.InTime(turn))
            return Invokes.Shows(await Later(scene, pressing, turn, cancellation));
        var reply = await turn;
        // A closed round, another text, somebody's right: the card may be old, or its data tampered with.
        if (reply.Refusal)
            logger.LogWarning("Refused what a button asked for");
        if (reply.Form is null && pressing.Post is { } post)
            return Invokes.Shows(await OnPost(scene, post, reply, cancellation));
        var card = saying.Drawing.Of(reply, scene, Surface.Message);
        // In a 1:1 chat there is nobody else, and a question that was answered must not be there to answer again.
        if (scene.IsPersonal && scene.Activity.ReplyToId is { } message)
            _ = Replace(scene, message, card.DeepClone().AsObject(), reply.Card?.Title ?? "PolicyBot");
        return Invokes.Shows(card);
    }

    /// <summary>For everybody, while the presser has the answer already.</summary>
    private async Task Replace(Scene scene, string message, JsonObject card, string summary)
    {
        try
        {
            var conversation = scene.Activity.Conversation!;
            await conversations.Update(conversation.Place, Conversation.IsChannel(conversation.Place) ? message : null, message, Messages.Of(card, summary), CancellationToken.None);
        }
        catch (Exception failure)
        {
            logger.LogWarning(failure, "A card that was answered could not be replaced");
        }
    }

    /// <summary>Says that it takes longer, and leaves the card there below a button that fetches the answer.</summary>
    private async Task<JsonObject> Later(Scene scene, Pressing pressing, Task<Reply> turn, CancellationToken cancellation)
    {
        const string says = "Working on it: this takes a little longer.";
        var waiting = saying.Drawing.Waiting(says, "Show the answer", scene, turn);
        if (pressing.Post is not { } mark || await shown.Find(posted.Read(mark, scene.Place)!.Value, cancellation) is not { } card)
            return waiting;
        var whole = saying.Drawing.Cards.Telling(card, Reply.Say(says));
        var more = waiting["actions"]![0]!.DeepClone();
        whole["body"]!.AsArray().Insert(1, new JsonObject { ["type"] = "ActionSet", ["actions"] = new JsonArray(more) });
        return whole;
    }

    private async Task<JsonObject> OnPost(Scene scene, string mark, Reply reply, CancellationToken cancellation)
    {
        var post = posted.Read(mark, scene.Place)!.Value;
        if (await posted.Elsewhere(post, scene.Activity.ReplyToId, cancellation) is { } right)
        {
            _ = Replace(scene, scene.Activity.ReplyToId!, Pointer(scene.Place.Id, right, null), "This card has moved");
            return Pointer(scene.Place.Id, right, reply);
        }

        return await shown.Find(post, cancellation) is { } card
            ? saying.Drawing.Cards.Telling(card, reply)
            : saying.Drawing.Of(reply, scene, Surface.Message);
    }

    /// <summary>For the one message too many that a lost answer of Teams can leave behind.</summary>
    private static JsonObject Pointer(string place, string message, Reply? told) => AdaptiveCards.Envelope(
        "This card has moved",
        [
            .. told?.Card is { } card ? [Words.Line(Words.Run(card.Title, bold: true))] : Array.Empty<JsonNode>(),
            Words.Line(Words.Run("This card stands here twice by mistake. Please use the other one.")),
        ],
        [
            new JsonObject
            {
                ["type"] = "Action.OpenUrl",
                ["title"] = "Go to the right card",
                ["url"] = $"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(place)}/{Uri.EscapeDataString(message)}",
            },
        ]);
}

/// <summary>Which post a card claims to be, and which message shows that post.</summary>
internal sealed class Posted(IWorkshopStore store, Roster roster, ShownCards shown)
{
    public PostAddress? Read(string mark, Core.Workshops.Place place) =>
        mark.Split('|') is [var workshop, var key] ? new PostAddress(new WorkshopId(workshop), place, key) : null;

    public async ValueTask<bool> IsOf(string mark, Core.Workshops.Place place, CancellationToken cancellation) =>
        Read(mark, place) is { } post && await roster.At(place, cancellation) == post.Workshop;

    /// <returns>The message that shows the post; null when it is this one, or none yet.</returns>
    public async ValueTask<string?> Elsewhere(PostAddress post, string? message, CancellationToken cancellation)
    {
        // A message that shows another post is no second one of this: its mark was tampered with.
        if (message is null || await shown.At(post.Place, message, cancellation) is not null)
            return null;
        var right = (await store.Posts(post.Workshop, cancellation)).FirstOrDefault(p => p.Address == post)?.Message;
        return right == message ? null : right;
    }
}
