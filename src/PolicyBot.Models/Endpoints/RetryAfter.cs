using System.ClientModel.Primitives;
using System.Globalization;

namespace PolicyBot.Models.Endpoints;

/// <summary>How long an endpoint asks to wait, and how long we do.</summary>
internal static class RetryAfter
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);

    /// <summary>Reads <c>retry-after-ms</c> (OpenAI and Azure) or <c>Retry-After</c> (RFC 9110, 10.2.3: seconds or a date).</summary>
    public static TimeSpan? In(PipelineResponse? response)
    {
        if (response is null) return null;
        if (response.Headers.TryGetValue("retry-after-ms", out var ms) && Seconds(ms) is { } thousandths) return thousandths / 1000;
        if (!response.Headers.TryGetValue("Retry-After", out var words)) return null;
        if (Seconds(words) is { } seconds) return seconds;
        // Measured by the endpoint's own clock, so that a wrong one here does not matter.
        return Date(words) is { } until && response.Headers.TryGetValue("Date", out var now) && Date(now) is { } sent
            ? TimeSpan.FromSeconds(Math.Max(0, (until - sent).TotalSeconds))
            : null;
    }

    /// <summary>The asked wait and up to a tenth more, else 0.5 s doubled with each try, halved at random.</summary>
    /// <param name="attempt">The tries made, from 1.</param>
    /// <param name="chance">0–1, evenly spread.</param>
    public static TimeSpan Pause(int attempt, TimeSpan? asked, double chance) =>
        asked is { } wait ? wait * (1 + (chance / 10)) : FirstPause * Math.Pow(2, attempt - 1) * (0.5 + (chance / 2));

    private static TimeSpan? Seconds(string? words) =>
        double.TryParse(words, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= 1_000_000_000
            ? TimeSpan.FromSeconds(number)
            : null;

    private static DateTimeOffset? Date(string? words) =>
        DateTimeOffset.TryParse(words, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
