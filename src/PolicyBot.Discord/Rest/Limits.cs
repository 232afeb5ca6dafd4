using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace PolicyBot.Discord.Rest;

/// <summary>Lets requests go when their bucket and the global limit have room; one at a time for each bucket, so that each answer is heeded.</summary>
public sealed class Limits(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, string> hashes = new();
    private readonly ConcurrentDictionary<(string Hash, string Major), Lane> lanes = new();

    public GlobalLimit Global { get; } = new();

    /// <summary>Waits for room; whoever enters must leave.</summary>
    public async Task<Lane> Enter(Route route, CancellationToken cancellation)
    {
        var lane = lanes.GetOrAdd((hashes.GetValueOrDefault(route.Template, route.Template), route.Major), _ => new Lane());
        await lane.Turn.WaitAsync(cancellation);
        try
        {
            while (lane.Bucket.WaitFrom(clock.GetUtcNow()) is { Ticks: > 0 } wait)
                await Task.Delay(wait, clock, cancellation);
            await EnterGlobal(cancellation);
            return lane;
        }
        catch
        {
            lane.Turn.Release();
            throw;
        }
    }

    public void Leave(Lane lane, Route route, HttpResponseHeaders? headers)
    {
        if (headers is not null)
        {
            lane.Bucket = lane.Bucket.After(headers, clock.GetUtcNow());
            if (headers.TryGetValues("X-RateLimit-Bucket", out var hash) && hashes.TryAdd(route.Template, hash.First()))
                lanes.GetOrAdd((hash.First(), route.Major), _ => new Lane()).Bucket = lane.Bucket;
        }

        lane.Turn.Release();
    }

    /// <summary>What a 429 orders: for everything, or for this bucket.</summary>
    public void Pause(Lane? lane, TimeSpan wait, bool global)
    {
        var until = clock.GetUtcNow() + wait;
        if (global)
            Global.Pause(until);
        else if (lane is not null)
            lane.Bucket = Bucket.Empty(until);
    }

    private async Task EnterGlobal(CancellationToken cancellation)
    {
        while (Global.Take(clock.GetUtcNow()) is { Ticks: > 0 } wait)
            await Task.Delay(wait, clock, cancellation);
    }

    public sealed class Lane
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public Bucket Bucket { get; set; } = Bucket.Unknown;
    }
}
