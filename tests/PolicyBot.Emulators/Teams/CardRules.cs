using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Teams;

/// <summary>What Teams demands of an activity and its cards beyond their schema.</summary>
/// <remarks>https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference</remarks>
internal static class CardRules
{
    private const int MostButtons = 6;
    private const int MostRefreshed = 60;

    public static IEnumerable<string> Broken(JsonObject activity)
    {
        foreach (var entity in Json.Objects(activity["entities"]).Where(e => (string?)e["type"] == "mention"))
            if (((string?)activity["text"])?.Contains((string?)entity["text"] ?? "?", StringComparison.Ordinal) != true)
                yield return $"A mention's text is not in the message: {entity.ToJsonString()}";
        foreach (var card in Json.Objects(activity["attachments"]).Where(a => (string?)a["contentType"] == Json.CardType).Select(a => a["content"]))
            foreach (var problem in BrokenCard(card))
                yield return problem;
    }

    public static IEnumerable<string> BrokenCard(JsonNode? card)
    {
        if ((string?)card?["type"] != "AdaptiveCard" || !Version.TryParse((string?)card["version"], out var version) || version > new Version(1, 5))
            yield return $"This is no adaptive card of version 1.5 or lower: {card?["type"]} {card?["version"]}";
        foreach (var list in Json.Objects(card).Select(o => o["actions"]).OfType<JsonArray>())
            if (list.Count(a => (string?)a!["mode"] != "secondary") > MostButtons)
                yield return $"{list.Count} buttons in a row; Teams shows {MostButtons}.";
        if (card?["refresh"]?["userIds"] is JsonArray refreshed && refreshed.Count > MostRefreshed)
            yield return $"{refreshed.Count} people in refresh.userIds; at most {MostRefreshed}.";
        var ids = Json.Objects(card).Where(o => ((string?)o["type"])?.StartsWith("Input.", StringComparison.Ordinal) == true)
            .Select(o => (string?)o["id"]).ToList();
        if (ids.Contains(null) || ids.Distinct().Count() < ids.Count)
            yield return $"Inputs need ids of their own: {string.Join(", ", ids)}";
    }
}
