using PolicyBot.App.Grains;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Stewards;

/// <summary>Has the samples run that are missing, and returned amendments redrafted; then the loop may go on.</summary>
public sealed class TrialsSteward(
    TrialRuns runs, Advice advice, Telling telling, IGrainFactory grains, [FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    /// <summary>How long a round waits for answers that fail; then it goes on, and its cards name what failed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    public async Task<DateTimeOffset?> Run(Workshop workshop, CancellationToken cancellation)
    {
        if (workshop.Archived || (workshop.Running is null && !Redrafting.Open(workshop).Any() && !workshop.Amendments.Values.Any(a => a.AskedAgain == true)))
            return null;

        var round = workshop.Running;
        var ran = await runs.Run(workshop, cancellation);
        if (ran.Overtaken)
            return clock.Now();
        var patient = round is not null && clock.Now() < (round.ClosedAt ?? round.PreparingSince) + Patience;
        // An endpoint that is down has no advice either, and voting does not wait for any.
        var advises = !ran.OverBudget && !(ran.Failed > 0 && patient) && round?.State != RoundState.Preparing;
        var hindrance = advises ? await advice.Run(workshop, cancellation) : default;
        // Before it asks: when the day ends meanwhile, the next look is at once and not a day late.
        var asked = clock.Now();
        if (await runs.WhyStopped(workshop, hindrance.Forbidden, cancellation) is { } why)
        {
            await telling.OfBudget(workshop, Days.Of(asked, workshop.Settings.TimeZone), why, cancellation);
            return Days.NextAfter(asked, workshop.Settings.TimeZone);
        }

        if (hindrance.Forbidden is not null)
            return clock.Now();
        if (hindrance.JudgeWaits && workshop.Settings.Budget is { } budget)
            await telling.OfBudget(workshop, Days.Of(asked, workshop.Settings.TimeZone), SpendingWords.JudgeStopped(budget), cancellation);
        var failing = ran.Failed > 0 || hindrance.Unreached;
        if (failing && patient)
            return clock.Now() + AfterFailure;
        LoopStep? step = round?.State switch
        {
            RoundState.Preparing => new BeginVoting(round.Id),
            RoundState.Closed => new BeginConfirming(round.Id),
            _ => null,
        };
        if (step is not null)
            await grains.GetGrain<IWorkshopGrain>(workshop.Id.Value).Step(step.AsImmutable());
        return failing ? clock.Now() + Patience
            : hindrance.JudgeUnreached ? clock.Now() + (patient ? AfterFailure : Patience)
            : hindrance.JudgeWaits ? Days.NextAfter(asked, workshop.Settings.TimeZone) : null;
    }
}
