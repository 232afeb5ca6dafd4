using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Consensus;

/// <summary>How far groups agree on one statement, across what divides them. A group is its counts; pass counts as seen.</summary>
public static class GroupConsensus
{
    /// <summary>Polis's group-informed consensus, 0–1: Π (agree + 1) ÷ (seen + 2) over the groups (Small et al., 2021).</summary>
    public static double Plain(IEnumerable<Count> groups) => groups.Aggregate(1.0, (product, g) => product * (g.Agree + 1) / (g.Total + 2));

    /// <summary>The same with the sure share of each group (Wilson's lower bound), 0–1: for ranking, as thin data can't fake it.</summary>
    public static double Sure(IEnumerable<Count> groups) => groups.Aggregate(1.0, (product, g) => product * Wilson.Of(g.Agree, g.Total).Lower);

    /// <summary>How far the groups are surely apart, 0–1: from the upper bound of the group that agrees least to the lower bound of the
    /// one that agrees most, 0 where they overlap. Pass is not counted.</summary>
    public static double Divide(IEnumerable<Count> groups)
    {
        var shares = groups.Select(g => Wilson.Of(g.Agree, g.Decided)).ToList();
        return shares.Count == 0 ? 0 : Math.Max(0, shares.Max(s => s.Lower) - shares.Min(s => s.Upper));
    }
}
