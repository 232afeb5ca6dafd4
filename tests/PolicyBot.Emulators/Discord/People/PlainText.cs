using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.Rules;

namespace PolicyBot.Emulators.Discord.People;

/// <summary>What somebody reads, as plain lines: everything visible is in it, for tests that look for what must not be.</summary>
internal static class PlainText
{
    public static string Of(JsonObject body) => string.Join('\n', ((string?[])
    [
        (string?)body["content"],
        .. body.List("embeds").OfType<JsonObject>().SelectMany(OfEmbed),
        .. body.List("components").OfType<JsonObject>().SelectMany(OfComponent),
        .. body.List("attachments").OfType<JsonObject>().Select(a => $"📎 {a["filename"]} {a["description"]}".TrimEnd()),
    ]).Where(line => !string.IsNullOrEmpty(line)));

    private static IEnumerable<string?> OfEmbed(JsonObject embed) =>
    [
        (string?)embed["author"]?["name"], (string?)embed["title"], (string?)embed["description"],
        .. embed.List("fields").Select(f => $"{f?["name"]}: {f?["value"]}"), (string?)embed["footer"]?["text"],
    ];

    private static IEnumerable<string?> OfComponent(JsonObject component) => component.Kind() switch
    {
        ComponentKind.TextDisplay => [(string?)component["content"]],
        ComponentKind.Button => [Button(component)],
        ComponentKind.StringSelect => [$"({component["placeholder"]}: {string.Join(" | ", component.List("options").Select(o => o?["label"]))})"],
        ComponentKind.MediaGallery => component.List("items").Select(i => $"🖼 {i?["description"]}"),
        ComponentKind.File => [$"📎 {component["file"]?["url"]}"],
        ComponentKind.Section => [.. Inner(component), .. component["accessory"] is JsonObject accessory ? OfComponent(accessory) : []],
        ComponentKind.Thumbnail => [$"🖼 {component["description"]}"],
        ComponentKind.ActionRow => [string.Join(' ', Inner(component))],
        ComponentKind.Container => Inner(component),
        ComponentKind.Label => [(string?)component["label"], (string?)component["description"], .. component["component"] is JsonObject input ? OfComponent(input) : []],
        ComponentKind.TextInput => [$"[{component["value"]}]"],
        _ => [],
    };

    private static IEnumerable<string?> Inner(JsonObject component) => component.List("components").OfType<JsonObject>().SelectMany(OfComponent);

    private static string Button(JsonObject button)
    {
        var label = string.Join(' ', ((string?[])[(string?)button["emoji"]?["name"], (string?)button["label"]]).Where(l => l is not null));
        return (bool?)button["disabled"] == true ? $"[{label} (off)]" : $"[{label}]";
    }
}
