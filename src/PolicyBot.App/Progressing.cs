using System.Globalization;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App;

/// <summary>How far the sample responses of the running round are.</summary>
public sealed class Progressing(IPolicyModel model, Budgeting budgeting, Writing writing)
{
    /// <summary>Which model answers the workshop.</summary>
    public ModelDescription Describe(Workshop workshop) => model.Describe(workshop.Settings.Sampling);

    /// <summary>The trials of the running round and of redrafts that have no answer yet; one that failed has none.</summary>
    public IReadOnlyList<Trial> Missing(Workshop workshop, IReadOnlyDictionary<string, StoredSample> samples)
    {
        var tag = model.Describe(workshop.Settings.Sampling).Tag;
        return [.. Missing(workshop, TrialPlan.For(workshop).Concat(TrialPlan.OfRedrafts(workshop)), samples).DistinctBy(t => t.Key(tag))];
    }

    private IEnumerable<Trial> Missing(Workshop workshop, IEnumerable<Trial> trials, IReadOnlyDictionary<string, StoredSample> samples)
    {
        var tag = model.Describe(workshop.Settings.Sampling).Tag;
        return trials.Where(t => samples.GetValueOrDefault(t.Key(tag)) is null or { Response.Finish: Finish.Failed });
    }

    /// <summary>What the next sample usually takes; null when none is missing.</summary>
    public Spending? Next(Workshop workshop, IReadOnlyDictionary<string, StoredSample> samples) =>
        Missing(workshop, samples) is [var trial, ..] ? Estimating.Of(trial, budgeting.Rates(workshop, samples)) : null;

    public async Task<RoundFacts> Of(Workshop workshop, RoundFacts facts, IReadOnlyDictionary<string, StoredSample> samples, CancellationToken cancellation)
    {
        var planned = TrialPlan.For(workshop);
        var missing = Missing(workshop, planned, samples).ToList();
        var stopped = await Stopped(workshop, Next(workshop, samples), cancellation);
        return facts with
        {
            TrialsNeeded = planned.Count,
            TrialsDone = planned.Count - missing.Count,
            Answering = missing.Count == 0 ? null : writing.Of(workshop.Id),
            Trouble = stopped ?? Failing(workshop, missing, samples),
        };
    }

    /// <summary>Why the budget does not allow today what is wanted next; null while it does.</summary>
    public async Task<string?> Stopped(Workshop workshop, Spending? next, CancellationToken cancellation) =>
        next is not null && workshop.Settings is { Budget: { } budget } && await budgeting.Today(workshop, cancellation) is var today && budget.Forbids(today, next)
            ? SpendingWords.Stopped(budget, today)
            : null;

    private string? Failing(Workshop workshop, List<Trial> missing, IReadOnlyDictionary<string, StoredSample> samples)
    {
        var tag = model.Describe(workshop.Settings.Sampling).Tag;
        var failed = missing.Select(t => samples.GetValueOrDefault(t.Key(tag))).OfType<StoredSample>().ToList();
        return failed.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture,
            $"{(failed.Count == 1 ? "1 response" : $"{failed.Count} responses")} failed: {failed[0].Response.Note} PolicyBot keeps trying.");
    }
}
