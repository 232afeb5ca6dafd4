using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PolicyBot.Emulators.OpenAi;
using PolicyBot.HostTests.TestKit;

namespace PolicyBot.HostTests.Loop;

/// <summary>An emulated model that reads what people said: it redrafts, finds the theme of greetings, and brings themes together.</summary>
internal static partial class Talk
{
    public static Task Proposes(WorkshopDriver driver) =>
        driver.Does("tomas", "clause amend C1", ("wording", "Always greet people who ask for help kindly, and be brief."), ("scenario", "S1"));

    /// <summary>The name of the object that is asked for; null for a sample response.</summary>
    public static string? Shape(ReceivedCall call) =>
        call.Body.TryGetProperty("response_format", out var format) ? format.GetProperty("json_schema").GetProperty("name").GetString() : null;

    /// <summary>The numbered entries of the request's last block.</summary>
    public static List<(int Number, string Words)> Entries(ReceivedCall call) =>
        [.. Entry().Matches(LastBlock().Match(call.Messages[1].Text).Value).Select(m => (int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), m.Groups[2].Value))];

    public static ModelBehaviour Answers(ReceivedCall call)
    {
        var shape = Shape(call);
        var entries = shape is null ? [] : Entries(call);
        return new ModelBehaviour.Answer(shape switch
        {
            "redraft" => JsonSerializer.Serialize(new
            {
                wording = call.Messages[1].Text.Contains("BEGIN DRAFT ", StringComparison.Ordinal) ? null : "Greet people who ask for help, and be brief.",
                why = "Shorter.",
                answered = new[] { entries[0].Number },
                not_answered = entries.Skip(1).Select(e => new { remark = e.Number, why = $"Read as {e.Number}." }),
            }),
            "themes" => JsonSerializer.Serialize(new { themes = new[] { new { title = "Greetings", quotes = entries.Take(20).Select(e => new { remark = e.Number, words = e.Words }) } } }),
            "merged_themes" => JsonSerializer.Serialize(new { themes = new[] { new { title = "Greetings", of = entries.Select(e => e.Number) } } }),
            _ => "OK",
        });
    }

    [GeneratedRegex("^BEGIN (?:REMARKS|THEMES) .*", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex LastBlock();

    [GeneratedRegex("^([0-9]+): (.*)$", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
