using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Stewards;

/// <summary>Has a model say how behaviour changed with a round's version, of every sample by itself. It is advice: what fails, or finds no budget, is left out.</summary>
public sealed class Judges(IWorkshopStore store, IPolicyModel model, Budgeting budgeting, [FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    /// <returns>True when the day's budget forbade some.</returns>
    public async Task<bool> Run(Workshop workshop, Round round, CancellationToken cancellation)
    {
        if (workshop.Settings.Judge == Settings.NoJudge || round.State is not (RoundState.Closed or RoundState.Confirming)
            || round.Made is not { } made || workshop.Find(made) is not { Policy: var after } || workshop.Find(round.Base) is not { Policy: var before })
            return false;
        var there = (await store.Judgements(workshop.Id, cancellation)).Select(j => j.Key).ToHashSet(StringComparer.Ordinal);
        var compared = new Compared(before, after, model.Describe(workshop.Settings.Sampling).Tag);
        var wanted = (await Pairs(workshop, compared, cancellation)).Where(p => !there.Contains(p.Key));
        var options = new ParallelOptions { MaxDegreeOfParallelism = model.Description.Concurrency, CancellationToken = cancellation };
        var stopped = false;
        // Samples that say the same are judged once.
        await Parallel.ForEachAsync(wanted.GroupBy(p => (p.Asked.Scenario.Id, p.Asked.Before, p.Asked.After)).ToList(), options, async (same, stop) =>
        {
            if (!await budgeting.Within(workshop, budgeting.ExpectedOf(workshop, same.First().Asked), () => Judge(workshop, [.. same], compared, stop), stop))
                stopped = true;
        });
        return stopped;
    }

    /// <summary>The samples of the model that answers now which have a response before and after.</summary>
    private async Task<List<Pair>> Pairs(Workshop workshop, Compared compared, CancellationToken cancellation)
    {
        var sampling = (workshop.Settings.Sampling ?? new Sampling()) with { Model = workshop.Settings.Judge ?? workshop.Settings.Sampling?.Model };
        var judge = model.Describe(sampling).Tag;
        var texts = (await store.Samples(workshop.Id, cancellation)).Values.Where(s => s.Model.Tag == compared.Tag && s.Response.Text.Length > 0)
            .ToDictionary(s => (s.Scenario, s.PolicyFingerprint, s.Sample), s => s.Response.Text);
        return
        [
            .. from scenario in workshop.Scenarios.Values
               where !scenario.Retired
               from sample in Enumerable.Range(1, workshop.Settings.Samples)
               let before = texts.GetValueOrDefault((scenario.Id, compared.Before.Fingerprint, sample))
               let after = texts.GetValueOrDefault((scenario.Id, compared.After.Fingerprint, sample))
               where before is not null && after is not null
               let asked = new JudgeRequest(compared.After, scenario, before, after) { Sampling = sampling }
               select new Pair(KeyOf(judge, compared, asked, sample), sample, asked),
        ];
    }

    private async Task Judge(Workshop workshop, List<Pair> same, Compared compared, CancellationToken cancellation)
    {
        var asked = same[0].Asked;
        var offer = await model.Judge(asked, cancellation);
        await budgeting.Spend(workshop, (ModelTask.Judgement, offer.Took), asked.Sampling, cancellation);
        if (offer.Judgement is not { } judgement)
            return;
        foreach (var pair in same)
            await store.Save(workshop.Id, new StoredJudgement(pair.Key, compared.Before.Fingerprint, compared.After.Fingerprint, judgement with { Sample = pair.Sample, Tag = compared.Tag }) { At = clock.Now() }, cancellation);
    }

    private static string KeyOf(string judge, Compared compared, JudgeRequest request, int sample) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\u001d', judge, compared.Tag, request.Scenario.Id, compared.Before.Fingerprint, compared.After.Fingerprint, sample.ToString(CultureInfo.InvariantCulture), request.Before, request.After))));

    /// <param name="Tag">Of the responses.</param>
    private sealed record Compared(Policy Before, Policy After, string Tag);

    private sealed record Pair(string Key, int Sample, JudgeRequest Asked);
}
