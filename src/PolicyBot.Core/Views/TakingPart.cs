using System.Globalization;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Views;

/// <summary>Who took part, when, and who dropped out.</summary>
internal static class TakingPart
{
    public static Section Of(Shown shown, Round round) => new("part", "Who took part",
    [
        new Paragraph(ReportSheet.Voted(shown, round)), .. OverTime(shown, round), .. Dropped(round), .. Odd(round),
    ]);

    private static IEnumerable<Block> OverTime(Shown shown, Round round)
    {
        if (round.Rule.Anonymous)
        {
            yield return new Paragraph("When people voted is not told, because the round was anonymous.");
            yield break;
        }

        var arrived = shown.Of(round.Id).Arrivals;
        if (arrived.IsEmpty || round is not { OpenedAt: { } from, ClosedAt: { } to })
            yield break;
        var step = (to - from) / arrived.Count;
        var zone = shown.Workshop.Settings.TimeZone;
        yield return new Bars(new Chart($"Turnout over time ({zone})", ["People so far"],
        [
            .. arrived.Select((people, i) => (People: people, At: Deadlines.Briefly(from + (step * (i + 1)), zone)))
                .Select(a => new ChartRow(a.At, [a.People], $"{a.At}: {Speaking.People(a.People)} had voted")),
        ]));
        yield return new Paragraph($"Voting ended {Deadlines.Written(to, shown.Workshop.Settings.TimeZone)}.");
    }

    private static IEnumerable<Block> Dropped(Round round)
    {
        if (round.TookPart is not [var all, ..] took)
            yield break;
        yield return new Paragraph(Said(all));
        var groups = took.RemoveAt(0);
        if (!groups.IsEmpty)
            yield return new Bars(new Chart("Who stayed to the end of the ballot", ["Voted on everything", "Stopped before"],
                [.. groups.Select(g => new ChartRow(Cut.Line(g.Group!, 40), [g.Finished, g.Voted - g.Finished], $"{g.Group}: {Said(g)}"))]));
    }

    private static string Said(TookPart part) =>
        $"{part.Finished} of {Speaking.People(part.Voted)} voted on every amendment."
        + (part.Backed > 0 ? $" Of {Speaking.People(part.Backed)} who agreed with something that was adopted, {part.Answered} said whether it is what they meant and {part.Backed - part.Answered} did not." : "");

    private static IEnumerable<Block> Odd(Round round) => round.Opinion is { StraightLiners: > 0 and var people }
        ? [new Paragraph(string.Create(CultureInfo.InvariantCulture, $"{Speaking.People(people)} gave the same vote on everything, at least {Consensus.Conversation.EnoughVotes} times. Their ballots count like all others."))]
        : [];
}
