using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Stewards;

/// <summary>Has a model say how behaviour changed with a round's version, of every sample by itself. 
/// It is advice: what finds no budget is left out, and a judge that gives no usable answer is not asked again.</summary>
public sealed class Judges(IWorkshopStore store, IPolicyModel model, Budgeting budgeting, [FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    private const string InVain = "judged-in-vain";

    /// <returns>What kept it from looking at everything.</returns>
    public async Task<Hindrance> Run(Workshop workshop, Round round, CancellationToken cancellation)
    {
        if (workshop.Settings.Judge == Settings.NoJudge || round.State is not (RoundState.Closed or RoundState.Confirming)
            || round.Made is not { } made || workshop.Find(made) is not { Policy: var after } || workshop.Find(round.Base) is not { Policy: var before })
            return default;
        var there = (await store.Judgements(workshop.Id, cancellation)).Select(j => j.Key).ToHashSet(StringComparer.Ordinal);
        var compared = new Compared(before, after, model.Describe(workshop.Settings.Sampling).Tag);
        var wanted = await NotInVain(workshop, (await Pairs(workshop, compared, cancellation)).Where(p => !there.Contains(p.Key)), cancellation);
        var options = new ParallelOptions { MaxDegreeOfParallelism = model.Description.Concurrency, CancellationToken = cancellation };
        var (stopped, unreached) = (false, false);
        // Samples that say the same are judged once.
        await Parallel.ForEachAsync(wanted.GroupBy(p => (p.Asked.Scenario.Id, p.Asked.Before, p.Asked.After)).ToList(), options, async (same, stop) =>
        {
            // The others would wait for the same endpoint.
            if (unreached)
                return;
            var made = await budgeting.Within(workshop, budgeting.ExpectedOf(workshop, same.First().Asked), async () => unreached |= !await Judge(workshop, [.. same], compared, stop), stop);
            stopped |= !made;
        });
        return new Hindrance { JudgeWaits = stopped, JudgeUnreached = unreached };
    }

    private async Task<List<Pair>> NotInVain(Workshop workshop, IEnumerable<Pair> pairs, CancellationToken cancellation)
    {
        var left = new List<Pair>();
        foreach (var pair in pairs)
        {
            if (await store.Recall(InVain, NoteOf(workshop, pair), cancellation) is null)
                left.Add(pair);
        }

        return left;
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

    /// <returns>False when the endpoint gave no answer.</returns>
    private async Task<bool> Judge(Workshop workshop, List<Pair> same, Compared compared, CancellationToken cancellation)
    {
        var asked = same[0].Asked;
        var offer = await model.Judge(asked, cancellation);
        await budgeting.Spend(workshop, (ModelTask.Judgement, offer.Took), asked.Sampling, cancellation);
        if (offer.Unreached)
            return false;
        foreach (var pair in same)
        {
            if (offer.Judgement is { } judgement)
                await store.Save(workshop.Id, new StoredJudgement(pair.Key, compared.Before.Fingerprint, compared.After.Fingerprint, judgement with { Sample = pair.Sample, Tag = compared.Tag }) { At = clock.Now() }, cancellation);
            else
                await store.Remember(InVain, NoteOf(workshop, pair), clock.Now().ToString("o", CultureInfo.InvariantCulture), cancellation);
        }

        return true;
    }

    private static string NoteOf(Workshop workshop, Pair pair) => $"{workshop.Id}:{pair.Key}";

    private static string KeyOf(string judge, Compared compared, JudgeRequest request, int sample) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\u001d', judge, compared.Tag, request.Scenario.Id, compared.Before.Fingerprint, compared.After.Fingerprint, sample.ToString(CultureInfo.InvariantCulture), request.Before, request.After))));

    /// <param name="Tag">Of the responses.</param>
    private sealed record Compared(Policy Before, Policy After, string Tag);

    private sealed record Pair(string Key, int Sample, JudgeRequest Asked);
}
