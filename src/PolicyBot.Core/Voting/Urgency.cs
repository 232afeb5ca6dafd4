using System.Collections.Immutable;
using PolicyBot.Core.Consensus;
using PolicyBot.Core.Rounds;

namespace PolicyBot.Core.Voting;

/// <summary>Which amendments people should see next: the larger the number, the sooner.</summary>
public static class Urgency
{
    /// <summary>For hidden rounds: what was seen least comes first, and how people voted has no influence.</summary>
    public static ImmutableDictionary<AmendmentId, double> BySeen(IEnumerable<Tally> counts) =>
        counts.ToImmutableDictionary(c => c.Amendment, c => (double)-c.Count.Total);

    /// <summary>For rounds whose counts show: by <see cref="Priority"/>.</summary>
    /// <param name="valid">The round's present ballots on the texts that are voted on.</param>
    public static ImmutableDictionary<AmendmentId, double> ByPriority(Round round, IEnumerable<SealedBallot> valid)
    {
        var (votes, _) = VoteMatrix.Of(valid, round.Amendments);
        var everybody = Enumerable.Range(0, votes.People).ToArray();
        var axes = Axes.Of(votes);
        return round.Amendments.Index().ToImmutableDictionary(
            a => a.Item, a => Priority.Of(votes.Count(a.Index, everybody), axes.OfStatement(a.Index).Length));
    }
}
