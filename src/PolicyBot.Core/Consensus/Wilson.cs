namespace PolicyBot.Core.Consensus;

/// <summary>An interval of shares, 0–1, lower ≤ upper.</summary>
public readonly record struct Interval(double Lower, double Upper);

/// <summary>What a count says about a share when the sample is small.</summary>
public static class Wilson
{
    /// <summary>The 97.5 % quantile of the standard normal distribution.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>The 95 % score interval of <paramref name="part"/> in <paramref name="all"/>; 0–1 when there is nothing
    /// (E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22, 1927).</summary>
    public static Interval Of(int part, int all)
    {
        if (all <= 0)
            return new Interval(0, 1);
        var share = (double)part / all;
        var scale = 1 + Z * Z / all;
        var centre = share + Z * Z / (2.0 * all);
        var spread = Z * Math.Sqrt(share * (1 - share) / all + Z * Z / (4.0 * all * all));
        // At the ends the formula gives exactly 0 and 1; floating point gives 1e-17 more or less.
        return new Interval(
            part == 0 ? 0 : (centre - spread) / scale,
            part == all ? 1 : (centre + spread) / scale);
    }
}
