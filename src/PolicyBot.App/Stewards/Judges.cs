using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Stewards;

/// <summary>Has a model say how behaviour changed with a round's version. It is advice: what fails, or finds no budget, is left out.</summary>
public sealed class Judges(IWorkshopStore store, IPolicyModel model, Budgeting budgeting, [FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    public async Task Run(Workshop workshop, Round round, CancellationToken cancellation)
    {
        if (workshop.Settings.Judge == Settings.NoJudge || round.State is not (RoundState.Closed or RoundState.Confirming)
            || round.Made is not { } made || workshop.Find(made) is not { Policy: var after } || workshop.Find(round.Base) is not { Policy: var before })
            return;
        var sampling = (workshop.Settings.Sampling ?? new Sampling()) with { Model = workshop.Settings.Judge ?? workshop.Settings.Sampling?.Model };
        var tag = model.Describe(workshop.Settings.Sampling).Tag;
        var samples = (await store.Samples(workshop.Id, cancellation)).Values.Where(s => s.Model.Tag == tag && s.Sample == 1 && s.Response.Text.Length > 0)
            .ToDictionary(s => (s.Scenario, s.PolicyFingerprint), s => s.Response.Text);
        var there = (await store.Judgements(workshop.Id, cancellation)).Select(j => j.Key).ToHashSet(StringComparer.Ordinal);
        var wanted = workshop.Scenarios.Values.Where(s => !s.Retired)
            .Where(s => samples.ContainsKey((s.Id, before.Fingerprint)) && samples.ContainsKey((s.Id, after.Fingerprint)))
            .Select(s => new JudgeRequest(after, s, samples[(s.Id, before.Fingerprint)], samples[(s.Id, after.Fingerprint)]) { Sampling = sampling })
            .Where(r => !there.Contains(Key(r, before))).ToList();
        var options = new ParallelOptions { MaxDegreeOfParallelism = model.Description.Concurrency, CancellationToken = cancellation };
        await Parallel.ForEachAsync(wanted, options, async (request, stop) =>
            await budgeting.Within(workshop, budgeting.Expected(workshop, (request.Policy, request.Scenario)), () => Judge(workshop, request, before, stop), stop));
    }

    private async Task Judge(Workshop workshop, JudgeRequest request, Policy before, CancellationToken cancellation)
    {
        var offer = await model.Judge(request, cancellation);
        await budgeting.Spend(workshop, (ModelTask.Judgement, offer.Took), request.Sampling, cancellation);
        if (offer.Judgement is { } judgement)
            await store.Save(workshop.Id, new StoredJudgement(Key(request, before), before.Fingerprint, request.Policy.Fingerprint, judgement) { At = clock.Now() }, cancellation);
    }

    private string Key(JudgeRequest request, Policy before) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\u001d', model.Describe(request.Sampling).Tag, request.Scenario.Id, before.Fingerprint, request.Policy.Fingerprint, request.Before, request.After))));
}
