using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Stewards;

/// <summary>Makes one sample response and stores it with everything that reproduces it.</summary>
public sealed class Sampler(
    IWorkshopStore store, IPolicyModel model, Budgeting budgeting, Writing writing, [FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    public async Task<Finish> Run(Workshop workshop, Trial trial, CancellationToken cancellation)
    {
        var described = model.Describe(workshop.Settings.Sampling);
        var key = trial.Key(described.Tag);
        try
        {
            var response = await model.Respond(new TrialRequest(trial.Policy, trial.Scenario, trial.Sample)
            {
                Sampling = workshop.Settings.Sampling,
                Heard = writing.Begin(workshop.Id, key),
            }, cancellation);
            await store.Save(workshop.Id, new StoredSample(key, trial.Scenario.Id, trial.Policy.Fingerprint, trial.Sample, response)
            {
                Model = described,
                Version = trial.Version,
                At = clock.Now(),
                Usage = response.Took.Calls == 0 ? null : budgeting.Used(workshop, (ModelTask.Response, response.Took), workshop.Settings.Sampling),
            }, cancellation);
            return response.Finish;
        }
        finally
        {
            writing.End(workshop.Id, key);
        }
    }

    /// <summary>Has the cards drawn again.</summary>
    public Task Show(Workshop workshop, CancellationToken cancellation) =>
        store.Wake(new Due(workshop.Id, Steward.Posts, clock.Now()), cancellation);
}
