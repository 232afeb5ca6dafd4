using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Stewards;

/// <summary>Has a model group the comments of a closed round; advice like the judge's, and left out when it fails.</summary>
public sealed class Theming(IWorkshopStore store, IPolicyModel model, Budgeting budgeting)
{
    public async Task Run(Workshop workshop, Round round, CancellationToken cancellation)
    {
        if (round.State is not (RoundState.Closed or RoundState.Confirming))
            return;
        var there = (await store.Themes(workshop.Id, round.Id, cancellation)).Select(t => t.Amendment).ToHashSet();
        var remarks = workshop.AsShown(await store.Remarks(workshop.Id, round.Id, cancellation)).Where(r => r is { Kind: RemarkKind.Comment, Withdrawn: false, Words: not null });
        foreach (var comments in remarks.GroupBy(r => r.Amendment).Where(g => g.Count() >= Theme.FewestComments && !there.Contains(g.Key)))
            await budgeting.Within(workshop, Budgeting.Least, () => Group(workshop, round, workshop.Find(comments.Key)!, [.. comments]), cancellation);

        async Task Group(Workshop workshop, Round round, Amendment amendment, List<Remark> comments)
        {
            var numbered = comments.Select((c, i) => new RemarkForRedraft(i + 1, c.Words!)).ToList();
            var offer = await model.Themes(new ThemesRequest(WordsOf(amendment), numbered) { Sampling = workshop.Settings.Sampling }, cancellation);
            await budgeting.Spend(workshop, (ModelTask.Themes, offer.Took), workshop.Settings.Sampling, cancellation);
            // One that failed is kept as empty: the same comments would fail again.
            var themes = (offer.Themes ?? []).Select(t => new Theme(t.Title, [.. t.Quotes.Select(q => new ThemeQuote(comments[q.Remark - 1].Id, q.Start, q.Length))]));
            await store.Save(workshop.Id, round.Id, new Themes(amendment.Id, [.. themes], model.Describe(workshop.Settings.Sampling).Model), cancellation);
        }
    }

    private static string WordsOf(Amendment amendment) => amendment.Proposal switch
    {
        AddClause add => add.Wording.ToString(),
        ReplaceClause replace => replace.Wording.ToString(),
        RemoveClause remove => remove.Base.ToString(),
        RatifyVersion ratify => $"{ratify.Version} stays.",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
