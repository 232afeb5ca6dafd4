using System.Collections.Immutable;

namespace PolicyBot.Core.Consensus;

/// <summary>People divided into opinion groups.</summary>
/// <param name="Of">The group of each person, from 0, the largest first.</param>
/// <param name="Separation">Mean silhouette, −1 to 1.</param>
public sealed record Grouping(ImmutableArray<int> Of, ImmutableArray<Point> Centres, double Separation)
{
    /// <summary>A group of fewer tells about people, not about opinions.</summary>
    public const int SmallestGroup = 5;

    private const int MostBases = 100;
    private const int MostGroups = 5;
    private const int Tries = 10;

    /// <summary>The division into 2 to 5 groups with the best mean silhouette: at most 100 base clusters, then weighted k-means over
    /// them (Small et al., 2021). Null when there is none whose groups all have at least 5 people.</summary>
    /// <param name="places">In any order: it changes nothing.</param>
    public static Grouping? Find(IReadOnlyList<Point> places, ulong seed)
    {
        // Rounded and sorted, so that neither the order of people nor the last bits of a sum decide where they belong.
        var rounded = places.Select(p => p.Rounded(6)).ToList();
        var spots = rounded.CountBy(p => p).Select(p => new Spot(p.Key, p.Value)).OrderBy(s => s.At.X).ThenBy(s => s.At.Y).ToArray();
        var (bases, baseOf) = Bases(spots, seed);
        var best = Enumerable.Range(2, Math.Max(0, Math.Min(MostGroups, 2 + (bases.Length / 12)) - 1))
            .Where(k => k <= bases.Length)
            .Select(k => Clustering.Seeded(bases, k, Tries, seed))
            .Where(c => People(bases, c).All(n => n >= SmallestGroup))
            .Select(c => (Clusters: c, Separation: Silhouette.Mean(bases, c)))
            .Where(c => c.Separation > 0)
            .OrderByDescending(c => c.Separation).FirstOrDefault();
        if (best.Clusters is not { } clusters)
            return null;
        var sizes = People(bases, clusters);
        var order = Enumerable.Range(0, sizes.Length).OrderByDescending(g => sizes[g])
            .ThenBy(g => clusters.Centres[g].X).ThenBy(g => clusters.Centres[g].Y).ToList();
        var groupOf = spots.Index().ToDictionary(s => s.Item.At, s => order.IndexOf(clusters.Of[baseOf[s.Index]]));
        return new Grouping([.. rounded.Select(p => groupOf[p])], [.. order.Select(g => clusters.Centres[g])], best.Separation);
    }

    private static (Spot[] Bases, int[] BaseOf) Bases(Spot[] spots, ulong seed)
    {
        if (spots.Length <= MostBases)
            return (spots, [.. Enumerable.Range(0, spots.Length)]);
        var clusters = Clustering.Seeded(spots, MostBases, 1, seed);
        var people = People(spots, clusters);
        var kept = Enumerable.Range(0, MostBases).Where(b => people[b] > 0).ToList();
        return ([.. kept.Select(b => new Spot(clusters.Centres[b], people[b]))], [.. clusters.Of.Select(b => kept.IndexOf(b))]);
    }

    private static int[] People(Spot[] spots, Clustering clusters)
    {
        var people = new int[clusters.Centres.Length];
        foreach (var (index, spot) in spots.Index())
            people[clusters.Of[index]] += spot.Weight;
        return people;
    }
}
