using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Discord.Rules;

/// <summary>Selects, in messages and in dialogs.</summary>
internal static class SelectRules
{
    public static void Check(string path, JsonObject select, Problems problems)
    {
        if (select.Kind() is not (ComponentKind.StringSelect or (>= ComponentKind.UserSelect and <= ComponentKind.ChannelSelect)))
        {
            problems.Add($"{path}.type", "UNION_TYPE_CHOICES", "This type of component is not allowed here.");
            return;
        }

        problems.Length($"{path}.custom_id", (string?)select["custom_id"], 1, 100);
        problems.Length($"{path}.placeholder", (string?)select["placeholder"], 0, 150);
        problems.Range($"{path}.min_values", select["min_values"], 0, 25);
        problems.Range($"{path}.max_values", select["max_values"], 1, 25);
        if (select.Kind() == ComponentKind.StringSelect)
            Options($"{path}.options", select.List("options"), problems);
    }

    public static void Options(string path, JsonArray options, Problems problems)
    {
        problems.Count(path, options.Count, 1, 25);
        ComponentRules.Each(path, options, (at, option) =>
        {
            problems.Length($"{at}.label", (string?)option["label"], 1, 100);
            problems.Length($"{at}.value", (string?)option["value"], 1, 100);
            problems.Length($"{at}.description", (string?)option["description"], 0, 100);
        });
        if (options.GroupBy(o => (string?)o?["value"]).Any(g => g.Count() > 1))
            problems.Add(path, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used");
    }
}
