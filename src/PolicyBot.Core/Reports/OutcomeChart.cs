using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Reports;

/// <summary>The outcomes of a round as bars.</summary>
public static class OutcomeChart
{
    /// <summary>One row for each outcome, in the round's order; none before the close, so that hidden counts stay hidden.</summary>
    public static Chart Of(Workshop workshop, Round round) => new(
        round.ClosedAt is null ? $"{round.Id} has no result yet" : $"How {round.Id} was voted on",
        ["Agree", "Disagree", "Pass"],
        [.. round.Outcomes.Select(o => Row(workshop, o))]);

    private static ChartRow Row(Workshop workshop, Outcome outcome)
    {
        var result = outcome.Result.ToString().ToLowerInvariant();
        var what = workshop.Find(outcome.Amendment) is { } amendment ? Titles.Of(amendment, 200) : "";
        var count = outcome.Tally.Count;
        return new ChartRow(
            Cut.Line($"{outcome.Amendment} {result} · {what}", 40),
            [count.Agree, count.Disagree, count.Pass],
            $"{outcome.Amendment} ({Cut.Line(what, 120)}) was {result}: {count.Agree} agree, {count.Disagree} disagree, {count.Pass} pass. {outcome.Why}");
    }
}
