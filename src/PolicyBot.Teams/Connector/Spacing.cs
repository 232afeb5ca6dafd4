using System.Collections.Concurrent;

namespace PolicyBot.Teams.Connector;

/// <summary>Spaces requests so that Teams has no reason to refuse one. It counts by the machine's own clock, as Teams does.</summary>
internal sealed class Spacing
{
    private const int Kept = 1_800;
    private readonly ConcurrentDictionary<string, List<TimeSpan>> _conversations = new(StringComparer.Ordinal);
    private readonly List<TimeSpan> _all = [];
    private readonly long _start = TimeProvider.System.GetTimestamp();

    /// <summary>Waits until it is this request's turn.</summary>
    public async Task Turn(string conversation, CancellationToken cancellation)
    {
        var mine = _conversations.GetOrAdd(conversation, _ => []);
        var wait = Reserve(mine, Rates.InOneConversation, Now);
        wait = Reserve(_all, Rates.Together, wait);
        if (wait > Now)
            await Task.Delay(wait - Now, cancellation);
    }

    private TimeSpan Now => TimeProvider.System.GetElapsedTime(_start);

    private static TimeSpan Reserve(List<TimeSpan> taken, (int, TimeSpan)[] limits, TimeSpan now)
    {
        lock (taken)
        {
            var next = Rates.Next(taken, now, limits);
            taken.Add(next);
            if (taken.Count > Kept)
                taken.RemoveRange(0, taken.Count - Kept);
            return next;
        }
    }
}
