using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Discord.Gateway;

/// <summary>How many sessions may begin: so many in 24 hours, and one for each concurrency bucket in 5 seconds.</summary>
/// <remarks>https://docs.discord.com/developers/events/gateway#session-start-limit-object</remarks>
internal sealed class IdentifyBudget(DiscordOptions options)
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(5);
    private readonly Queue<DateTimeOffset> times = new();
    private readonly Dictionary<int, long> lastOf = [];

    /// <summary>All IDENTIFYs so far, the refused ones too.</summary>
    public int Used { get; private set; }

    public int Remaining
    {
        get
        {
            while (times.TryPeek(out var first) && options.Clock.GetUtcNow() - first > Day)
                times.Dequeue();
            return options.Identifies - times.Count;
        }
    }

    /// <returns>False when it comes too soon after the last of its concurrency bucket.</returns>
    public bool Take(int shard)
    {
        Used++;
        times.Enqueue(options.Clock.GetUtcNow());
        var bucket = shard % options.MaxConcurrency;
        if (lastOf.TryGetValue(bucket, out var last) && options.Pace.GetElapsedTime(last) < Gap)
            return false;
        lastOf[bucket] = options.Pace.GetTimestamp();
        return true;
    }

    public JsonObject ToJson() => new()
    {
        ["total"] = options.Identifies,
        ["remaining"] = Math.Max(0, Remaining),
        ["reset_after"] = times.TryPeek(out var first) ? (long)(first + Day - options.Clock.GetUtcNow()).TotalMilliseconds : 0,
        ["max_concurrency"] = options.MaxConcurrency,
    };
}
