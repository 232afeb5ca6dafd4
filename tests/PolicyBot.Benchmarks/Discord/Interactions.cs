using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using PolicyBot.Core;
using PolicyBot.Discord.Interactions;
using PolicyBot.Emulators.Discord.People;
using PolicyBot.Emulators.OpenAi;
using PolicyBot.Storage;

namespace PolicyBot.Benchmarks.Discord;

/// <summary>Ballots by the whole path from Discord: signature, decision, flushed commit, acknowledgement.</summary>
internal sealed class Interactions(bool quick)
{
    private const int InFlight = 256, Amendments = 10, PerSecond = 2_000;
    private readonly int slice = quick ? 3_000 : 10_000;
    private readonly int slices = quick ? 3 : 6;
    private readonly int offered = PerSecond * (quick ? 3 : 10);
    private readonly int stalled = PerSecond * (quick ? 4 : 50);
    private readonly TimeSpan busy = TimeSpan.FromSeconds(quick ? 8 : 60);

    public async Task<IReadOnlyList<Row>> Run(CancellationToken cancellation) =>
        [.. await ByHttp(cancellation), .. await ByGateway(cancellation), .. await Edits(cancellation)];

    private async Task<IReadOnlyList<Row>> ByHttp(CancellationToken cancellation)
    {
        await using var stage = await DiscordStage.Open("http", cancellation);
        var people = ((slices + 1) * slice + offered + stalled) / Amendments + 1;
        var round = await stage.OpenRound("Signed", (people, Amendments), cancellation);
        var left = round.Shuffled().AsMemory();
        var copy = stage.Stage.Database + ".copy";
        await stage.Stage.Store.Backup(copy, cancellation);
        using var alone = SqliteWorkshopStore.Open(copy, TimeProvider.System);

        List<Measured> whole = [], commits = [], checks = [];
        for (var i = 0; i <= slices; i++)
        {
            var requests = stage.Sign(round, left[..slice].ToArray());
            var numbers = Enumerable.Range(0, slice).ToArray();
            checks.Add(Checks(Signature.From(stage.Discord.Delivery.PublicKey)!, requests));
            commits.Add(await Load.Saturated(left[..slice], InFlight, n => round.Store(alone, n)));
            whole.Add(await Load.Saturated(numbers, InFlight, n => stage.Send(requests[n].Request)));
            left = left[slice..];
        }

        var (path, commit, check) = (Measured.Of(whole[1..]), Measured.Of(commits[1..]), Measured.Of(checks[1..]));
        var promised = stage.Promised;
        var stream = await Stream(stage, round, left[..offered]);
        var late = await Stalled(stage, round, left[offered..(offered + stalled)], cancellation);
        return
        [
            Row.AtLeast("signed HTTP interactions, saturated", path.PerSecond, "ballots/s", 4_000),
            Row.Of("signature checks alone, both cores", check.PerSecond, "checks/s"),
            Row.Of("group commit alone", commit.PerSecond, "ballots/s"),
            Row.AtLeast("whole path ÷ the slower of both alone", 100 * path.PerSecond / Math.Min(check.PerSecond, commit.PerSecond), "%", 15),
            Row.AtMost($"at {PerSecond:#,0}/s offered: p50", stream.Percentile(0.5), "ms", 10),
            Row.AtMost($"at {PerSecond:#,0}/s offered: p99", stream.Percentile(0.99), "ms", 150),
            Row.Of("saturated: promised first, as they took more than 1.5 s", promised, ""),
            Row.AtMost($"latest of {stalled:#,0} acknowledgements, silent model, database stalling 1 s", late.Latencies[^1], "ms", 3_000),
        ];
    }

    private static Measured Checks(Signature signature, IReadOnlyCollection<(byte[] Request, byte[] Body, string Signature, string Timestamp)> requests)
    {
        var start = Stopwatch.GetTimestamp();
        Parallel.ForEach(requests, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, r =>
        {
            if (signature.Check(r.Signature, r.Timestamp, r.Body) is null)
                throw new InvalidOperationException("A good signature was refused.");
        });
        return new Measured(Stopwatch.GetElapsedTime(start).TotalSeconds, new double[requests.Count]);
    }

