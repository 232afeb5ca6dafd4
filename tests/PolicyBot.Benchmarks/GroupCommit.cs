using System.Diagnostics;
using System.Globalization;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Storage;

namespace PolicyBot.Benchmarks;

/// <param name="PerSecond">Items that were on disk, by the clock on the wall.</param>
/// <param name="P50">Median time from asking to being told, in milliseconds.</param>
/// <param name="P99">The same that 99 % stay below, in milliseconds.</param>
public sealed record Measured(double PerSecond, double P50, double P99);

/// <summary>What the store alone does: single ballots from many callers at once, without grains, channels or signatures.</summary>
public static class GroupCommit
{
    private const int Amendments = 200;
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(55);
    private static readonly WorkshopId Workshop = new("benchmark");
    private static readonly RoundId Round = new(1);

    /// <summary>Casts ballots of people and amendments in random order into a table that holds <paramref name="stored"/> already.</summary>
    /// <param name="ballots">How many are measured.</param>
    /// <param name="inFlight">How many callers wait at a time.</param>
    public static async Task<Measured> Run(int stored, int ballots, int inFlight, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("policybot-benchmark-");
        try
        {
            using var store = SqliteWorkshopStore.Open(Path.Combine(folder.FullName, "policybot.db"), TimeProvider.System);
            await Open(store, cancellation);
            var order = Enumerable.Range(0, stored + ballots).ToArray();
            new Random(1).Shuffle(order);
            await Cast(store, order.AsMemory(0, stored), 2048, cancellation);
            return await Cast(store, order.AsMemory(stored), inFlight, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task Open(SqliteWorkshopStore store, CancellationToken cancellation)
    {
        var opened = new Append(Workshop, 0, [])
        {
            Row = new(Workshop, "Benchmark", [], false),
            Rounds = [new(Round, RoundState.Open, Now.AddDays(1))],
        };
        if (await store.Append(opened, cancellation) != Appended.Done)
            throw new InvalidOperationException("The benchmark's round was not opened.");
    }

    private static async Task<Measured> Cast(SqliteWorkshopStore store, ReadOnlyMemory<int> order, int inFlight, CancellationToken cancellation)
    {
        var latencies = new double[order.Length];
        var next = -1;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(Caller, cancellation)));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Array.Sort(latencies);
        return latencies.Length == 0
            ? new(0, 0, 0)
            : new(latencies.Length / seconds, latencies[latencies.Length / 2], latencies[latencies.Length * 99 / 100]);

        async Task Caller()
        {
            while (Interlocked.Increment(ref next) is var i && i < latencies.Length)
            {
                var asked = Stopwatch.GetTimestamp();
                if (await store.Cast(Workshop, BallotOf(order.Span[i]), ReceiptOf(order.Span[i]), cancellation) != Recorded.Stored)
                    throw new InvalidOperationException("A ballot was not stored.");
                latencies[i] = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
            }
        }
    }

    private static Ballot BallotOf(int number) => new(
        Round,
        new((number % Amendments) + 1),
        new($"P{(number / Amendments).ToString(CultureInfo.InvariantCulture)}"),
        (Vote)(number % 3),
        $"{number % Amendments:x64}")
    { CastAt = Now };

    private static Receipt ReceiptOf(int number) => new($"benchmark:{number.ToString(CultureInfo.InvariantCulture)}", Now);
}
