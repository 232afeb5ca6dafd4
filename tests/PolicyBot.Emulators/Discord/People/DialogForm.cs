using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.Rules;

namespace PolicyBot.Emulators.Discord.People;

/// <summary>A modal, filled in as a client would let one do it.</summary>
internal static class DialogForm
{
    public static JsonObject Fill(JsonObject modal, (string Field, string Value)[] fields)
    {
        var left = fields.ToList();
        var rows = modal.List("components").OfType<JsonObject>().Where(c => c.Kind() != ComponentKind.TextDisplay).Select(row => Row(row, left)).ToList();
        if (left.Count > 0)
            throw new NoSuchCommand($"The dialog has no field '{left[0].Field}': {PlainText.Of(modal)}");
        return new JsonObject { ["custom_id"] = (string)modal["custom_id"]!, ["components"] = new JsonArray([.. rows]) };
    }

    private static JsonObject Row(JsonObject row, List<(string Field, string Value)> left)
    {
        var labelled = row.Kind() == ComponentKind.Label;
        var input = (JsonObject)(labelled ? row["component"]! : row.List("components")[0]!);
        var name = (string)input["custom_id"]!;
        var label = (string?)(labelled ? row["label"] : input["label"]);
        var given = left.FindIndex(f => f.Field == name || f.Field == label);
        var filled = new JsonObject { ["type"] = (int)input["type"]!, ["custom_id"] = name };
        Answer(filled, input, given < 0 ? null : left[given].Value, label ?? name);
        if (given >= 0)
            left.RemoveAt(given);
        return labelled
            ? new JsonObject { ["type"] = (int)ComponentKind.Label, ["component"] = filled }
            : new JsonObject { ["type"] = (int)ComponentKind.ActionRow, ["components"] = new JsonArray(filled) };
    }

    private static void Answer(JsonObject filled, JsonObject input, string? given, string label)
    {
        var required = (bool?)input["required"] ?? true;
        if (input.Kind() == ComponentKind.TextInput)
        {
            var text = given ?? (string?)input["value"] ?? "";
            if (required && text.Length == 0 || text.Length > ((int?)input["max_length"] ?? 4000) || text.Length > 0 && text.Length < ((int?)input["min_length"] ?? 0))
                throw new NoSuchCommand($"'{label}' is empty, too short or too long.");
            filled["value"] = text;
            return;
        }

        var options = input.List("options");
        var chosen = options.Where(o => given is null ? (bool?)o!["default"] == true : (string?)o!["value"] == given || (string?)o["label"] == given).ToList();
        if (given is not null && chosen.Count == 0)
            throw new NoSuchCommand($"'{label}' does not offer '{given}': {string.Join(", ", options.Select(o => o!["value"]))}");
        if (required && chosen.Count == 0)
            throw new NoSuchCommand($"'{label}' must be chosen.");
        if (input.Kind() == ComponentKind.RadioGroup)
            filled["value"] = (string?)chosen.FirstOrDefault()?["value"];
        else
            filled["values"] = new JsonArray([.. chosen.Select(o => o!["value"]!.DeepClone())]);
    }
}
