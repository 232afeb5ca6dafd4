using System.Globalization;

namespace PolicyBot.Benchmarks.Discord;

/// <summary>What a ballot costs over the whole path from Discord with few and with many ballots stored; the two take turns.</summary>
internal sealed class Growth(bool quick)
{
    private const int InFlight = 256, Amendments = 10, Few = 1_000;
    private readonly int many = quick ? 50_000 : 1_000_000;
    private readonly int slice = quick ? 2_000 : 10_000;
    private readonly int slices = quick ? 3 : 6;

    public async Task<IReadOnlyList<Row>> Run(CancellationToken cancellation)
    {
        await using var few = await Filled.Open(Few, (slices + 1) * slice, cancellation);
        await using var large = await Filled.Open(many, (slices + 1) * slice, cancellation);
        List<Measured> atFew = [], atMany = [];
        for (var i = 0; i <= slices; i++)
        {
            atFew.Add(await few.Slice(slice));
            atMany.Add(await large.Slice(slice));
        }

        // The first of each warms up.
        var (small, big) = (Measured.Of(atFew[1..]), Measured.Of(atMany[1..]));
        return
        [
            Row.Of($"whole path, {Number(Few)} stored", small.PerSecond, "ballots/s"),
            Row.Of($"whole path, {Number(many)} stored", big.PerSecond, "ballots/s"),
            Row.AtMost($"cost of a ballot over the whole path, {Number(many)} stored ÷ {Number(Few)}", small.PerSecond / big.PerSecond, "×", 1.5),
        ];
    }

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A stage whose round holds ballots already, and those that are still to be cast.</summary>
    private sealed class Filled(DiscordStage stage, OpenRoundOf round) : IAsyncDisposable
    {
        private ReadOnlyMemory<int> left;

        public static async Task<Filled> Open(int stored, int measured, CancellationToken cancellation)
        {
            var stage = await DiscordStage.Open("http", cancellation);
            var round = await stage.OpenRound("Growth", ((stored + measured + Amendments - 1) / Amendments, Amendments), cancellation);
            var order = round.Shuffled().AsMemory();
            await round.Fill(stage.Stage.Store, order[..stored]);
            return new Filled(stage, round) { left = order[stored..] };
        }

        public async Task<Measured> Slice(int size)
        {
            var requests = stage.Sign(round, left[..size].ToArray());
            left = left[size..];
            return await Load.Saturated(Enumerable.Range(0, size).ToArray(), InFlight, n => stage.Send(requests[n].Request));
        }

        public ValueTask DisposeAsync() => stage.DisposeAsync();
    }
}
