using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PolicyBot.Emulators.Discord.Rules;

/// <summary>What commands an application may register.</summary>
/// <remarks>https://docs.discord.com/developers/interactions/application-commands</remarks>
internal static partial class CommandRules
{
    private const int MostCharacters = 8000;

    public static void Check(JsonArray commands)
    {
        var problems = new Problems();
        for (var i = 0; i < commands.Count; i++)
        {
            var command = commands[i] as JsonObject ?? [];
            var type = (int?)command["type"] ?? 1;
            if (type == 1)
                Typed($"{i}", command, problems);
            else
                InMenu($"{i}", command, problems);
        }

        foreach (var (type, most) in ((int, int)[])[(1, 100), (2, 15), (3, 15)])
            if (commands.Count(c => ((int?)c?["type"] ?? 1) == type) > most)
                problems.Add("_", "APPLICATION_COMMANDS_EXCEEDED", $"At most {most} commands of type {type}.");
        if (commands.GroupBy(c => ((int?)c?["type"] ?? 1, (string?)c?["name"])).Any(g => g.Count() > 1))
            problems.Add("_", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");
        problems.Throw();
    }

    private static void InMenu(string path, JsonObject command, Problems problems)
    {
        problems.Length($"{path}.name", (string?)command["name"], 1, 32);
        problems.Length($"{path}.description", (string?)command["description"], 0, 0);
        problems.Count($"{path}.options", command.List("options").Count, 0, 0);
    }

    private static void Typed(string path, JsonObject command, Problems problems)
    {
        if (Size(command) > MostCharacters)
            problems.Add(path, "APPLICATION_COMMAND_TOO_LARGE", $"Command exceeds maximum size ({MostCharacters})");
        Named(path, command, problems);
        Options($"{path}.options", command.List("options"), depth: 0, problems);
    }

    private static void Named(string path, JsonObject named, Problems problems)
    {
        var name = (string?)named["name"] ?? "";
        if (!Name().IsMatch(name) || name != name.ToLowerInvariant())
            problems.Add($"{path}.name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
        problems.Length($"{path}.description", (string?)named["description"], 1, 100);
    }

    private static void Options(string path, JsonArray options, int depth, Problems problems)
    {
        problems.Count(path, options.Count, 0, 25);
        var optional = false;
        ComponentRules.Each(path, options, (at, option) =>
        {
            Named(at, option, problems);
            var type = (int?)option["type"] ?? 0;
            problems.Range($"{at}.type", type, 1, 11);
            if (type is 1 or 2)
            {
                if (depth > 1 || type == 2 && depth > 0)
                    problems.Add(at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command option types are invalid here");
                if (type == 2 && option.List("options").Count == 0)
                    problems.Add($"{at}.options", "BASE_TYPE_REQUIRED", "This field is required");
                Options($"{at}.options", option.List("options"), depth + 1, problems);
                return;
            }

            var required = (bool?)option["required"] ?? false;
            if (required && optional)
                problems.Add(at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options");
            optional |= !required;
            Choices(at, option, problems);
        });
        if (options.GroupBy(o => (string?)o?["name"]).Any(g => g.Count() > 1))
            problems.Add(path, "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option name already used");
        if (options.Any(o => (int?)o?["type"] is 1 or 2) && options.Any(o => (int?)o?["type"] is not (1 or 2)))
            problems.Add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-commands and values cannot be mixed");
    }

    private static void Choices(string path, JsonObject option, Problems problems)
    {
        var choices = option.List("choices");
        problems.Count($"{path}.choices", choices.Count, 0, 25);
        if (choices.Count > 0 && ((bool?)option["autocomplete"] ?? false))
            problems.Add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "autocomplete cannot be used with choices");
        ComponentRules.Each($"{path}.choices", choices, (at, choice) =>
        {
            problems.Length($"{at}.name", (string?)choice["name"], 1, 100);
            if ((int?)option["type"] == 3)
                problems.Length($"{at}.value", (string?)choice["value"], 1, 100);
        });
    }

    /// <summary>Names, descriptions and values of a command with everything in it; the longest localisation counts.</summary>
    private static int Size(JsonObject named) => Longest(named, "name") + Longest(named, "description")
        + (named["value"] is JsonValue value ? value.ToString().Length : 0)
        + named.List("options").OfType<JsonObject>().Sum(Size) + named.List("choices").OfType<JsonObject>().Sum(Size);

    private static int Longest(JsonObject named, string field) => new[] { (string?)named[field] ?? "" }
        .Concat((named[$"{field}_localizations"] as JsonObject ?? []).Select(l => (string?)l.Value ?? "")).Max(t => t.Length);

    [GeneratedRegex(@"^[-_'\p{L}\p{N}]{1,32}$")]
    private static partial Regex Name();
}
