namespace PolicyBot.Core.Consensus;

/// <summary>How well a division keeps like with like.</summary>
public static class Silhouette
{
    /// <summary>Mean over people, −1 to 1; above 0 people are nearer to their own cluster than to the next (P. J. Rousseeuw,
    /// Silhouettes, 1987). Somebody alone in a cluster counts 0.</summary>
    public static double Mean(Spot[] spots, Clustering clusters)
    {
        var people = new int[clusters.Centres.Length];
        foreach (var (index, spot) in spots.Index())
            people[clusters.Of[index]] += spot.Weight;
        var (sum, all) = (0.0, 0);
        var distances = new double[people.Length];
        foreach (var (index, spot) in spots.Index())
        {
            Array.Clear(distances);
            for (var j = 0; j < spots.Length; j++)
                distances[clusters.Of[j]] += spots[j].Weight * Math.Sqrt(spot.At.SquareTo(spots[j].At));
            sum += spot.Weight * Of(clusters.Of[index], distances, people);
            all += spot.Weight;
        }

        return all == 0 ? 0 : sum / all;
    }

    private static double Of(int own, double[] distances, int[] people)
    {
        if (people[own] < 2)
            return 0;
        var inside = distances[own] / (people[own] - 1);
        var outside = double.PositiveInfinity;
        for (var c = 0; c < people.Length; c++)
            if (c != own && people[c] > 0)
                outside = Math.Min(outside, distances[c] / people[c]);
        var most = Math.Max(inside, outside);
        return most > 0 && double.IsFinite(outside) ? (outside - inside) / most : 0;
    }
}
