using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PolicyBot.HostTests.Teams;

/// <summary>One card of each kind among all that the bot sent: the richest.</summary>
internal static partial class CardKinds
{
    public static IReadOnlyList<(string Name, JsonObject Card)> Of(Emulators.Teams.Capture capture) =>
    [
        .. capture.Bodies.SelectMany(b => Cards(b.Body).Select(card => (Name: $"{Surface(b.Kind)}-{Named(card)}", Card: card)))
            .GroupBy(k => k.Name).Select(g => g.MaxBy(k => k.Card.ToJsonString().Length)).OrderBy(k => k.Name, StringComparer.Ordinal),
    ];

    private static IEnumerable<JsonObject> Cards(JsonNode? node) => node switch
    {
        JsonObject o when (string?)(o["type"] as JsonValue) == "AdaptiveCard" => [o],
        JsonObject o => o.SelectMany(p => Cards(p.Value)),
        JsonArray a => a.SelectMany(Cards),
        _ => [],
    };

    private static string Surface(string kind) => kind is "activity" or "conversation" ? "message" : kind.StartsWith("adaptive", StringComparison.Ordinal) ? "own" : "dialog";

    /// <summary>By the first words of its title, without ids and numbers.</summary>
    private static string Named(JsonObject card)
    {
        var title = ((string?)card["fallbackText"] ?? "").Split('\n')[0];
        return NotWords().Replace(Ids().Replace(title, ""), "-").Trim('-').ToLowerInvariant() is { Length: > 0 } name ? name[..Math.Min(name.Length, 40)] : "untitled";
    }

    [GeneratedRegex(@"\b[ACRSv]?\d+\b|Voter \d+|“[^”]*”")]
    private static partial Regex Ids();

    [GeneratedRegex(@"[^\p{L}]+")]
    private static partial Regex NotWords();
}
