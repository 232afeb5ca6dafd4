namespace PolicyBot.Emulators.Teams;

/// <summary>Counts calls in the windows that Teams publishes; a call over one of them is answered 429.</summary>
/// <remarks>https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit</remarks>
public sealed class RateLimits(TimeProvider clock)
{
    private static readonly (int Calls, TimeSpan Window)[] PerThread = [(7, S(1)), (8, S(2)), (60, S(30)), (1800, S(3600))];
    private static readonly (int Calls, TimeSpan Window)[] PerRoster = [(14, S(1)), (16, S(2)), (120, S(30)), (3600, S(3600))];
    private static readonly (int Calls, TimeSpan Window)[] PerTenant = [(50, S(1))];
    private readonly Dictionary<string, List<DateTimeOffset>> calls = [];

    /// <summary>How many calls were over a limit.</summary>
    public int Refused { get; private set; }

    /// <param name="thread">Where the bot writes, or whose roster it reads.</param>
    /// <returns>How long to wait; null when the call is within the limits.</returns>
    public TimeSpan? Take(string thread, bool roster)
    {
        lock (calls)
        {
            var now = clock.GetUtcNow();
            var wait = new[] { Wait("tenant", PerTenant, now), Wait(thread, roster ? PerRoster : PerThread, now) }.Max();
            if (wait > TimeSpan.Zero)
            {
                Refused++;
                return wait;
            }

            Of("tenant").Add(now);
            Of(thread).Add(now);
            return null;
        }
    }

    private TimeSpan Wait(string key, (int Calls, TimeSpan Window)[] limits, DateTimeOffset now) => limits.Max(limit =>
    {
        var times = Of(key);
        return times.Count(t => t > now - limit.Window) < limit.Calls ? TimeSpan.Zero : times[^limit.Calls] + limit.Window - now;
    });

    private List<DateTimeOffset> Of(string key) => calls.TryGetValue(key, out var times) ? times : calls[key] = [];

    private static TimeSpan S(int seconds) => TimeSpan.FromSeconds(seconds);
}
