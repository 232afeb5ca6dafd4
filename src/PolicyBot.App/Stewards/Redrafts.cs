using PolicyBot.App.Grains;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Stewards;

/// <summary>Has returned amendments redrafted from what people said about them.</summary>
public sealed class Redrafts(IWorkshopStore store, IPolicyModel model, Budgeting budgeting, IGrainFactory grains)
{
    /// <summary>Those that the budget allows; it asks again for the others.</summary>
    public async Task Run(Workshop workshop, Round round, CancellationToken cancellation)
    {
        foreach (var amendment in Redrafting.Wanted(workshop).Where(a => a.Round == round.Id).ToList())
        {
            if (!await Redraft(workshop, round, amendment, cancellation))
                return;
        }
    }

    /// <returns>False when the budget forbade it.</returns>
    private async Task<bool> Redraft(Workshop workshop, Round round, Amendment amendment, CancellationToken cancellation)
    {
        var remarks = workshop.AsShown(await store.Remarks(workshop.Id, round.Id, cancellation))
            .Where(r => r.Amendment == amendment.Id && r.Words is not null).ToList();
        var reasons = (await store.Reasons(workshop.Id, round.Id, cancellation)).Where(r => r.Amendment == amendment.Id);
        var words = remarks.Select(r => r.Words!).Concat(reasons.Select(r => r.Words)).ToList();
        var offer = new RedraftOffer(null, "There is no wording to redraft in a removal.", [], new Dictionary<int, string>());
        if (amendment.Proposal is not RemoveClause && !await budgeting.Within(workshop, Budgeting.Least, Ask, cancellation))
            return false;
        await grains.GetGrain<IWorkshopGrain>(workshop.Id.Value).Step(
            new TakeRedraft(round.Id, amendment.Id, offer, [.. remarks.Select(r => r.Id)]).AsImmutable<LoopStep>());
        return true;

        async Task Ask()
        {
            offer = await model.Redraft(Request(workshop, amendment, words), cancellation);
            await budgeting.Spend(workshop, (ModelTask.Redraft, offer.Took), workshop.Settings.Sampling, cancellation);
        }
    }

    private static RedraftRequest Request(Workshop workshop, Amendment amendment, IEnumerable<string> words)
    {
        var (before, after) = amendment.Proposal switch
        {
            AddClause add => (null, add.Wording.ToString()),
            ReplaceClause replace => (replace.Base.ToString(), replace.Wording.ToString()),
            RemoveClause remove => (remove.Base.ToString(), ""),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return new RedraftRequest(amendment.Clause, before, after, amendment.Rationale, [.. words.Select((w, i) => new RemarkForRedraft(i + 1, w))])
        {
            Sampling = workshop.Settings.Sampling,
        };
    }
}
