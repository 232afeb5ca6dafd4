using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.App;
using PolicyBot.Storage;

namespace PolicyBot.Benchmarks;

/// <summary>
/// Ballots through the App beside the store's group commit alone. The store's own run is on a copy of the App's database, with
/// the same ballots, and the two take turns, so that other work on the machine hits both alike.
/// </summary>
internal sealed class Ballots(bool quick)
{
    private const int InFlight = 512, Amendments = 200, Few = 1_000, PerSecond = 2_000;
    private readonly int many = quick ? 100_000 : 1_000_000;
    private readonly int slice = quick ? 4_000 : 10_000;
    private readonly int slices = quick ? 4 : 8;
    private readonly int offered = PerSecond * (quick ? 5 : 20);

    public async Task<IReadOnlyList<Row>> Run(CancellationToken cancellation)
    {
        await using var few = await Pair.Open(Few, (slices + 1) * slice, cancellation);
        await using var large = await Pair.Open(many, (slices + 1) * slice + offered, cancellation);
        foreach (var pair in new[] { few, large })
            await pair.Slice(slice);
        few.Forget();
        large.Forget();
        for (var i = 0; i < slices; i++)
        {
            await few.Slice(slice);
            await large.Slice(slice);
        }

        var stream = await large.Offered(offered);
        return
        [
            .. few.Rows(Few), .. large.Rows(many),
            // The whole path, for which there is a target, is measured from Discord.
            Row.Of($"cost of a ballot, {Number(many)} stored ÷ {Number(Few)}: App", few.App.PerSecond / large.App.PerSecond, "×"),
            Row.AtMost($"cost of a ballot, {Number(many)} stored ÷ {Number(Few)}: store alone", few.Raw.PerSecond / large.Raw.PerSecond, "×", 5),
            Row.AtMost($"App at {Number(PerSecond)}/s offered, {Number(many)} stored: p50", stream.Percentile(0.5), "ms", 10),
            Row.AtMost($"App at {Number(PerSecond)}/s offered, {Number(many)} stored: p99", stream.Percentile(0.99), "ms", 150),
        ];
    }

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A stage and a copy of its database, with equally many ballots in both.</summary>
    private sealed class Pair(Stage stage, OpenRoundOf round, SqliteWorkshopStore copy) : IAsyncDisposable
    {
        private readonly Turns turns = stage.Services.GetRequiredService<Turns>();
        private readonly List<Measured> app = [], raw = [];
        private ReadOnlyMemory<int> left;

        public Measured App => Measured.Of(app);

        public Measured Raw => Measured.Of(raw);

        public static async Task<Pair> Open(int stored, int measured, CancellationToken cancellation)
        {
            var stage = await Stage.Open(cancellation);
            var people = (stored + measured + Amendments - 1) / Amendments;
            var round = await stage.OpenRound($"Ballots {stored}", (people, Amendments), cancellation);
            var order = round.Shuffled();
            await round.Fill(stage.Store, order.AsMemory(0, stored));
            var copy = stage.Database + ".copy";
            await stage.Store.Backup(copy, cancellation);
            return new Pair(stage, round, SqliteWorkshopStore.Open(copy, TimeProvider.System)) { left = order.AsMemory(stored) };
        }

        /// <summary>The same ballots once into the copy and once through the App.</summary>
        public async Task Slice(int size)
        {
            raw.Add(await Load.Saturated(left[..size], InFlight, n => round.Store(copy, n)));
            app.Add(await Load.Saturated(left[..size], InFlight, n => round.Take(turns, n)));
            left = left[size..];
        }

        public async Task<Measured> Offered(int count)
        {
            var sent = await Load.Offered(left[..count], PerSecond, n => round.Take(turns, n));
            left = left[count..];
            return new Measured((double)count / PerSecond, [.. sent.Select(s => s.Latency).Order()]);
        }

        /// <summary>Drops what was measured while the machine warmed up.</summary>
        public void Forget()
        {
            app.Clear();
            raw.Clear();
        }

        public IEnumerable<Row> Rows(int stored) =>
        [
            Row.Of($"App, {Number(stored)} stored", App.PerSecond, "ballots/s"),
            Row.Of($"App, {Number(stored)} stored, {InFlight} in flight: p50", App.Percentile(0.5), "ms"),
            Row.Of($"App, {Number(stored)} stored, {InFlight} in flight: p99", App.Percentile(0.99), "ms"),
            Row.Of($"App, {Number(stored)} stored: processor time of a ballot", 1e6 * App.ProcessorEach, "µs"),
            Row.Of($"store alone, {Number(stored)} stored", Raw.PerSecond, "ballots/s"),
            Row.Of($"store alone, {Number(stored)} stored: processor time of a ballot", 1e6 * Raw.ProcessorEach, "µs"),
            Row.AtLeast($"App ÷ store alone, {Number(stored)} stored", 100 * App.PerSecond / Raw.PerSecond, "%", 40),
        ];

        public async ValueTask DisposeAsync()
        {
            copy.Dispose();
            await stage.DisposeAsync();
        }
    }
}
