using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.App;
using PolicyBot.Core;

namespace PolicyBot.Benchmarks;

/// <summary>The close of a large round, while another workshop votes on.</summary>
internal sealed class Closes(bool quick)
{
    private const int OthersPerSecond = 500, OthersAtMost = 60_000;
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(3);
    private readonly (int People, int Amendments) size = quick ? (1_000, 100) : (5_000, 200);

    public async Task<IReadOnlyList<Row>> Run(CancellationToken cancellation)
    {
        await using var stage = await Stage.Open(cancellation);
        var other = await stage.OpenRound("Other", (OthersAtMost / 100, 100), cancellation);
        var large = await stage.OpenRound("Large", (size.People, size.Amendments), cancellation);
        await large.Fill(stage.Store, large.Shuffled());
        // What filling left behind is not the product's.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);

        using var stop = new CancellationTokenSource();
        var turns = stage.Services.GetRequiredService<Turns>();
        var others = Load.Offered(other.Shuffled(), OthersPerSecond, n => other.Take(turns, n), stop.Token);
        var usual = await UsualHold(stage, cancellation);
        using var closed = new CancellationTokenSource();
        var probe = WriteLock.LongestHold(stage.Database, closed.Token);
        var memory = Memory(stop.Token);
        var asked = Stopwatch.GetTimestamp();
        await Task.WhenAll(Task.Run(() => stage.Does((large.Workshop, large.Place), new CloseRound(true), cancellation), cancellation), Closed(stage, large, cancellation));
        var (answered, seconds) = (Stopwatch.GetTimestamp(), await SinceSeal(stage, large, cancellation));
        await closed.CancelAsync();
        var shown = await Shown(stage, large, cancellation);
        await stop.CancelAsync();

        var of = string.Create(CultureInfo.InvariantCulture, $"{size.People:#,0} people × {size.Amendments}");
        var meanwhile = (await others).Where(o => o.Due >= asked && o.Due <= answered).Select(o => o.Latency).Order().ToArray();
        return
        [
            Row.AtMost($"{of}: seal to published outcome", seconds, "s", 3),
            Row.Of($"{of}: close asked to answered", Stopwatch.GetElapsedTime(asked, answered).TotalSeconds, "s"),
            Row.Of($"{of}: close asked to result on its card", Stopwatch.GetElapsedTime(asked, shown).TotalSeconds, "s"),
            Row.AtMost($"{of}: write lock held, at most", await probe, "ms", 100),
            Row.Of($"{of}: the same in {Before.TotalSeconds} s before the close", usual, "ms"),
            Row.AtMost($"{of}: another workshop's ballots meanwhile ({OthersPerSecond}/s): p99", new Measured(1, meanwhile).Percentile(0.99), "ms", 300),
            Row.AtMost($"{of}: most memory from the close to the card", await memory, "MB", 600),
        ];
    }

    /// <summary>What the disk and other work on the machine make of the lock while nothing closes.</summary>
    private static async Task<double> UsualHold(Stage stage, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stop.CancelAfter(Before);
        return await WriteLock.LongestHold(stage.Database, stop.Token);
    }

    /// <summary>From the time that the seal carries to that at which the log's closing entry was there.</summary>
    private static async Task<double> SinceSeal(Stage stage, OpenRoundOf large, CancellationToken cancellation)
    {
        var now = DateTimeOffset.UtcNow;
        return (now - (await stage.Store.SealOf(large.Workshop, large.Round, cancellation))!.At).TotalSeconds;
    }

    private static async Task Closed(Stage stage, OpenRoundOf large, CancellationToken cancellation)
    {
        while ((await stage.Look(large.Workshop)).Find(large.Round)!.ClosedAt is null)
            await Task.Delay(2, cancellation);
    }

    private static async Task<long> Shown(Stage stage, OpenRoundOf large, CancellationToken cancellation)
    {
        while (!(await stage.Store.Posts(large.Workshop, cancellation)).Any(p => p.Address.Key == $"result:{large.Round}"))
            await Task.Delay(50, cancellation);
        return Stopwatch.GetTimestamp();
    }

    /// <returns>The largest working set in megabytes.</returns>
    private static async Task<double> Memory(CancellationToken stop)
    {
        var most = 0L;
        while (!stop.IsCancellationRequested)
        {
            most = Math.Max(most, Environment.WorkingSet);
            await Task.Delay(20, CancellationToken.None);
        }

        return most / 1e6;
    }
}
