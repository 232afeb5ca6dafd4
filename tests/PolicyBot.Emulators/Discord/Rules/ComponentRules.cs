using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Discord.Rules;

/// <summary>What components a message may hold.</summary>
/// <remarks>https://docs.discord.com/developers/components/reference</remarks>
internal static class ComponentRules
{
    private const int MostComponents = 40;
    private const int MostText = 4000;

    public static void CheckRows(JsonArray components, Problems problems)
    {
        problems.Count("components", components.Count, 0, 5);
        Each("components", components, (path, component) =>
        {
            if (component.Kind() != ComponentKind.ActionRow)
                problems.Add(path, "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1,).");
            else
                Row(path, component, problems);
        });
        Unique(components, problems);
    }

    public static void CheckV2(JsonArray components, Problems problems)
    {
        var all = Components.All(components).ToList();
        problems.Count("components", all.Count, 0, MostComponents);
        var text = all.Where(c => c.Kind() == ComponentKind.TextDisplay).Sum(c => ((string?)c["content"] ?? "").Length);
        if (text > MostText)
            problems.Add("components", "COMPONENT_MAX_TOTAL_TEXT_LENGTH", $"The total length of text displays must be {MostText} or fewer.");
        Each("components", components, (path, component) => Block(path, component, problems, inContainer: false));
        Unique(components, problems);
    }

    /// <summary>A web address, or a file that comes with the message.</summary>
    public static void Media(string path, string? url, Problems problems)
    {
        if (url is null)
            return;
        if (url.StartsWith("attachment://", StringComparison.Ordinal) ? !problems.Files.Contains(url["attachment://".Length..]) : !url.StartsWith("http", StringComparison.Ordinal))
            problems.Add(path, "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", $"The file '{url}' was not found.");
    }

    private static void Block(string path, JsonObject component, Problems problems, bool inContainer)
    {
        switch (component.Kind())
        {
            case ComponentKind.ActionRow: Row(path, component, problems); break;
            case ComponentKind.TextDisplay: problems.Length($"{path}.content", (string?)component["content"], 1, MostText); break;
            case ComponentKind.Separator: problems.Range($"{path}.spacing", component["spacing"], 1, 2); break;
            case ComponentKind.File: Media($"{path}.file.url", (string?)component["file"]?["url"] ?? "", problems); break;
            case ComponentKind.Section: Section(path, component, problems); break;
            case ComponentKind.MediaGallery:
                problems.Count($"{path}.items", component.List("items").Count, 1, 10);
                Each($"{path}.items", component.List("items"), (at, item) =>
                {
                    Media($"{at}.media.url", (string?)item["media"]?["url"] ?? "", problems);
                    problems.Length($"{at}.description", (string?)item["description"], 0, 1024);
                });
                break;
            case ComponentKind.Container when !inContainer:
                problems.Count($"{path}.components", component.List("components").Count, 1, MostComponents);
                Each($"{path}.components", component.List("components"), (at, inner) => Block(at, inner, problems, inContainer: true));
                break;
            default: problems.Add($"{path}.type", "UNION_TYPE_CHOICES", "This type of component is not allowed here."); break;
        }
    }

    private static void Section(string path, JsonObject section, Problems problems)
    {
        problems.Count($"{path}.components", section.List("components").Count, 1, 3);
        Each($"{path}.components", section.List("components"), (at, inner) =>
        {
            if (inner.Kind() != ComponentKind.TextDisplay)
                problems.Add($"{at}.type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (10,).");
            problems.Length($"{at}.content", (string?)inner["content"], 1, MostText);
        });
        switch (section["accessory"] as JsonObject)
        {
            case { } button when button.Kind() == ComponentKind.Button: Button($"{path}.accessory", button, problems); break;
            case { } picture when picture.Kind() == ComponentKind.Thumbnail:
                Media($"{path}.accessory.media.url", (string?)picture["media"]?["url"] ?? "", problems);
                problems.Length($"{path}.accessory.description", (string?)picture["description"], 0, 1024);
                break;
            default: problems.Add($"{path}.accessory", "BASE_TYPE_REQUIRED", "This field is required"); break;
        }
    }

    private static void Row(string path, JsonObject row, Problems problems)
    {
        var inside = row.List("components");
        var buttons = inside.OfType<JsonObject>().Count(c => c.Kind() == ComponentKind.Button);
        if (inside.Count is 0 or > 5 || buttons > 0 && buttons != inside.Count || buttons == 0 && inside.Count != 1)
            problems.Add($"{path}.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A row holds up to 5 buttons or one select.");
        Each($"{path}.components", inside, (at, component) =>
        {
            if (component.Kind() == ComponentKind.Button)
                Button(at, component, problems);
            else
                SelectRules.Check(at, component, problems);
        });
    }

    private static void Button(string path, JsonObject button, Problems problems)
    {
        problems.Range($"{path}.style", button["style"] ?? 0, 1, 6);
        problems.Length($"{path}.label", (string?)button["label"], button["emoji"] is null ? 1 : 0, 80);
        if ((int?)button["style"] == 5)
            problems.Length($"{path}.url", (string?)button["url"], 1, 512);
        else
            problems.Length($"{path}.custom_id", (string?)button["custom_id"], 1, 100);
        if ((int?)button["style"] == 5 && button["custom_id"] is not null)
            problems.Add($"{path}.custom_id", "BUTTON_COMPONENT_CUSTOM_ID_INVALID", "A custom id and url cannot both be specified");
    }

    private static void Unique(JsonArray components, Problems problems)
    {
        foreach (var field in (string[])["custom_id", "id"])
            foreach (var twice in Components.All(components).Where(c => c[field] is not null).GroupBy(c => c[field]!.ToJsonString()).Where(g => g.Count() > 1))
                problems.Add("components", "COMPONENT_CUSTOM_ID_DUPLICATED", $"Component {field} cannot be duplicated: {twice.Key}");
    }

    internal static void Each(string path, JsonArray list, Action<string, JsonObject> check)
    {
        for (var i = 0; i < list.Count; i++)
            check($"{path}.{i}", list[i] as JsonObject ?? []);
    }
}
