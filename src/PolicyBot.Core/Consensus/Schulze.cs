using System.Collections.Immutable;

namespace PolicyBot.Core.Consensus;

/// <summary>A ballot that ranks, and how many people cast it: tiers of candidates, the most wanted first; who is in no tier comes last.</summary>
public sealed record Ranking<T>(ImmutableList<ImmutableList<T>> Tiers, int People);

/// <summary>The result of an election by rankings.</summary>
/// <param name="Preferred">How many people prefer the row's candidate to the column's.</param>
/// <param name="Paths">The strength of the widest path from the row's candidate to the column's.</param>
/// <param name="Places">Candidates from the winner on; those in one place are tied.</param>
public sealed record RankedResult<T>(ImmutableList<T> Candidates, int[,] Preferred, int[,] Paths, ImmutableList<ImmutableList<T>> Places);

/// <summary>Schulze's method with winning votes and widest paths (M. Schulze, A new monotonic, clone-independent, reversal symmetric,
/// and Condorcet-consistent single-winner election method, Social Choice and Welfare 36, 2011).</summary>
public static class Schulze
{
    public static RankedResult<T> Of<T>(ImmutableList<T> candidates, IEnumerable<Ranking<T>> rankings)
        where T : notnull
    {
        var preferred = Preferences(candidates, rankings);
        var paths = WidestPaths(preferred);
        return new RankedResult<T>(candidates, preferred, paths, Places(candidates, paths));
    }

    private static int[,] Preferences<T>(ImmutableList<T> candidates, IEnumerable<Ranking<T>> rankings)
        where T : notnull
    {
        var preferred = new int[candidates.Count, candidates.Count];
        foreach (var ranking in rankings)
        {
            var tier = ranking.Tiers.Index().SelectMany(t => t.Item.Select(c => (Candidate: c, t.Index))).ToDictionary(c => c.Candidate, c => c.Index);
            for (var i = 0; i < candidates.Count; i++)
                for (var j = 0; j < candidates.Count; j++)
                    if (tier.GetValueOrDefault(candidates[i], int.MaxValue) < tier.GetValueOrDefault(candidates[j], int.MaxValue))
                        preferred[i, j] += ranking.People;
        }

        return preferred;
    }

    private static int[,] WidestPaths(int[,] preferred)
    {
        var n = preferred.GetLength(0);
        var paths = new int[n, n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                paths[i, j] = preferred[i, j] > preferred[j, i] ? preferred[i, j] : 0;
        for (var through = 0; through < n; through++)
            for (var i = 0; i < n; i++)
                for (var j = 0; j < n; j++)
                    if (i != j)
                        paths[i, j] = Math.Max(paths[i, j], Math.Min(paths[i, through], paths[through, j]));
        return paths;
    }

    /// <summary>Takes off, again and again, all whom nobody left beats.</summary>
    private static ImmutableList<ImmutableList<T>> Places<T>(ImmutableList<T> candidates, int[,] paths)
    {
        var places = ImmutableList.CreateBuilder<ImmutableList<T>>();
        var left = Enumerable.Range(0, candidates.Count).ToList();
        while (left.Count > 0)
        {
            var unbeaten = left.Where(i => left.All(j => paths[j, i] <= paths[i, j])).ToList();
            places.Add([.. unbeaten.Select(i => candidates[i])]);
            left.RemoveAll(unbeaten.Contains);
        }

        return places.ToImmutable();
    }
}
