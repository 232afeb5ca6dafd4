using System.Collections.Immutable;

namespace PolicyBot.Core.Consensus;

/// <summary>Schulze's method with winning votes and widest paths (M. Schulze, A new monotonic, clone-independent, reversal symmetric,
/// and Condorcet-consistent single-winner election method, Social Choice and Welfare 36, 2011). Candidates are numbered from 0.</summary>
public static class Schulze
{
    /// <summary>How many people prefer the row's candidate to the column's.</summary>
    /// <param name="orders">One for each person, the most wanted first; who is in none of it comes last, together with the others left out.</param>
    public static int[,] Preferences(int candidates, IEnumerable<IReadOnlyList<int>> orders)
    {
        var preferred = new int[candidates, candidates];
        foreach (var order in orders)
        {
            var place = Enumerable.Repeat(int.MaxValue, candidates).ToArray();
            foreach (var (at, candidate) in order.Index())
                place[candidate] = at;
            for (var i = 0; i < candidates; i++)
                for (var j = 0; j < candidates; j++)
                    preferred[i, j] += place[i] < place[j] ? 1 : 0;
        }

        return preferred;
    }

    /// <summary>The strength of the widest path from the row's candidate to the column's: a path is as wide as its narrowest link, and a
    /// link is as wide as the number of people in favour where they are the majority.</summary>
    public static int[,] WidestPaths(int[,] preferred)
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

    /// <summary>Candidates from the winner on; those in one place are tied. Takes off, again and again, all whom nobody left beats.</summary>
    public static ImmutableList<ImmutableList<int>> Places(int[,] preferred)
    {
        var paths = WidestPaths(preferred);
        var places = ImmutableList.CreateBuilder<ImmutableList<int>>();
        var left = Enumerable.Range(0, preferred.GetLength(0)).ToList();
        while (left.Count > 0)
        {
            ImmutableList<int> unbeaten = [.. left.Where(i => left.All(j => paths[j, i] <= paths[i, j]))];
            places.Add(unbeaten);
            left.RemoveAll(unbeaten.Contains);
        }

        return places.ToImmutable();
    }
}
