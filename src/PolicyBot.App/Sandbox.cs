using System.Collections.Concurrent;
using PolicyBot.Core;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App;

/// <summary>Runs a prompt privately under the current policy and another one; nothing of it is stored.</summary>
public sealed class Sandbox(IPolicyModel model, Budgeting budgeting, [FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    private readonly ConcurrentDictionary<(WorkshopId, PersonId), bool> trying = new();

    public async Task<Reply> Try(Workshop workshop, TryPrompt asked, PersonId person, CancellationToken cancellation)
    {
        var (trial, refused) = Trying.Read(workshop, asked, new Occasion(clock.Now(), person, nameof(Sandbox)));
        if (trial is null)
            return Reply.Of(refused!);
        if (!trying.TryAdd((workshop.Id, person), true))
            return Reply.Of(Decision.Refuse("Your last try is still running.", "Wait for its answer, then try again."));
        try
        {
            var sampling = workshop.Settings.Sampling;
            var current = model.Respond(new TrialRequest(workshop.Current.Policy, trial.Scenario, 1) { Sampling = sampling }, cancellation);
            var other = trial.Other is null ? null : model.Respond(new TrialRequest(trial.Other, trial.Scenario, 1) { Sampling = sampling }, cancellation);
            var shown = new Shown(workshop, Names.Nobody, Evidence.None, clock.Now());
            return new Reply(TryCard.Of(shown, new Tried(asked, await AsShown(workshop, current, cancellation), other is null ? null : await AsShown(workshop, other, cancellation))));
        }
        finally
        {
            trying.TryRemove((workshop.Id, person), out _);
        }
    }

    private async Task<SampleShown> AsShown(Workshop workshop, Task<SampleResponse> asked, CancellationToken cancellation)
    {
        var response = await asked;
        await budgeting.Spend(workshop, response.Took, cancellation);
        return SamplesShown.Of(response, model.Describe(workshop.Settings.Sampling));
    }
}
