using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Teams;

public sealed partial class Person
{
    private static IEnumerable<JsonObject> Buttons(JsonObject card) =>
        Json.Objects(card).Where(o => ((string?)(o["type"] as JsonValue))?.StartsWith("Action.", StringComparison.Ordinal) == true && o != card["refresh"]?["action"]);

    private JsonObject Button(JsonObject card, string label)
    {
        var buttons = Buttons(card).ToList();
        return buttons.Find(b => (string?)b["title"] == label)
            ?? buttons.Find(b => ((string?)b["title"])?.EndsWith(label, StringComparison.Ordinal) == true)
            ?? throw new InvalidOperationException($"{Name} sees no button '{label}' among: {string.Join(", ", buttons.Select(b => b["title"]))}");
    }

    /// <summary>The values of all inputs; a client sends nothing while one that is required is empty.</summary>
    private JsonObject Filled(JsonObject card, (string Name, string Value)[] given)
    {
        var inputs = Json.Objects(card).Where(o => ((string?)(o["type"] as JsonValue))?.StartsWith("Input.", StringComparison.Ordinal) == true).ToList();
        var unknown = given.Select(g => g.Name).Except(inputs.Select(i => (string)i["id"]!)).ToList();
        if (unknown.Count > 0)
            throw new InvalidOperationException($"There is no input {string.Join(", ", unknown)} among: {string.Join(", ", inputs.Select(i => i["id"]))}");
        var values = new JsonObject();
        foreach (var input in inputs)
        {
            var id = (string)input["id"]!;
            var value = given.Any(g => g.Name == id) ? given.First(g => g.Name == id).Value : (string?)input["value"];
            Check(input, value);
            if (value is not null)
                values[id] = value;
        }

        return values;
    }

    private static void Check(JsonObject input, string? value)
    {
        var id = input["id"];
        if (string.IsNullOrEmpty(value))
        {
            if ((bool?)input["isRequired"] == true)
                throw new InvalidOperationException($"{id} is required: {input["errorMessage"]}");
            return;
        }

        if ((int?)input["maxLength"] is { } most && value.Length > most)
            throw new InvalidOperationException($"{id} takes {most} characters.");
        if (input["choices"] is JsonArray choices && (bool?)input["isMultiSelect"] != true && choices.All(c => (string?)c!["value"] != value))
            throw new InvalidOperationException($"'{value}' is not offered for {id}: {string.Join(", ", choices.Select(c => c!["value"]))}");
    }

    /// <summary>A button's own data with what the inputs held, as clients merge them.</summary>
    private static JsonObject Merged(JsonObject button, JsonObject inputs)
    {
        var data = button["data"] is JsonObject own ? Json.Copy(own) : [];
        if ((string?)button["associatedInputs"] == "none")
            return data;
        foreach (var (name, value) in inputs)
            data[name] = value?.DeepClone();
        return data;
    }
}
