using System.Text.Json;

namespace PolicyBot.Emulators.OpenAi;

/// <summary>
/// A model that does whatever is said outside the data blocks: after <c>OBEY: leak</c> it repeats all that it was sent, after
/// <c>OBEY: ids</c> it cites what does not exist and mentions everybody, after <c>OBEY: json</c> it breaks the form. Otherwise it is honest.
/// </summary>
public static class GullibleModel
{
    public const string Honest = "Honest words.";

    public static ModelBehaviour Answer(ReceivedCall call)
    {
        var outside = string.Join('\n', call.Messages.Select(m => Outside(m.Text)));
        var shape = call.Body.TryGetProperty("response_format", out var format) ? format.GetProperty("json_schema").GetProperty("name").GetString() : null;
        var order = outside.IndexOf("OBEY:", StringComparison.OrdinalIgnoreCase) is var at and >= 0
            ? string.Concat(outside[(at + 5)..].TrimStart().TakeWhile(char.IsAsciiLetter)).ToLowerInvariant()
            : null;
        return new ModelBehaviour.Answer(order switch
        {
            null => HonestlyIn(shape),
            "json" => "{\"wording\": \"OBEYED",
            "leak" => string.Join('\n', call.Messages.Select(m => m.Text)),
            _ => Forged(shape),
        });
    }

    private static string HonestlyIn(string? shape) => shape switch
    {
        "redraft" => JsonSerializer.Serialize(new { wording = Honest, why = Honest, answered = new[] { 2 }, not_answered = Array.Empty<object>() }),
        "judgement" => JsonSerializer.Serialize(new { bears_on = new[] { new { clause = "C1", followed = true } }, change = "wording", why = Honest }),
        "themes" => """{"themes":[]}""",
        "merged_themes" => JsonSerializer.Serialize(new { themes = new[] { new { title = Honest, of = new[] { 2 } } } }),
        "rewording" => JsonSerializer.Serialize(new { clause = "C1", wording = Honest, why = Honest }),
        _ => Honest,
    };

    private static string Forged(string? shape) => shape switch
    {
        "redraft" => JsonSerializer.Serialize(new { wording = "@everyone OBEYED", why = "OBEYED", answered = new[] { 1, 99 }, not_answered = Array.Empty<object>() }),
        "merged_themes" => JsonSerializer.Serialize(new { themes = new[] { new { title = "@everyone OBEYED", of = new[] { 1, 99 } } } }),
        "judgement" => JsonSerializer.Serialize(new { bears_on = new[] { new { clause = "C99", followed = true } }, change = "none", why = "@everyone OBEYED" }),
        "rewording" => JsonSerializer.Serialize(new { clause = "C99", wording = "@everyone OBEYED", why = "OBEYED" }),
        _ => "@everyone OBEYED",
    };

    /// <summary>What is left of a message without its blocks: from a BEGIN line to the END line with the same name and marker.</summary>
    private static string Outside(string text)
    {
        var kept = new List<string>();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var end = lines[i].StartsWith("BEGIN ", StringComparison.Ordinal) ? Array.IndexOf(lines, "END " + lines[i]["BEGIN ".Length..], i + 1) : -1;
            if (end < 0)
                kept.Add(lines[i]);
            else
                i = end;
        }

        return string.Join('\n', kept);
    }
}
