using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Views;

/// <summary>A published round in one card: what was decided, confirmed, objected, and what became of the comments.</summary>
public static class ReportCard
{
    public static Card Of(Shown shown, RoundId id)
    {
        if (shown.Workshop.Find(id) is not { } asked)
            return RoundCard.None(shown.Workshop, id);
        if (asked is not { State: RoundState.Published } round)
            return Card.Of($"{id} has no report yet", new Paragraph("It is published when confirming ends. `round status` shows where the round is."));
        return new Card(
            $"{id} report: {ResultCard.Summary(round)}",
            [
                .. OverruledWords.Of(shown, round).Select(w => new Paragraph(w)),
                new Paragraph(round.Made is { } made ? $"The policy went from {round.Base} to {made}." : $"The policy stays {round.Base}."),
                .. ResultCard.PutIn(shown, round),
                ResultCard.Bars(round),
                .. round.Outcomes.Select(o => new Paragraph($"{o.Amendment} {Speaking.Word(o.Result)}: {o.Why}")),
                .. Meant(round), .. RegressionWords.Flagged(RegressionWords.Of(shown, round)), Took(shown, round), .. AcrossGroups.Short(round), .. Comments(round), .. ThemeWords.Short(shown, round), .. Dissents(shown, round), .. Missing(round),
                Speaking.ToReport(shown, id),
            ],
            []).Fit();
    }

    private static IEnumerable<Block> Meant(Round round) => round.Fidelities.IsEmpty
        ? []
        : [FidelityWords.Bars(round, round.Fidelities.Where(f => f.Known || round.Fidelities.Count <= 6).Take(6)), .. FidelityWords.NotFollowed(round)];

    private static Paragraph Took(Shown shown, Round round)
    {
        var facts = shown.Of(round.Id);
        var voters = Outcomes.ElectorateSize(round.Rule) is { } size ? $"{facts.Voters} of {Speaking.People(size)}" : Speaking.People(facts.Voters);
        var answers = facts.Confirmations.GroupBy(c => c.Amendment).OrderBy(g => g.Key.Number).Select(g => $"{g.Sum(c => c.People)} about {g.Key}").ToList();
        var confirmed = answers.Count == 0 ? "" : $" Answers to “is this what you meant?”: {string.Join(", ", answers)}.";
        var byHand = round.ClosedBy == ClosedBy.Hand ? " Voting was ended by hand." : "";
        return new($"{voters} voted.{confirmed}{byHand}");
    }

    private static IEnumerable<Block> Comments(Round round)
    {
        if (round.Dispositions.IsEmpty)
            return [];
        var answered = round.Dispositions.Count(d => d.Answered);
        return [new Paragraph($"{Speaking.Many(round.Dispositions.Count, "comment", "comments")}: {answered} answered by a new wording, {round.Dispositions.Count - answered} not. `mine` says what became of yours and why.")];
    }

    private static IEnumerable<Block> Dissents(Shown shown, Round round)
    {
        var dissents = shown.Of(round.Id).Remarks.Where(r => r is { Kind: RemarkKind.Dissent, Withdrawn: false }).ToList();
        return dissents.Count == 0
            ? []
            : [new Subtitle("Dissent, in its own words"), .. dissents.Select(d => d.Words is { } words
                ? new Quote($"{Speaking.Writer(shown, round, d.Voter)} on {d.Amendment}", words)
                : (Block)ReportSheet.Gone(shown, round, d))];
    }

    private static IEnumerable<Block> Missing(Round round) => round.Missing.IsEmpty
        ? [new Paragraph("No evidence is missing.")]
        : [new Subtitle("Missing evidence"), .. round.Missing.Select(m => new Paragraph(m))];
}
