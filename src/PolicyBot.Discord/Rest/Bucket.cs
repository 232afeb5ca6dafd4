using System.Globalization;
using System.Net.Http.Headers;

namespace PolicyBot.Discord.Rest;

/// <summary>What is left of one rate limit, as the last answer told.</summary>
/// <param name="Remaining">Requests that may be sent before <paramref name="ResetsAt"/>.</param>
public readonly record struct Bucket(int Remaining, DateTimeOffset ResetsAt)
{
    /// <summary>Nothing known yet: one request may go and ask.</summary>
    public static readonly Bucket Unknown = new(1, DateTimeOffset.MinValue);

    /// <summary>How long the next request has to wait.</summary>
    public TimeSpan WaitFrom(DateTimeOffset now) => Remaining > 0 || now >= ResetsAt ? TimeSpan.Zero : ResetsAt - now;

    /// <summary>The bucket after an answer; without its headers the route has no limit of its own.</summary>
    public Bucket After(HttpResponseHeaders headers, DateTimeOffset now) =>
        Number(headers, "X-RateLimit-Remaining") is { } remaining && Number(headers, "X-RateLimit-Reset-After") is { } seconds
            ? new((int)remaining, now + TimeSpan.FromSeconds(seconds))
            : Unknown;

    /// <summary>Blocked for a while, whatever was known before.</summary>
    public static Bucket Empty(DateTimeOffset until) => new(0, until);

    internal static double? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values)
        && double.TryParse(values.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and < 1e7
            ? number
            : null;
}
