using System.Collections.Immutable;
using PolicyBot.Core.Consensus;

namespace PolicyBot.Core.Views;

/// <summary>Stacked horizontal bars: data only.</summary>
/// <param name="Title">What is measured.</param>
/// <param name="Series">Names of the parts in order (<c>Agree, Disagree, Pass</c>).</param>
/// <param name="Rows">One bar each; as many values as there are series, counts ≥ 0.</param>
public sealed record Chart(string Title, ImmutableList<string> Series, ImmutableList<ChartRow> Rows)
{
    /// <summary>What is drawn in place of the bars where pictures are; the rows then say the same in numbers and words.</summary>
    public OpinionMap? Map { get; init; }
}

/// <param name="Label">At most 40 characters.</param>
/// <param name="Values">Counts in the order of the series.</param>
/// <param name="Says">The same in words, for a screen reader.</param>
public sealed record ChartRow(string Label, ImmutableList<int> Values, string Says);

/// <summary>People as spots, the nearer the more alike they voted.</summary>
public sealed record OpinionMap(ImmutableList<MapSpot> Spots, ImmutableList<OpinionGroup> Groups);
