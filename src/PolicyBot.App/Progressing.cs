using System.Globalization;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App;

/// <summary>How far the sample responses of the running round are.</summary>
public sealed class Progressing(IPolicyModel model, Budgeting budgeting, Writing writing)
{
    /// <summary>Which model answers the workshop.</summary>
    public ModelDescription Describe(Workshop workshop) => model.Describe(workshop.Settings.Sampling);

    /// <summary>The trials of the running round that have no answer yet; one that failed has none.</summary>
    public IReadOnlyList<Trial> Missing(Workshop workshop, IReadOnlyDictionary<string, StoredSample> samples)
    {
        var tag = model.Describe(workshop.Settings.Sampling).Tag;
        return [.. TrialPlan.For(workshop).Where(t => samples.GetValueOrDefault(t.Key(tag)) is null or { Response.Finish: Finish.Failed })];
    }

    public async Task<RoundFacts> Of(Workshop workshop, RoundFacts facts, IReadOnlyDictionary<string, StoredSample> samples, CancellationToken cancellation)
    {
        var missing = Missing(workshop, samples);
        var needed = TrialPlan.For(workshop).Count;
        var stopped = await Stopped(workshop, samples, cancellation);
        return facts with
        {
            TrialsNeeded = needed,
            TrialsDone = needed - missing.Count,
            Answering = missing.Count == 0 ? null : writing.Of(workshop.Id),
            Trouble = stopped ?? Failing(workshop, missing, samples),
        };
    }

    /// <summary>Why the budget allows nothing more of what the running round wants today; null while it does.</summary>
    public async Task<string?> Stopped(Workshop workshop, IReadOnlyDictionary<string, StoredSample> samples, CancellationToken cancellation)
    {
        if (workshop.Settings is not { Budget: { } budget })
            return null;
        Spending? next = Missing(workshop, samples) is [var trial, ..] ? Estimating.Of(trial, budgeting.Most(workshop))
            : Redrafting.Wanted(workshop).Any(a => a.Round == workshop.Running?.Id) ? Budgeting.Least : null;
        return next is not null && await budgeting.Today(workshop, cancellation) is var today && budget.Forbids(today, next)
            ? SpendingWords.Stopped(budget, today, next)
            : null;
    }

    private string? Failing(Workshop workshop, IReadOnlyList<Trial> missing, IReadOnlyDictionary<string, StoredSample> samples)
    {
        var tag = model.Describe(workshop.Settings.Sampling).Tag;
        var failed = missing.Select(t => samples.GetValueOrDefault(t.Key(tag))).OfType<StoredSample>().ToList();
        return failed.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture,
            $"{(failed.Count == 1 ? "1 response" : $"{failed.Count} responses")} failed: {failed[0].Response.Note} PolicyBot keeps trying.");
    }
}
