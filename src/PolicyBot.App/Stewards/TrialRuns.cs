using PolicyBot.App.Grains;
using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Stewards;

/// <summary>What became of a run over the missing samples.</summary>
/// <param name="Failed">Calls that gave no answer, though the endpoint was asked several times.</param>
/// <param name="OverBudget">True when the day's budget forbade some.</param>
/// <param name="Overtaken">True when the workshop has changed so that other samples may be wanted.</param>
public readonly record struct Ran(int Failed, bool OverBudget, bool Overtaken);

/// <summary>Runs the samples that are missing, never one that is there, as many at once as the endpoint takes.</summary>
public sealed class TrialRuns(IWorkshopStore store, Progressing progress, Budgeting budgeting, Sampler sampler, IGrainFactory grains)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    public async Task<Ran> Run(Workshop workshop, CancellationToken cancellation)
    {
        var samples = await store.Samples(workshop.Id, cancellation);
        var missing = progress.Missing(workshop, samples);
        var rates = budgeting.Most(workshop);
        var (failed, stopped, overtaken) = (0, false, false);
        // A quarter more than the endpoint takes at once: while one's answer is stored, another's question is there.
        var places = progress.Describe(workshop).Concurrency;
        var options = new ParallelOptions { MaxDegreeOfParallelism = places + Math.Max(1, places / 4), CancellationToken = cancellation };
        var work = Parallel.ForEachAsync(missing, options, async (trial, stop) =>
        {
            if (stopped || overtaken)
                return;
            if (!await StillWanted(workshop, trial.Scenario.Id))
            {
                overtaken = true;
                return;
            }

            var made = await budgeting.Within(workshop, Estimating.Of(trial, rates), async () =>
            {
                if (await sampler.Run(workshop, trial, stop) == Finish.Failed)
                    Interlocked.Increment(ref failed);
            }, stop);
            stopped |= !made;
        });
        await Showing(workshop, work, missing.Count, cancellation);
        // Answers that turned out shorter than expected may leave room for more.
        var over = stopped && await WhyStopped(workshop, null, cancellation) is not null;
        // Nobody is asked for advice on a round that has ended while its last samples were made.
        overtaken |= missing.Count > 0 && !await StillWanted(workshop, null);
        return new Ran(failed, over, overtaken || (stopped && !over));
    }

    /// <summary>Why the budget allows nothing more today; null while it does.</summary>
    /// <param name="otherwise">What is wanted when no sample is; null for nothing.</param>
    public async Task<string?> WhyStopped(Workshop workshop, Spending? otherwise, CancellationToken cancellation) =>
        (await grains.GetGrain<IWorkshopGrain>(workshop.Id.Value).Look()).Value is { } now
            ? await progress.Stopped(now, progress.Next(now, await store.Samples(workshop.Id, cancellation)) ?? otherwise, cancellation)
            : null;

    /// <summary>A round that was cancelled, or has moved on, a retired scenario, and other settings, need other samples.</summary>
    private async Task<bool> StillWanted(Workshop workshop, ScenarioId? scenario)
    {
        var now = (await grains.GetGrain<IWorkshopGrain>(workshop.Id.Value).Look()).Value;
        return now is not null && now.Running?.Id == workshop.Running?.Id && Phase(now.Running?.State) == Phase(workshop.Running?.State)
            && (scenario is not { } id || now.Find(id) is { Retired: false }) && now.Settings.Sampling == workshop.Settings.Sampling && now.Settings.Samples == workshop.Settings.Samples && now.Settings.Budget == workshop.Settings.Budget;
    }

    /// <summary>Before or after the close.</summary>
    private static bool Phase(RoundState? state) => state is RoundState.Closed or RoundState.Confirming;

    /// <summary>Cards show what is there about every second, and once more at the end.</summary>
    private async Task Showing(Workshop workshop, Task work, int missing, CancellationToken cancellation)
    {
        try
        {
            while (missing > 0 && !work.IsCompleted)
            {
                await Task.WhenAny(work, Task.Delay(Pace, TimeProvider.System, cancellation));
                await sampler.Show(workshop, cancellation);
            }
        }
        finally
        {
            // Also when showing fails: the next run would make the calls in flight a second time.
            await work;
        }
    }
}