    private static async Task<Measured> Stream(DiscordStage stage, OpenRoundOf round, ReadOnlyMemory<int> ballots)
    {
        var requests = stage.Sign(round, ballots.ToArray());
        var sent = await Load.Offered(Enumerable.Range(0, requests.Length).ToArray(), PerSecond, n => stage.Send(requests[n].Request));
        return new Measured(1, [.. sent.Select(s => s.Latency).Order()]);
    }

    /// <summary>Every hundredth person tries a prompt on a model that says nothing, and somebody holds the database's write lock for a second now and then.</summary>
    private static async Task<Measured> Stalled(DiscordStage stage, OpenRoundOf round, ReadOnlyMemory<int> ballots, CancellationToken cancellation)
    {
        stage.Model.Otherwise = new ModelBehaviour.Silence();
        var requests = stage.Sign(round, ballots.ToArray());
        var tries = Enumerable.Range(0, ballots.Length / 100 + 1).Select(stage.Try).ToList();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var stalling = Stall(stage.Stage.Database, stop.Token);
        var sent = await Load.Offered(Enumerable.Range(0, requests.Length).ToArray(), PerSecond, n =>
            stage.Send(n % 100 == 0 ? tries[n / 100] : requests[n].Request), cancellation);
        await stop.CancelAsync();
        await stalling;
        return new Measured(1, [.. sent.Select(s => s.Latency).Order()]);
    }

    private static async Task Stall(string database, CancellationToken stop)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        await connection.OpenAsync(CancellationToken.None);
        var random = new Random(1);
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(1 + random.NextDouble()), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await using var held = connection.BeginTransaction(deferred: false);
            await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
        }
    }

    /// <summary>By people in a Discord on this machine, whose work is in the figures.</summary>
    private async Task<IReadOnlyList<Row>> ByGateway(CancellationToken cancellation)
    {
        await using var stage = await DiscordStage.Open("gateway", cancellation);
        var people = quick ? 100 : 400;
        await stage.OpenRound("Gateway", (0, Amendments), cancellation);
        var cards = stage.Discord.General.Messages.Where(m => m.Buttons.Contains("Agree")).ToList();
        var humans = Enumerable.Range(0, people).Select(i => stage.Discord.Joins($"Person {i}")).ToList();
        var measured = await Load.Saturated(Enumerable.Range(0, people * Amendments).ToArray(), 64, n => Press(humans[n / Amendments], cards[n % Amendments]));
        return
        [
            Row.Of("over the gateway, 64 people at once, their Discord included", measured.PerSecond, "ballots/s"),
            Row.Of("over the gateway: p50", measured.Percentile(0.5), "ms"),
            Row.Of("over the gateway: p99", measured.Percentile(0.99), "ms"),
            Row.AtMost("over the gateway: latest", measured.Latencies[^1], "ms", 3_000),
        ];
    }

    private static async Task Press(Human human, ChatMessage card)
    {
        if (await human.Presses("Agree", card) is var heard && !heard.Text.Contains("Recorded", StringComparison.Ordinal))
            throw new InvalidOperationException($"A ballot was not recorded: {heard.Text}");
    }

    /// <summary>Ten thousand ballots a minute on one card of a live round, with Discord's real limits.</summary>
    private async Task<IReadOnlyList<Row>> Edits(CancellationToken cancellation)
    {
        await using var stage = await DiscordStage.Open("http", cancellation);
        var perSecond = 10_000 / 60;
        var count = (int)(perSecond * busy.TotalSeconds);
        var round = await stage.OpenRound("Edits", (count, 1), cancellation, SettingsPatch.Nothing with { Results = "live", Voters = "attributed" });
        stage.Discord.LimitsRates = true;
        var card = stage.Discord.General.Messages.Single(m => m.Buttons.Contains("Agree"));
        var requests = stage.Sign(round, round.Shuffled());
        var (before, answers) = (card.Edits, stage.Discord.Answers.Count);
        await Load.Offered(Enumerable.Range(0, count).ToArray(), perSecond, n => stage.Send(requests[n].Request), cancellation);
        var edits = card.Edits - before;
        var of = string.Create(CultureInfo.InvariantCulture, $"{count:#,0} ballots on one card in {busy.TotalSeconds} s");
        return
        [
            Row.AtMost($"{of}: edits of it", edits, "", Math.Ceiling(20 * busy.TotalSeconds / 60)),
            Row.Exactly($"{of}: answers 429", stage.Discord.Answers.Skip(answers).Count(a => a.Status == 429), "", 0),
        ];
    }
}
