namespace PolicyBot.Core.Consensus;

/// <summary>A point that stands for <paramref name="Weight"/> people.</summary>
public readonly record struct Spot(Point At, int Weight);

/// <summary>Spots divided among centres (k-means; S. P. Lloyd, Least squares quantization in PCM, 1982).</summary>
/// <param name="Of">The centre of each spot.</param>
/// <param name="Scatter">Weighted sum of squared distances to the centres.</param>
public sealed record Clustering(Point[] Centres, int[] Of, double Scatter)
{
    private const int MostSteps = 100;

    /// <summary>Moves the centres from where they start until nothing changes, at most 100 times; a centre without spots stays where it is.</summary>
    public static Clustering From(Spot[] spots, IEnumerable<Point> start)
    {
        var (centres, of) = (start.ToArray(), new int[spots.Length]);
        for (var step = 0; step < MostSteps; step++)
        {
            var (changed, scatter) = Assign(spots, centres, of);
            if (!changed && step > 0)
                return new Clustering(centres, of, scatter);
            Move(spots, of, centres);
        }

        return new Clustering(centres, of, Assign(spots, centres, of).Scatter);
    }

    /// <summary>Starts from spread-out spots (k-means++, Arthur and Vassilvitskii, 2007), the best of <paramref name="tries"/>.</summary>
    public static Clustering Seeded(Spot[] spots, int centres, int tries, ulong seed)
    {
        var dice = new Dice(seed);
        return Enumerable.Range(0, tries).Select(_ => From(spots, Spread(spots, centres, dice))).MinBy(c => c.Scatter)!;
    }

    private static Point[] Spread(Spot[] spots, int centres, Dice dice)
    {
        var far = Enumerable.Repeat(double.PositiveInfinity, spots.Length).ToArray();
        var chosen = new Point[centres];
        for (var c = 0; c < centres; c++)
        {
            chosen[c] = spots[Draw(spots, c == 0 ? null : far, dice)].At;
            for (var i = 0; i < spots.Length; i++)
                far[i] = Math.Min(far[i], spots[i].At.SquareTo(chosen[c]));
        }

        return chosen;
    }

    private static int Draw(Spot[] spots, double[]? far, Dice dice)
    {
        var total = 0.0;
        for (var i = 0; i < spots.Length; i++)
            total += spots[i].Weight * (far?[i] ?? 1);
        var left = dice.Next() * total;
        for (var i = 0; i < spots.Length - 1; i++)
        {
            left -= spots[i].Weight * (far?[i] ?? 1);
            if (left < 0)
                return i;
        }

        return spots.Length - 1;
    }

    private static (bool Changed, double Scatter) Assign(Spot[] spots, Point[] centres, int[] of)
    {
        var (changed, scatter) = (false, 0.0);
        for (var i = 0; i < of.Length; i++)
        {
            var (nearest, least) = (0, double.PositiveInfinity);
            for (var c = 0; c < centres.Length; c++)
            {
                var square = spots[i].At.SquareTo(centres[c]);
                if (square < least)
                    (nearest, least) = (c, square);
            }

            changed |= of[i] != nearest;
            of[i] = nearest;
            scatter += spots[i].Weight * least;
        }

        return (changed, scatter);
    }

    private static void Move(Spot[] spots, int[] of, Point[] centres)
    {
        var sums = new (double X, double Y, int Weight)[centres.Length];
        for (var i = 0; i < of.Length; i++)
        {
            var (place, weight) = spots[i];
            ref var sum = ref sums[of[i]];
            sum = (sum.X + (place.X * weight), sum.Y + (place.Y * weight), sum.Weight + weight);
        }

        for (var c = 0; c < centres.Length; c++)
            if (sums[c].Weight > 0)
                centres[c] = new Point(sums[c].X / sums[c].Weight, sums[c].Y / sums[c].Weight);
    }

    /// <summary>Numbers that a seed alone decides (splitmix64; Steele, Lea and Flood, 2014).</summary>
    private sealed class Dice(ulong seed)
    {
        private ulong _state = seed;

        /// <summary>At least 0, below 1.</summary>
        public double Next()
        {
            _state += 0x9E3779B97F4A7C15;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return ((z ^ (z >> 31)) >> 11) / (double)(1UL << 53);
        }
    }
}
