using System.Text.Json.Nodes;
using PolicyBot.Core.Views;

namespace PolicyBot.Teams.Cards;

/// <summary>Activities that we send. Nobody is mentioned in any: that would take an entity, and we send none.</summary>
internal static class Messages
{
    private const int LongestSummary = 200;

    public static JsonObject Of(JsonObject card, string summary) => new()
    {
        ["type"] = "message",
        // What a notification shows.
        ["summary"] = Cut.Line(summary, LongestSummary),
        ["attachments"] = new JsonArray(Attachment(card)),
    };

    public static JsonObject Attachment(JsonObject card) =>
        new() { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = card };
}
