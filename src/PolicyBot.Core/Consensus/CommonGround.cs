using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Consensus;

/// <summary>What nearly everybody agrees or disagrees with, whatever their group (Small et al., 2021).</summary>
public readonly record struct CommonGround(AmendmentId Amendment, bool Agrees, double Share, double Test)
{
    public const int Most = 5;

    private const double Sure = 1.2816;

    /// <summary>At most 5 of each kind, agreements first, the clearest first.</summary>
    public static IReadOnlyList<CommonGround> Of(IEnumerable<(AmendmentId Amendment, Count Count)> statements)
    {
        var all = statements.ToList();
        return
        [
            .. Clearest(all.Select(s => Measure(s.Amendment, true, (s.Count.Agree, s.Count.Total)))),
            .. Clearest(all.Select(s => Measure(s.Amendment, false, (s.Count.Disagree, s.Count.Total)))),
        ];
    }

    /// <summary>pat: the z of a share against one half, 2√(S+1)·((n+1)÷(S+1) − ½).</summary>
    internal static double AgainstHalf(int votes, int seen) => 2 * Math.Sqrt(seen + 1) * (((votes + 1.0) / (seen + 1)) - 0.5);

    private static CommonGround Measure(AmendmentId amendment, bool agrees, (int Votes, int Seen) of) =>
        new(amendment, agrees, (of.Votes + 1.0) / (of.Seen + 2), AgainstHalf(of.Votes, of.Seen));

    private static IEnumerable<CommonGround> Clearest(IEnumerable<CommonGround> found) =>
        found.Where(c => c.Share > 0.5 && c.Test > Sure).OrderByDescending(c => c.Share * c.Test).Take(Most);
}
