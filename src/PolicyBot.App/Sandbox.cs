using System.Collections.Concurrent;
using PolicyBot.Core;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App;

/// <summary>Runs a prompt privately under the current policy and another one; nothing of it is stored.</summary>
public sealed class Sandbox(IPolicyModel model, [FromKeyedServices(Clock.Key)] TimeProvider clock)
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
            var current = model.Respond(new TrialRequest(workshop.Current.Policy, trial.Scenario, 1), cancellation);
            var other = trial.Other is null ? null : model.Respond(new TrialRequest(trial.Other, trial.Scenario, 1), cancellation);
            var shown = new Shown(workshop, Names.Nobody, Evidence.None, clock.Now());
            return new Reply(TryCard.Of(shown, new Tried(asked, AsShown(await current), other is null ? null : AsShown(await other))));
        }
        finally
        {
            trying.TryRemove((workshop.Id, person), out _);
        }
    }

    private SampleShown AsShown(SampleResponse response) =>
        new(response.Text.Length > 0 ? response.Text : null, model.Description.Model, response.Note);
}
