using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Discord.Rules;

/// <summary>What a dialog may hold.</summary>
/// <remarks>https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal</remarks>
internal static class ModalRules
{
    public static void Check(JsonObject modal)
    {
        var problems = new Problems();
        problems.Length("data.title", (string?)modal["title"], 1, 45);
        problems.Length("data.custom_id", (string?)modal["custom_id"], 1, 100);
        var components = modal.List("components");
        problems.Count("data.components", components.Count, 1, 5);
        ComponentRules.Each("data.components", components, (path, component) =>
        {
            switch (component.Kind())
            {
                case ComponentKind.Label: Label(path, component, problems); break;
                case ComponentKind.TextDisplay: problems.Length($"{path}.content", (string?)component["content"], 1, 4000); break;
                case ComponentKind.ActionRow when component.List("components") is [JsonObject input] && input.Kind() == ComponentKind.TextInput:
                    problems.Length($"{path}.components.0.label", (string?)input["label"], 1, 45);
                    Text($"{path}.components.0", input, problems);
                    break;
                default: problems.Add($"{path}.type", "UNION_TYPE_CHOICES", "This type of component is not allowed here."); break;
            }
        });
        if (Components.All(components).Where(c => c["custom_id"] is not null).GroupBy(c => (string?)c["custom_id"]).Any(g => g.Count() > 1))
            problems.Add("data.components", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
        problems.Throw();
    }

    private static void Label(string path, JsonObject label, Problems problems)
    {
        problems.Length($"{path}.label", (string?)label["label"], 1, 45);
        problems.Length($"{path}.description", (string?)label["description"], 0, 100);
        if (label["component"] is not JsonObject inner)
            problems.Add($"{path}.component", "BASE_TYPE_REQUIRED", "This field is required");
        else if (inner.Kind() == ComponentKind.TextInput)
            Text($"{path}.component", inner, problems);
        else if (inner.Kind() is ComponentKind.RadioGroup or ComponentKind.CheckboxGroup)
            Group($"{path}.component", inner, problems);
        else if (inner.Kind() is ComponentKind.Checkbox or ComponentKind.FileUpload)
            problems.Length($"{path}.component.custom_id", (string?)inner["custom_id"], 1, 100);
        else
            SelectRules.Check($"{path}.component", inner, problems);
    }

    /// <summary>Radio buttons and check boxes: 2 to 10 or 1 to 10 options.</summary>
    private static void Group(string path, JsonObject group, Problems problems)
    {
        problems.Length($"{path}.custom_id", (string?)group["custom_id"], 1, 100);
        problems.Count($"{path}.options", group.List("options").Count, group.Kind() == ComponentKind.RadioGroup ? 2 : 1, 10);
        if (group.List("options").Count > 0)
            SelectRules.Options($"{path}.options", group.List("options"), problems);
    }

    private static void Text(string path, JsonObject input, Problems problems)
    {
        problems.Length($"{path}.custom_id", (string?)input["custom_id"], 1, 100);
        problems.Range($"{path}.style", input["style"] ?? 0, 1, 2);
        problems.Range($"{path}.min_length", input["min_length"], 0, 4000);
        problems.Range($"{path}.max_length", input["max_length"], 1, 4000);
        problems.Length($"{path}.placeholder", (string?)input["placeholder"], 0, 100);
        problems.Length($"{path}.value", (string?)input["value"], 0, (int?)input["max_length"] ?? 4000);
    }
}
