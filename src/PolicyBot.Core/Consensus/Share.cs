using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Consensus;

/// <summary>A share as it may be shown: smoothed, so that 1 of 1 is not everybody, and with what is sure of it.</summary>
/// <param name="Smoothed">0–1, (part + 1) ÷ (all + 2) (Laplace's rule of succession).</param>
/// <param name="Sure">The 95 % interval of <see cref="Wilson"/>.</param>
public readonly record struct Share(double Smoothed, Interval Sure)
{
    /// <summary>The share of <paramref name="part"/> in <paramref name="all"/>, 0 ≤ part ≤ all.</summary>
    public static Share Of(int part, int all) => new((part + 1.0) / (all + 2.0), Wilson.Of(part, all));

    /// <summary>Agree among agree and disagree, which is what the decision rule compares.</summary>
    public static Share OfAgree(Count count) => Of(count.Agree, count.Decided);
}
