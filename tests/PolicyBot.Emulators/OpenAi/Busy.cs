using System.Diagnostics;

namespace PolicyBot.Emulators.OpenAi;

/// <summary>How many requests an endpoint served at once, over time.</summary>
public sealed class Busy
{
    private readonly Lock gate = new();
    private int now;
    private long since = Stopwatch.GetTimestamp(), begun, ended;
    private double served;

    /// <summary>The highest number of requests served at once so far.</summary>
    public int Most { get; private set; }

    /// <summary>The share of <paramref name="places"/> that was in use from the first request's start to the last one's end, 0–1.</summary>
    public double Share(int places)
    {
        lock (gate) return ended <= begun ? 0 : served / (Stopwatch.GetElapsedTime(begun, ended).TotalSeconds * places);
    }

    /// <summary>Begins to measure anew; to be called while nothing is served.</summary>
    public void Restart()
    {
        lock (gate) (begun, ended, served) = (0, 0, 0);
    }

    /// <returns>How many are served now.</returns>
    internal int Begin()
    {
        lock (gate)
        {
            Count();
            if (begun == 0) begun = since;
            Most = Math.Max(Most, ++now);
            return now;
        }
    }

    internal void End()
    {
        lock (gate)
        {
            Count();
            ended = since;
            now--;
        }
    }

    private void Count()
    {
        var moment = Stopwatch.GetTimestamp();
        served += now * Stopwatch.GetElapsedTime(since, moment).TotalSeconds;
        since = moment;
    }
}
