using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;

namespace PolicyBot.Core.Views;

/// <summary>All public posts that each linked place must show.</summary>
public static class Posts
{
    /// <summary>
    /// From present state alone, oldest round first, each key once: <c>round:R1</c>, <c>amendment:A3</c> from the opening,
    /// <c>result:R1</c> from the close, <c>redraft:A5</c> from the redraft, <c>confirm:A3</c> from confirming, <c>report:R1</c> from the publication.
    /// Before the close of a hidden round only the round's card depends on ballots, and only on how many people voted.
    /// </summary>
    public static IReadOnlyList<(string Key, Card Card)> Wanted(Shown shown) =>
        [.. shown.Workshop.Rounds.SelectMany(r => Of(shown, r)).DistinctBy(p => p.Key)];

    private static IEnumerable<(string Key, Card Card)> Of(Shown shown, Round round)
    {
        yield return ($"round:{round.Id}", RoundCard.Of(shown, round.Id));
        if (round.OpenedAt is not null)
            foreach (var id in round.Amendments)
                yield return ($"amendment:{id}", AmendmentCard.Of(shown, id));
        if (round.ClosedAt is null)
            yield break;
        yield return ($"result:{round.Id}", ResultCard.Of(shown, round.Id));
        foreach (var redraft in shown.Workshop.Amendments.Values.Where(a => IsRedraft(shown, round, a)))
            yield return ($"redraft:{redraft.Id}", RedraftCard.Of(shown, redraft.Id));
        if (round.ConfirmingUntil is not null)
            foreach (var amendment in Confirming.Asked(shown.Workshop, round))
                yield return ($"confirm:{amendment.Id}", ConfirmationCard.Of(shown, amendment.Id));
        if (round.State == RoundState.Published)
            yield return ($"report:{round.Id}", ReportCard.Of(shown, round.Id));
    }

    /// <summary>A redraft of what the round returned; those of older logs only while a facilitator may put them in.</summary>
    private static bool IsRedraft(Shown shown, Round round, Amendment amendment) =>
        amendment.Follows is { } earlier && round.Amendments.Contains(earlier)
        && (amendment.Redraft is not null || shown.Workshop.AwaitingFacilitator.Contains(amendment.Id));
}
