using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PolicyBot.Core;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Views;

namespace PolicyBot.Teams.Cards;

/// <summary>Where a card is shown, which decides what its buttons can be.</summary>
internal enum Surface
{
    /// <summary>A message: a button answers in place or opens a dialog.</summary>
    Message,

    /// <summary>A dialog: a button leads to the dialog's next page.</summary>
    Dialog,
}

/// <summary>Buttons as actions of an Adaptive Card.</summary>
internal static class Buttons
{
    // What a phone shows beside each other, counted in letters, with the room that a button takes around its label.
    private const int WidestRow = 44;
    private const int Around = 4;

    /// <summary>Rows in which no label is cut on a phone.</summary>
    public static IReadOnlyList<IReadOnlyList<Button>> Rows(IEnumerable<Button> buttons)
    {
        var rows = new List<List<Button>>();
        foreach (var button in buttons)
        {
            if (rows.Count == 0 || rows[^1].Append(button).Sum(b => b.Label.Length + Around) > WidestRow)
                rows.Add([]);
            rows[^1].Add(button);
        }

        return rows;
    }

    public static JsonObject Of(Button button, Surface surface, Mark mark)
    {
        var action = surface == Surface.Dialog ? Submit(mark.Data(button.Act))
            : AnswersInPlace(button) ? Execute(mark.Data(button.Act))
            : Dialog(mark.Data(button.Act));
        action["title"] = button.Label;
        if (button.Look != Look.Plain)
            action["style"] = button.Look == Look.Primary ? "positive" : "destructive";
        return action;
    }

    /// <summary>A button that fetches an answer into a dialog.</summary>
    public static JsonObject Fetch(string title, JsonObject data)
    {
        var action = Dialog(data);
        action["title"] = title;
        return action;
    }

    /// <summary>Sends a dialog's fields.</summary>
    public static JsonObject Submit(JsonObject data) => new() { ["type"] = "Action.Submit", ["data"] = data };

    /// <summary>Votes, answers and what was asked once; all else is private reading or wants fields, which a dialog holds.</summary>
    private static bool AnswersInPlace(Button button) =>
        CommandReader.Read(button.Act, ImmutableDictionary<string, string>.Empty) is Understood { Command: var command }
        && (button.Look == Look.Danger || command is CastBallot { Walks: false } or Confirm);

    /// <summary>https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/overview</summary>
    private static JsonObject Execute(JsonObject data) => new() { ["type"] = "Action.Execute", ["verb"] = "act", ["data"] = data };

    /// <summary>https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots</summary>
    private static JsonObject Dialog(JsonObject data)
    {
        data["msteams"] = new JsonObject { ["type"] = "task/fetch" };
        return Submit(data);
    }
}
