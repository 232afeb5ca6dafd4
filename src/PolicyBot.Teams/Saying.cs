using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Views;
using PolicyBot.Teams.Cards;
using PolicyBot.Teams.Connector;
using PolicyBot.Teams.Dialogs;

namespace PolicyBot.Teams;

/// <summary>Hands a line to the bot, and makes a card of what it answers.</summary>
internal sealed class Saying(Turns turns, Notes notes, Drawing drawing, IHostApplicationLifetime life)
{
    /// <summary>How long a person waits before they are told that it takes longer; Teams gives up after ten seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public Drawing Drawing => drawing;

    /// <summary>The turn goes on when its sender has given up waiting.</summary>
    public async Task<Reply> Say(Line line)
    {
        var reply = await turns.Say(line, life.ApplicationStopping);
        // The workshop has forgotten them; where they were is theirs too.
        if (!reply.Refusal && CommandReader.Read(line.Text, line.Values) is Understood { Command: ForgetMe { Sure: true } })
            await notes.Forget(line.From, CancellationToken.None);
        return reply;
    }

    /// <returns>False when it takes longer than a person should wait for a sign.</returns>
    public static async Task<bool> InTime(Task<Reply> turn)
    {
        await ((Task)turn).WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return turn.IsCompleted;
    }
}

/// <summary>Answers as cards.</summary>
internal sealed class Drawing(AdaptiveCards cards, Downloads downloads, Answers answers)
{
    public AdaptiveCards Cards => cards;

    /// <summary>The card of an answer; a form becomes a button that opens it.</summary>
    public JsonObject Of(Reply reply, Scene scene, Surface surface) => reply.Form is { } form
        ? Offer(form.Title, "Fill in", scene.Mark.Data(form.Act, answers.Keep(scene.From, Task.FromResult(reply)), opens: true))
        : cards.Of(Whole(reply), surface, scene.Mark);

    /// <summary>An answer's card with the file that comes with it.</summary>
    public Card Whole(Reply reply)
    {
        var card = reply.Card ?? Card.Of(reply.File?.Name ?? "Done");
        return reply.File is { } file ? card with { Blocks = card.Blocks.Add(new Link($"Download {file.Name}", downloads.Offer(file))) } : card;
    }

    /// <summary>A card that only says that something private is to be had, and lets its person have it.</summary>
    public JsonObject Waiting(string title, string button, Scene scene, Task<Reply> reply) =>
        Offer(title, button, scene.Mark.Data(null, answers.Keep(scene.From, reply)));

    private static JsonObject Offer(string title, string button, JsonObject data) =>
        AdaptiveCards.Envelope(title, [Words.Line(Words.Run(title))], [Buttons.Fetch(button, data)]);
}
