using System.Text.Json.Nodes;
using PolicyBot.Core.Views;
using PolicyBot.Teams.Cards;

namespace PolicyBot.Teams.Dialogs;

/// <summary>Bodies of answers to invokes.</summary>
internal static class Invokes
{
    private const int LongestTitle = 45;

    /// <summary>The card that the presser sees from now on.
    /// https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards#response-format</summary>
    public static JsonObject Shows(JsonObject card) =>
        new() { ["statusCode"] = 200, ["type"] = "application/vnd.microsoft.card.adaptive", ["value"] = card };

    public static JsonObject Refuses(string words) => new()
    {
        ["statusCode"] = 400,
        ["type"] = "application/vnd.microsoft.error",
        ["value"] = new JsonObject { ["code"] = "BadRequest", ["message"] = words },
    };

    /// <summary>A dialog's next page.
    /// https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/invoking-task-modules#the-taskinfo-object</summary>
    public static JsonObject Page(string title, JsonObject card) => new()
    {
        ["task"] = new JsonObject
        {
            ["type"] = "continue",
            ["value"] = new JsonObject
            {
                ["title"] = Cut.Line(title, LongestTitle),
                ["height"] = "large",
                ["width"] = "medium",
                ["card"] = Messages.Attachment(card),
            },
        },
    };

    /// <summary>A dialog's last words.</summary>
    public static JsonObject Ends(string words) => new() { ["task"] = new JsonObject { ["type"] = "message", ["value"] = words } };
}
