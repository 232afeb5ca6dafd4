using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.Rest;

namespace PolicyBot.Emulators.Discord.Rules;

/// <summary>What is wrong with a body, by the path of the field, as Discord nests it in error 50035.</summary>
internal sealed class Problems(params IReadOnlyCollection<string> files)
{
    private readonly JsonObject errors = [];

    /// <summary>The names of the files that come with the message.</summary>
    public IReadOnlyCollection<string> Files => files;

    public void Add(string path, string code, string message)
    {
        var at = errors;
        foreach (var part in path.Split('.'))
            at = (JsonObject)(at[part] ??= new JsonObject());
        var list = (JsonArray)(at["_errors"] ??= new JsonArray());
        list.Add(new JsonObject { ["code"] = code, ["message"] = message });
    }

    public void Length(string path, string? text, int least, int most)
    {
        var length = text?.Length ?? 0;
        if (length < least)
            Add(path, "BASE_TYPE_BAD_LENGTH", $"Must be between {least} and {most} in length.");
        if (length > most)
            Add(path, "BASE_TYPE_MAX_LENGTH", $"Must be {most} or fewer in length.");
    }

    public void Count(string path, int count, int least, int most)
    {
        if (count < least || count > most)
            Add(path, "BASE_TYPE_BAD_LENGTH", $"Must be between {least} and {most} in length.");
    }

    public void Range(string path, JsonNode? number, int least, int most)
    {
        if (number is not null && ((int)number < least || (int)number > most))
            Add(path, "NUMBER_TYPE_RANGE", $"Must be between {least} and {most}.");
    }

    public void Throw()
    {
        if (errors.Count > 0)
            throw new DiscordError(400, 50035, "Invalid Form Body", errors);
    }
}
