using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Teams;

/// <summary>What a client shows of a message, as plain text; what can be unfolded counts as shown.</summary>
internal static class CardText
{
    private static readonly string[] Shown = ["text", "title", "label", "value", "altText", "placeholder", "errorMessage"];
    private static readonly string[] Inside =
        ["body", "items", "columns", "rows", "cells", "inlines", "facts", "choices", "images", "card", "actions", "selectAction", "fallback"];

    public static string Of(JsonObject activity, JsonObject? card)
    {
        var parts = new[] { (string?)activity["text"], (string?)activity["summary"], card is null ? null : Of(card) };
        return string.Join('\n', parts.Where(p => !string.IsNullOrEmpty(p)));
    }

    public static string Of(JsonNode? element) => string.Join('\n', Lines(element).Where(l => l.Length > 0));

    private static IEnumerable<string> Lines(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var line in list.SelectMany(Lines))
                    yield return line;
                break;
            case JsonObject element when Runs(element) is { } words:
                yield return words;
                break;
            case JsonObject element:
                foreach (var name in Shown)
                    if (element[name] is JsonValue value && value.TryGetValue<string>(out var text))
                        yield return text;
                foreach (var line in Inside.SelectMany(name => Lines(element[name])))
                    yield return line;
                break;
            case JsonValue plain when plain.TryGetValue<string>(out var text):
                yield return text;
                break;
        }
    }

    /// <summary>The runs of a rich text are one line.</summary>
    private static string? Runs(JsonObject element) => (string?)element["type"] == "RichTextBlock"
        ? string.Concat(element["inlines"]!.AsArray().Select(i => i is JsonValue v ? v.GetValue<string>() : (string?)i!["text"]))
        : null;
}
