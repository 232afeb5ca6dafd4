using System.Collections.Immutable;
using System.Globalization;

namespace PolicyBot.Core.Voting;

/// <summary>Lets rankings choose among rival wordings: at most one that the ranking puts first may be adopted.</summary>
internal static class RankedRivals
{
    /// <param name="outcomes">Each amendment as its own votes against the present clause decide it.</param>
    /// <param name="quorum">People who must have ranked for a ranking to count; null when that is unknown.</param>
    public static ImmutableList<Outcome> Settle(ImmutableList<Outcome> outcomes, ImmutableList<Contest> contests, int? quorum) =>
        contests.Aggregate(outcomes, (all, contest) => Settle(all, contest, quorum));

    private static ImmutableList<Outcome> Settle(ImmutableList<Outcome> outcomes, Contest contest, int? quorum)
    {
        var counts = quorum is { } needed && contest.People >= needed;
        // A ranking that too few gave leaves all of them equal.
        var first = counts ? contest.Places[0] : contest.Rivals;
        var adoptable = outcomes.FindAll(o => o.Result == Result.Adopted && contest.Rivals.Contains(o.Amendment));
        var winner = adoptable.FindAll(o => first.Contains(o.Amendment)) is [var only] ? only : null;
        return outcomes.ConvertAll(o => o == winner || !adoptable.Contains(o) ? o : o with
        {
            Result = Result.Returned,
            Why = $"{Outcomes.Agreed(o)}, but {WhyNot(o.Amendment, contest, (counts, quorum))}.",
        });
    }

    private static string WhyNot(AmendmentId amendment, Contest contest, (bool Counts, int? Quorum) of)
    {
        var first = of.Counts ? contest.Places[0] : contest.Rivals;
        if (!of.Counts)
            return Say($"{(contest.People == 0 ? "nobody" : $"only {Outcomes.People(contest.People)}")} ranked the wordings of {contest.Clause} and the quorum is {of.Quorum}, so the clause stays as it is");
        if (first.Contains(amendment))
            return $"{List(first)} are tied in the ranking of {contest.Clause}, so the clause stays as it is";
        return first is [var winner]
            ? $"{winner} is ranked before it: {Prefer(contest.Prefer(winner, amendment))} {winner}, {Prefer(contest.Prefer(amendment, winner))} {amendment}"
            : $"{List(first)} are ranked before it";
    }

    private static string Prefer(int people) => $"{Outcomes.People(people)} {(people == 1 ? "prefers" : "prefer")}";

    private static string List(ImmutableList<AmendmentId> ids) => ids.Count < 2 ? string.Join("", ids) : $"{string.Join(", ", ids.RemoveAt(ids.Count - 1))} and {ids[^1]}";

    private static string Say(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
