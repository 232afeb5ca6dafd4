using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Views;
using PolicyBot.Teams.Activities;
using PolicyBot.Teams.Cards;

namespace PolicyBot.Teams.Dialogs;

/// <summary>Dialogs: forms to fill in, and private answers page by page (<c>ballot</c> is a walk through them).</summary>
internal sealed class Pages(Saying saying, Answers answers)
{
    /// <summary>The page that a button leads to, or that follows a page which was sent.</summary>
    public Task<JsonObject> Turn(Scene scene, Pressing pressing)
    {
        if (pressing.Answer is { } name && answers.Find(name, scene.From) is { } kept)
            return Show(scene, kept);
        return pressing.Act is { } act
            ? Show(scene, saying.Say(scene.Line(act, pressing.Values, pressing.Opens)))
            : Task.FromResult(Invokes.Ends("This answer is somebody else's, or it is gone. Please ask again."));
    }

    /// <summary>The form that a message's menu opens, with the message's words in it.</summary>
    public Task<JsonObject> Take(Scene scene, MessageTaken taken) => MessageMenu.All.Find(m => m.Id == taken.Command) is { } entry
        ? Show(scene, saying.Say(scene.Line(entry.Command, ImmutableDictionary<string, string>.Empty.Add(entry.Field, taken.Words), opens: true)))
        : Task.FromResult(Invokes.Ends("This version of PolicyBot does not know that command. Ask your administrator to update the app."));

    private async Task<JsonObject> Show(Scene scene, Task<Reply> turn)
    {
        if (!await Saying.InTime(turn))
            return Invokes.Page("Working on it", Waiting(scene, turn));
        var reply = await turn;
        return reply.Form is { } form
            ? Invokes.Page(form.Title, FormCard.Of(form, scene.Mark))
            : Invokes.Page(reply.Card?.Title ?? "PolicyBot", saying.Drawing.Of(reply, scene, Surface.Dialog));
    }

    private JsonObject Waiting(Scene scene, Task<Reply> turn)
    {
        const string words = "This takes a little longer. You can wait here and look again.";
        var again = Buttons.Submit(scene.Mark.Data(null, answers.Keep(scene.From, turn)));
        again["title"] = "Look again";
        return AdaptiveCards.Envelope(words, [Words.Line(Words.Run(words))], [again]);
    }
}
