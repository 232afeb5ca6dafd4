using System.Globalization;
using System.Text.Json;

namespace PolicyBot.Core.Reports;

/// <summary>Holds what was sent with each sample against the model, the parameters and the sample's number, which the log vouches for.</summary>
internal static class SentVerification
{
    private static readonly (string Parameter, string Member)[] Named = [("temperature", "temperature"), ("max_tokens", "max_completion_tokens")];

    public static Finding Of(WorkshopExport export)
    {
        var kept = export.Samples.Where(s => s.Sent is not null).ToList();
        return Finding.Unless(
            kept.Find(s => !Agrees(s)) is { } wrong ? $"The sample {wrong.Key} of {wrong.Scenario} was sent with other parameters than it names." : null,
            string.Create(CultureInfo.InvariantCulture, $"{kept.Count} sample responses."));
    }

    private static bool Agrees(ExportedSample sample)
    {
        using var sent = JsonDocument.Parse(sample.Sent!);
        var parameters = sample.Parameters.Split(';').Select(p => p.Split('=', 2)).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        return sent.RootElement.GetProperty("model").GetString() == sample.Model
            && Named.All(n => Number(n.Member) == Written(n.Parameter))
            && Number("seed") == Written("seed") + sample.Sample - 1;

        // As precise as endpoints take a temperature.
        float? Number(string member) => sent.RootElement.TryGetProperty(member, out var value) ? value.GetSingle() : null;

        float? Written(string parameter) => parameters.TryGetValue(parameter, out var words) ? float.Parse(words, CultureInfo.InvariantCulture) : null;
    }
}
