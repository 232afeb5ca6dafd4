using System.Collections.Immutable;
using PolicyBot.Core.Rounds;

namespace PolicyBot.Core.Views;

/// <summary>Turnout over time.</summary>
public static class Arrivals
{
    private const int Steps = 8;

    /// <summary>How many people had voted by the end of each eighth of the voting; empty before the close, and always of an anonymous
    /// round, because when people voted would tell on them.</summary>
    /// <param name="times">One for each person.</param>
    public static ImmutableList<int> Of(Round round, IEnumerable<DateTimeOffset> times)
    {
        if (round is not { Rule.Anonymous: false, OpenedAt: { } from, ClosedAt: { } to })
            return [];
        var all = times.ToList();
        return [.. Enumerable.Range(1, Steps).Select(n => all.Count(t => t <= from + ((to - from) * n / Steps)))];
    }
}
