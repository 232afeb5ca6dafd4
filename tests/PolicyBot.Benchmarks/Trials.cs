using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.Core;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using PolicyBot.Emulators.OpenAi;
using PolicyBot.Web.Room;

namespace PolicyBot.Benchmarks;

/// <summary>A version change of a large policy on an endpoint that takes 16 calls at once: the first card, the calls made, the use of the endpoint, and a kill in between.</summary>
internal sealed class Trials(bool quick)
{
    private const int Places = 16;
    private readonly Spec spec = Spec.Read(quick ? 20 : 50);

    /// <summary>The one workshop that the benchmark has.</summary>
    public static (WorkshopId Workshop, Place Place) Where { get; } = (Founding.IdFor("spec"), new Place("room", RoomOptions.MainRoom));

    public static Dictionary<string, string?> At(string endpoint) => new()
    {
        ["Models:Provider"] = "openai",
        ["Models:Endpoint"] = endpoint,
        ["Models:Model"] = "emulated",
        ["Models:Concurrency"] = $"{Places}",
    };

    public async Task<IReadOnlyList<Row>> Run(CancellationToken cancellation)
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Model = Answer;
        emulator.Latency = TimeSpan.FromMilliseconds(300);
        var folder = Directory.CreateTempSubdirectory("policybot-trials-").FullName;
        try
        {
            return [.. await FirstCard(folder, emulator, cancellation), .. await VersionChange(folder, emulator, cancellation)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string EndpointOf(OpenAiEmulator emulator) => new Uri(emulator.Address, "v1").ToString();

    private static ModelBehaviour Answer(ReceivedCall call) => new ModelBehaviour.Slow(
        $"Under {call.Messages[0].Text.Length} characters of policy this is what I answer to you.", TimeSpan.FromMilliseconds(20));

    /// <summary>From the opening of a round with one amendment to its first before/after card; then everybody agrees.</summary>
    private async Task<IReadOnlyList<Row>> FirstCard(string folder, OpenAiEmulator emulator, CancellationToken cancellation)
    {
        var stage = await Stage.Open(folder, At(EndpointOf(emulator)), cancellation);
        await stage.Does(Where, new CreateWorkshop("spec", "UTC"), cancellation);
        // A judge would ask the endpoint too, and what it asks depends on the answers.
        await stage.Does(Where, new ChangeSettings(new SettingsPatch { Judge = "off" }), cancellation);
        await stage.Does(Where, new ImportPolicy(spec.Markdown), cancellation);
        foreach (var s in spec.Scenarios)
            await stage.Does(Where, new AddScenario(s.Turns[^1].Words, s.Title, s.Background, null) { Turns = [.. s.Turns] }, cancellation);
        await stage.Does(Where, new ProposeClause("Say so when you are unsure, and how unsure you are.", null, null, new ScenarioId(1)), cancellation);

        var watch = Stopwatch.StartNew();
        await stage.Does(Where, new OpenRound("2d", new SettingsPatch { Quorum = "1" }, [], AtOnce: true) { Sure = true }, cancellation);
        while (!await ComparesInTheRoom(stage, cancellation))
            await Task.Delay(20, cancellation);
        var seconds = watch.Elapsed.TotalSeconds;
        await stage.Does(Where, new CastBallot(new(1), Vote.Agree, null, null), cancellation);
        var clauses = (await stage.Look(Where.Workshop)).Current.Policy.Clauses.Count();
        while ((await stage.Store.Samples(Where.Workshop, cancellation)).Count < 9)
            await Task.Delay(20, cancellation);
        await stage.Leave();
        return
        [
            Row.Of($"{spec.Name}: clauses", clauses, ""),
            Row.Of($"{spec.Name}: scenarios", spec.Scenarios.Count, ""),
            Row.Of("from opening the round to its first before/after card", seconds, "s"),
            Row.Exactly("one amendment: calls made (three responses, three samples each)", emulator.Calls.Count, "", 9),
        ];
    }

    private static async Task<bool> ComparesInTheRoom(Stage stage, CancellationToken cancellation)
    {
        var room = await stage.Services.GetRequiredService<RoomChannel>().Open(RoomOptions.MainRoom, cancellation);
        return room.Messages.Any(m => m.Post.Key?.EndsWith("amendment:A1", StringComparison.Ordinal) == true
            && m.Post.Card!.Blocks.OfType<Responses>().Any(r => r.Answers.Count(a => a.Words is not null) >= 2));
    }

    /// <summary>Closes the round in a process of its own, kills that after a third of the calls, and lets another one finish.</summary>
    private async Task<IReadOnlyList<Row>> VersionChange(string folder, OpenAiEmulator emulator, CancellationToken cancellation)
    {
        var before = emulator.Calls.Count;
        // Both versions of every scenario, three samples each; those of the amendment's own scenario are there already.
        var needed = (2 * 3 * spec.Scenarios.Count) - 6;
        emulator.Busy.Restart();
        using var killed = Serving.Start(folder, EndpointOf(emulator));
        while (emulator.Calls.Count - before < needed / 3)
            await Task.Delay(10, cancellation);
        var until = emulator.Busy.Share(Places);
        killed.Kill();
        await killed.WaitForExitAsync(cancellation);

        emulator.Busy.Restart();
        var watch = Stopwatch.StartNew();
        using var resumed = Serving.Start(folder, EndpointOf(emulator));
        await resumed.WaitForExitAsync(cancellation);
        var calls = emulator.Calls.Skip(before).Select(c => (string.Concat(c.Messages.Select(m => m.Text)), c.Body.GetProperty("seed").GetInt32())).ToList();
        return
        [
            Row.Of("version change: calls needed", needed, ""),
            Row.Exactly("version change: different calls made", calls.Distinct().Count(), "", needed),
            // Those that wait for an answer, and those whose answer is being stored.
            Row.AtMost("version change: calls repeated because they were in flight at the kill", calls.Count - calls.Distinct().Count(), "", Places + (Places / 4)),
            Row.AtLeast("version change: use of the 16-way endpoint until the kill", 100 * until, "%", 90),
            Row.AtLeast("version change: use of the 16-way endpoint after the restart", 100 * emulator.Busy.Share(Places), "%", 90),
            Row.Of("version change: from the restart to confirming", watch.Elapsed.TotalSeconds, "s"),
        ];
    }
}
