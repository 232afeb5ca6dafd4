using System.Security.Cryptography;
using System.Text;

namespace PolicyBot.Emulators.Discord.Rest;

/// <summary>Buckets of routes with their top-level id, and the 50 requests a second in all.</summary>
/// <remarks>https://docs.discord.com/developers/topics/rate-limits</remarks>
internal sealed class RateLimits(TimeProvider clock)
{
    private const int GlobalLimit = 50;
    private readonly Dictionary<string, Window> windows = [];
    private readonly Lock gate = new();

    /// <summary>Off for measurements that ask what the bot alone can do.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Takes a place in the route's bucket, and in the global one unless the route is exempt.</summary>
    public Standing Take(string method, string template, string major)
    {
        var (limit, seconds) = Rule(method, template);
        var bucket = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes($"{method} {template}")));
        lock (gate)
        {
            var global = Exempt(template) || !Enabled ? null : Opened("global", 1);
            if (global is { Used: >= GlobalLimit })
                return new Standing(bucket, limit, 0, Left(global), clock.GetUtcNow() + Left(global)) { Exceeded = Scope.Global };
            var window = Opened($"{bucket}:{major}", seconds);
            var standing = new Standing(bucket, limit, Math.Max(0, limit - window.Used - 1), Left(window), clock.GetUtcNow() + Left(window));
            if (Enabled && window.Used >= limit)
                return standing with { Exceeded = Scope.User };
            window.Used++;
            if (global is not null)
                global.Used++;
            return standing;
        }
    }

    /// <summary>Interactions do not count towards the global limit.</summary>
    private static bool Exempt(string template) => template.StartsWith("/interactions", StringComparison.Ordinal)
        || template.StartsWith("/webhooks/{webhook_id}/{webhook_token}", StringComparison.Ordinal);

    private Window Opened(string key, double seconds)
    {
        if (windows.TryGetValue(key, out var window) && clock.GetElapsedTime(window.Start) < window.Length)
            return window;
        return windows[key] = new Window(clock.GetTimestamp(), TimeSpan.FromSeconds(seconds));
    }

    private TimeSpan Left(Window window) => window.Length - clock.GetElapsedTime(window.Start);

    /// <summary>What Discord was seen to allow; it publishes no numbers.</summary>
    private static (int Limit, double Seconds) Rule(string method, string template) => (method, template) switch
    {
        ("POST" or "PATCH", "/channels/{channel_id}/messages" or "/channels/{channel_id}/messages/{message_id}") => (5, 5),
        ("DELETE", "/channels/{channel_id}/messages/{message_id}") => (5, 1),
        ("PUT" or "DELETE", _) when template.Contains("/reactions/", StringComparison.Ordinal) => (1, 0.25),
        ("PUT", _) when template.EndsWith("/commands", StringComparison.Ordinal) => (2, 60),
        ("POST", "/users/@me/channels") => (10, 10),
        (_, _) when template.StartsWith("/webhooks/", StringComparison.Ordinal) => (5, 2),
        ("GET", "/gateway/bot") => (2, 5),
        _ => (10, 10),
    };

    private sealed record Window(long Start, TimeSpan Length)
    {
        public int Used { get; set; }
    }
}

/// <summary>How a request stands in its bucket.</summary>
internal sealed record Standing(string Bucket, int Limit, int Remaining, TimeSpan ResetAfter, DateTimeOffset Reset)
{
    public Scope? Exceeded { get; init; }
}

/// <summary>Whose limit was exceeded; <see cref="Shared"/> does not count as an invalid request.</summary>
public enum Scope
{
    User,
    Global,
    Shared,
}
