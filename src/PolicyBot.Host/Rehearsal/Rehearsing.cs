using System.Collections.Concurrent;
using System.Diagnostics;
using PolicyBot.App;
using PolicyBot.App.Grains;
using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Host.Rehearsal;

/// <summary>
/// Plays a script through the App, as a channel would. Every step has its own event id, so that playing it again after
/// a crash repeats what was answered, and goes on where it stopped.
/// </summary>
internal sealed class Rehearsing(IServiceProvider services, Script script, Acknowledged acknowledged, IProgress<(int Done, int Total, string What)> progress)
{
    private const int InFlight = 256;
    private static readonly Place Stage = new("rehearsal", "main");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private readonly Turns turns = services.GetRequiredService<Turns>();
    private readonly IWorkshopStore store = services.GetRequiredService<IWorkshopStore>();
    private readonly TimeProvider clock = services.GetRequiredKeyedService<TimeProvider>(Clock.Key);
    private readonly ConcurrentBag<double> latencies = [];

    public static WorkshopId Workshop { get; } = new("rehearsal");

    /// <returns>What happened, or why it stopped.</returns>
    public async Task<(Result? Result, Unplayable? Fault)> Run(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        if (await Prepare(cancellation) is { } refused)
            return (null, refused);
        var voting = Stopwatch.StartNew();
        var stored = await Vote(cancellation);
        voting.Stop();
        if (await Facilitator("close", new CloseRound(true), cancellation) is { } notClosed)
            return (null, notClosed);
        await Reaches(w => w.Rounds[0].State is RoundState.Confirming or RoundState.Published, cancellation);
        if ((await Look()).Rounds[0].State == RoundState.Confirming)
            await Facilitator("publish", new CloseRound(true) { Publishes = true }, cancellation);
        await Reaches(w => w.Rounds[0].State is RoundState.Published, cancellation);
        return (await Summary(stored, watch.Elapsed, voting.Elapsed), null);
    }

    private async Task<Unplayable?> Prepare(CancellationToken cancellation)
    {
        var steps = new List<(string Name, Command Command)> { ("create", new CreateWorkshop("Rehearsal", "UTC")) };
        if (script.Policy is not null)
            steps.Add(("import", new ImportPolicy(script.Policy)));
        steps.AddRange(script.Scenarios.Select((s, i) => ($"scenario-{i}", (Command)new AddScenario("", s.Title, s.Background, null) { Turns = [.. s.Turns] })));
        if (script.Scenarios.Count == 0)
            steps.Add(("scenario-0", new AddScenario("What do you do when two rules of your policy disagree?", null, null, null)));
        var scenarios = Math.Max(1, script.Scenarios.Count);
        steps.AddRange(script.Statements.Select((words, i) =>
            ($"propose-{i}", (Command)new ProposeClause(words, null, null, new ScenarioId(i % scenarios + 1)))));
        steps.Add(("open", new OpenRound("30d", SettingsPatch.Nothing, [], AtOnce: true) { Sure = true }));

        var done = 0;
        foreach (var (name, command) in steps)
        {
            if (await Facilitator(name, command, cancellation) is { } refused)
                return refused;
            progress.Report((++done, steps.Count, "steps of the preparation"));
        }

        return null;
    }

    private async Task<int> Vote(CancellationToken cancellation)
    {
        var (stored, done) = (0, 0);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = cancellation };
        await Parallel.ForEachAsync(script.Ballots, parallel, async (ballot, stop) =>
        {
            var (person, amendment) = (script.People[ballot.Person], new AmendmentId(ballot.Statement + 1));
            var started = Stopwatch.GetTimestamp();
            var reply = await turns.Take(Asked($"vote-{person}-{amendment}", new CastBallot(amendment, ballot.Vote, null, null), $"p{person}"), stop);
            latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (!reply.Refusal)
            {
                acknowledged.Write($"p{person}", amendment.ToString(), ballot.Vote.ToString());
                Interlocked.Increment(ref stored);
            }

            progress.Report((Interlocked.Increment(ref done), script.Ballots.Count, "ballots cast"));
        });
        return stored;
    }

    private async Task<Unplayable?> Facilitator(string step, Command command, CancellationToken cancellation)
    {
        var reply = await turns.Take(Asked(step, command, "facilitator"), cancellation);
        return reply.Refusal ? new Unplayable($"The step '{step}' was refused: {reply.Card?.Title}") : null;
    }

    private Ask Asked(string step, Command command, string account) => new(command, new Account(Stage.Channel, account), account, Stage)
    {
        EventId = $"rehearsal-{step}",
        ReceivedAt = clock.Now(),
        Workshop = Workshop,
    };

    private async Task<Workshop> Look() =>
        (await services.GetRequiredService<IGrainFactory>().GetGrain<IWorkshopGrain>(Workshop.Value).Look()).Value!;

    private async Task Reaches(Func<Workshop, bool> state, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        while (!state(await Look()))
            await Task.Delay(20, patience.Token);
    }

    private async Task<Result> Summary(int stored, TimeSpan all, TimeSpan voting)
    {
        var workshop = await Look();
        var log = await store.Log(Workshop, CancellationToken.None);
        var rows = await store.Ballots(Workshop, workshop.Rounds[0].Id, CancellationToken.None);
        var sorted = latencies.Order().ToList();
        double Percentile(double share) => sorted.Count == 0 ? 0 : Math.Round(sorted[(int)(share * (sorted.Count - 1))], 2);
        int Of(Core.Voting.Result result) => workshop.Rounds[0].Outcomes.Count(o => o.Result == result);
        return new Result
        {
            People = script.People.Count,
            Amendments = script.Statements.Count,
            BallotsSent = script.Ballots.Count,
            BallotsStored = rows.Count,
            Adopted = Of(Core.Voting.Result.Adopted),
            Returned = Of(Core.Voting.Result.Returned),
            Declined = Of(Core.Voting.Result.Declined),
            PolicyVersion = workshop.Current.Number.Number,
            Closes = log.Count(e => e.Change is RoundClosed),
            ElapsedS = Math.Round(all.TotalSeconds, 2),
            BallotsPerS = Math.Round(stored / voting.TotalSeconds, 0),
            P50Ms = Percentile(0.5),
            P99Ms = Percentile(0.99),
            LogVerified = Chain.FirstBroken(log) is null,
        };
    }
}
