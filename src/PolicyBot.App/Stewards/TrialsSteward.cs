using PolicyBot.App.Grains;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Stewards;

/// <summary>Runs the samples that are missing, never one that is there, and has returned amendments redrafted; then the loop may go on.</summary>
public sealed class TrialsSteward(
    IWorkshopStore store, IPolicyModel model, IGrainFactory grains, [FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    private const int Tries = 3;

    public async Task<DateTimeOffset?> Run(Workshop workshop, CancellationToken cancellation)
    {
        if (workshop.Running is not { } round)
            return null;

        var tag = model.Description.Tag;
        var there = await store.Samples(workshop.Id, cancellation);
        var missing = TrialPlan.For(workshop).Where(t => !there.ContainsKey(t.Key(tag))).DistinctBy(t => t.Key(tag)).ToList();
        await Parallel.ForEachAsync(
            missing,
            new ParallelOptions { MaxDegreeOfParallelism = model.Description.Concurrency, CancellationToken = cancellation },
            async (trial, stop) => await Sample(workshop, trial, stop));

        foreach (var amendment in Redrafting.Wanted(workshop).Where(a => a.Round == round.Id))
            await Redraft(workshop, round, amendment, cancellation);

        LoopStep? step = round.State switch
        {
            RoundState.Preparing => new BeginVoting(round.Id),
            RoundState.Closed => new BeginConfirming(round.Id),
            _ => null,
        };
        if (step is not null)
            await Workshop(workshop).Step(step.AsImmutable());
        return null;
    }

    private IWorkshopGrain Workshop(Workshop workshop) => grains.GetGrain<IWorkshopGrain>(workshop.Id.Value);

    private async Task Sample(Workshop workshop, Trial trial, CancellationToken cancellation)
    {
        var response = await Respond(new TrialRequest(trial.Policy, trial.Scenario, trial.Sample), cancellation);
        await store.Save(workshop.Id, new StoredSample(
            trial.Key(model.Description.Tag), trial.Scenario.Id, trial.Policy.Fingerprint, trial.Sample, response)
        {
            Model = model.Description,
            Version = trial.Version,
            At = clock.Now(),
        }, cancellation);
        await store.Wake(new Due(workshop.Id, Steward.Posts, clock.Now()), cancellation);
    }

    /// <summary>A call that failed is tried again; when it fails for good, that is what the card says.</summary>
    private async Task<SampleResponse> Respond(TrialRequest request, CancellationToken cancellation)
    {
        var response = await model.Respond(request, cancellation);
        for (var attempt = 1; attempt < Tries && response.Finish is Finish.Failed or Finish.TimedOut; attempt++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1 << attempt), cancellation);
            response = await model.Respond(request, cancellation);
        }

        return response;
    }

    private async Task Redraft(Workshop workshop, Round round, Amendment amendment, CancellationToken cancellation)
    {
        var remarks = (await store.Remarks(workshop.Id, round.Id, cancellation))
            .Select(workshop.AsShown).Where(r => r.Amendment == amendment.Id && r.Words is not null).ToList();
        var reasons = (await store.Reasons(workshop.Id, round.Id, cancellation)).Where(r => r.Amendment == amendment.Id);
        var numbered = remarks.Select(r => r.Words!).Concat(reasons.Select(r => r.Words)).Select((w, i) => new RemarkForRedraft(i + 1, w)).ToList();
        var (before, after) = amendment.Proposal switch
        {
            AddClause add => (null, add.Wording.ToString()),
            ReplaceClause replace => (replace.Base.ToString(), replace.Wording.ToString()),
            RemoveClause remove => (remove.Base.ToString(), ""),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var offer = amendment.Proposal is RemoveClause
            ? new RedraftOffer(null, "There is no wording to redraft in a removal.", [], new Dictionary<int, string>())
            : await model.Redraft(new RedraftRequest(amendment.Clause, before, after, amendment.Rationale, numbered), cancellation);
        await Workshop(workshop).Step(new TakeRedraft(round.Id, amendment.Id, offer, [.. remarks.Select(r => r.Id)]).AsImmutable<LoopStep>());
    }
}
