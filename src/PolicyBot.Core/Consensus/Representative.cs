using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Consensus;

/// <summary>How typical a vote on a statement is of a group (Small et al., 2021).</summary>
/// <param name="Share">pa, the smoothed share of the group that voted so, 0–1.</param>
/// <param name="Ratio">ra, that share ÷ the same share outside the group.</param>
/// <param name="RatioTest">rat, the z of that difference.</param>
/// <param name="ShareTest">pat, the z of the share against one half.</param>
public readonly record struct Typical(double Share, double Ratio, double RatioTest, double ShareTest)
{
    /// <summary>The 90 % quantile of the standard normal distribution.</summary>
    private const double Sure = 1.2816;

    public bool Holds => RatioTest > Sure && ShareTest > Sure;

    /// <summary>By this the statements of a group are ordered.</summary>
    public double Weight => Ratio * RatioTest * Share * ShareTest;
}

/// <summary>One of the votes that a group is known by.</summary>
public readonly record struct Representative(AmendmentId Amendment, bool Agrees, Typical Typical)
{
    /// <summary>At most so many for a group.</summary>
    public const int Most = 5;

    /// <summary>The votes that tell a group from everybody else, agreements first; none when nothing surely does.</summary>
    /// <param name="statements">The counts of each statement inside the group and outside it.</param>
    public static IReadOnlyList<Representative> Of(IEnumerable<(AmendmentId Amendment, Count Inside, Count Outside)> statements) =>
    [
        .. statements.SelectMany(s => new[]
            {
                new Representative(s.Amendment, true, Measure((s.Inside.Agree, s.Inside.Total), (s.Outside.Agree, s.Outside.Total))),
                new Representative(s.Amendment, false, Measure((s.Inside.Disagree, s.Inside.Total), (s.Outside.Disagree, s.Outside.Total))),
            })
            .Where(r => r.Typical.Holds).OrderByDescending(r => r.Typical.Weight).Take(Most)
            .OrderByDescending(r => r.Agrees).ThenByDescending(r => r.Typical.Weight),
    ];

    /// <summary>Measures one kind of vote: how many voted so of how many who saw the statement, inside the group and outside.</summary>
    public static Typical Measure((int Votes, int Seen) inside, (int Votes, int Seen) outside)
    {
        var share = (inside.Votes + 1.0) / (inside.Seen + 2.0);
        var elsewhere = (outside.Votes + 1.0) / (outside.Seen + 2.0);
        return new Typical(share, share / elsewhere, Compared(inside, outside), CommonGround.AgainstHalf(inside.Votes, inside.Seen));
    }

    /// <summary>The two-proportion z with 1 added to all four counts; 0 where the pooled share is 1.</summary>
    private static double Compared((int Votes, int Seen) inside, (int Votes, int Seen) outside)
    {
        var (votes, seen) = (inside.Votes + 1.0, inside.Seen + 1.0);
        var (otherVotes, otherSeen) = (outside.Votes + 1.0, outside.Seen + 1.0);
        var pooled = (votes + otherVotes) / (seen + otherSeen);
        return pooled >= 1
            ? 0
            : ((votes / seen) - (otherVotes / otherSeen)) / Math.Sqrt(pooled * (1 - pooled) * ((1 / seen) + (1 / otherSeen)));
    }
}
