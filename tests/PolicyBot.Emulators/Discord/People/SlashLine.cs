using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PolicyBot.Emulators.Discord.Rules;

namespace PolicyBot.Emulators.Discord.People;

/// <summary>Turns <c>/policybot round open deadline:48h</c> into an interaction's data, as a client does: only what the command offers.</summary>
internal static class SlashLine
{
    private const int Sub = 1;
    private const int Group = 2;

    /// <param name="focused">The option that is being typed, for autocompletion.</param>
    public static JsonObject Read(string line, IEnumerable<JsonObject> commands, string? focused = null)
    {
        var rest = line.TrimStart('/');
        var command = Next(ref rest, commands.Where(c => (int)c["type"]! == 1)) ?? throw new NoSuchCommand($"There is no command for '{line}'.");
        var data = new JsonObject { ["id"] = (string)command["id"]!, ["name"] = (string)command["name"]!, ["type"] = 1 };
        if (command["guild_id"] is { } guild)
            data["guild_id"] = (string)guild!;
        var (at, options) = (data, command.List("options"));
        while (options.OfType<JsonObject>().Where(o => (int)o["type"]! is Sub or Group).ToList() is { Count: > 0 } inner)
        {
            var sub = Next(ref rest, inner) ?? throw new NoSuchCommand($"'{line}' needs one of {string.Join(", ", inner.Select(o => o["name"]))}.");
            var level = new JsonObject { ["name"] = (string)sub["name"]!, ["type"] = (int)sub["type"]! };
            at["options"] = new JsonArray(level);
            (at, options) = (level, sub.List("options"));
        }

        at["options"] = Values(line, rest, [.. options.OfType<JsonObject>()], focused);
        return data;
    }

    private static JsonObject? Next(ref string rest, IEnumerable<JsonObject> named)
    {
        var word = rest.Split(' ', 2, StringSplitOptions.TrimEntries);
        var found = named.FirstOrDefault(n => (string?)n["name"] == word[0]);
        if (found is not null)
            rest = word.Length > 1 ? word[1] : "";
        return found;
    }

    private static JsonArray Values(string line, string rest, List<JsonObject> options, string? focused)
    {
        var values = new JsonArray();
        var names = string.Join('|', options.Select(o => Regex.Escape((string)o["name"]!)));
        var starts = options.Count == 0 ? [] : Regex.Matches(rest, $@"(?:^|(?<=\s))({names}):").ToList();
        if (rest.Length > 0 && (starts.Count == 0 || starts[0].Index > 0))
            throw new NoSuchCommand($"'{rest}' is no option of '{line}': {names}.");
        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1].Index : rest.Length;
            var text = rest[(starts[i].Index + starts[i].Length)..end].Trim();
            var option = options.Single(o => (string?)o["name"] == starts[i].Groups[1].Value);
            var typing = (string?)option["name"] == focused;
            var value = new JsonObject { ["name"] = (string)option["name"]!, ["type"] = (int)option["type"]!, ["value"] = typing ? text : Value(option, text) };
            if (typing)
                value["focused"] = true;
            values.Add(value);
        }

        var missing = options.Find(o => (bool?)o["required"] == true && values.All(v => (string?)v!["name"] != (string?)o["name"]));
        return missing is null || focused is not null ? values : throw new NoSuchCommand($"'{line}' needs {missing["name"]}.");
    }

    private static JsonNode Value(JsonObject option, string text)
    {
        if (option.List("choices") is { Count: > 0 } choices)
        {
            return choices.FirstOrDefault(c => c!["value"]!.ToString() == text || (string?)c["name"] == text)?["value"]!.DeepClone()
                ?? throw new NoSuchCommand($"{option["name"]} can't be '{text}'.");
        }

        if (text.Length > ((int?)option["max_length"] ?? 6000) || text.Length < ((int?)option["min_length"] ?? 0))
            throw new NoSuchCommand($"{option["name"]} is too long or too short.");
        return (int)option["type"]! switch
        {
            4 => long.Parse(text, CultureInfo.InvariantCulture),
            5 => text is "true" or "True" or "yes",
            10 => double.Parse(text, CultureInfo.InvariantCulture),
            11 => "0",
            6 or 7 or 8 or 9 => Regex.Match(text, @"\d+").Value,
            _ => text,
        };
    }
}

/// <summary>A person's client would not let them send that.</summary>
public sealed class NoSuchCommand(string message) : Exception(message);
