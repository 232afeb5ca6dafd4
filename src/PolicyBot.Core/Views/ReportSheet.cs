using System.Collections.Immutable;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Views;

/// <summary>The report of a published round as a web page.</summary>
public static class ReportSheet
{
    /// <summary>All sections in reading order; none before the round is published.</summary>
    public static ImmutableList<Section> Of(Shown shown, Round round) => round.State != RoundState.Published
        ? []
        :
        [
            new("decided", "What was decided", [new Paragraph(Became(round)), new Paragraph(ResultCard.How(round)), ResultCard.Bars(round), Whys(shown, round)]),
            .. Changes(shown, round),
            new("meant", "Is it what people meant?", Meant(round)),
            new("behaviour", "How behaviour changed", RegressionWords.Section(shown, round)),
            new("dissent", "Dissent, in its own words", Dissents(shown, round)),
            new("comments", "What became of every comment", Comments(shown, round)),
            new("missing", "What was missing", [.. Missing(round)]),
            new("part", "Who took part", [Turnout(shown, round), .. Dropped(round)]),
            RoundSheet.Rule(shown, round),
            new("check", "How to check it", [.. Checks(shown, round)]),
        ];

    private static string Became(Round round) =>
        $"{ResultCard.Summary(round)}. {(round.Made is { } made ? $"The policy went from {round.Base} to {made}." : $"The policy stays {round.Base}.")}";

    private static Facts Whys(Shown shown, Round round) =>
        new([.. round.Outcomes.Select(o => new Fact(Titles.Of(shown.Workshop, o.Amendment, 100), $"{o.Result}. {o.Why}"))]);

    /// <summary>Each adopted change with the responses before and after it, those of its own scenarios first.</summary>
    private static IEnumerable<Section> Changes(Shown shown, Round round)
    {
        if (round.Made is not { } made || shown.Workshop.Find(round.Base) is not { } before || shown.Workshop.Find(made) is not { } after)
            yield break;
        foreach (var amendment in Confirming.Asked(shown.Workshop, round))
            yield return new Section(amendment.Id.ToString(), $"{amendment.Id}: before and after",
            [
                .. AmendmentCard.Change(shown, amendment),
                .. amendment.Scenarios.Select(s => shown.Workshop.Find(s)).OfType<Scenario>().SelectMany(s => Compared.Of(shown, (before, after), s).All(s)),
            ]);
        var aimed = Confirming.Asked(shown.Workshop, round).SelectMany(a => a.Scenarios).ToHashSet();
        var aside = shown.Workshop.Scenarios.Values.Where(s => !s.Retired && !aimed.Contains(s.Id))
            .Select(s => (Scenario: s, Pair: Compared.Of(shown, (before, after), s))).Where(c => c.Pair.Differ).ToList();
        if (aside.Count > 0)
            yield return new Section("aside", "Responses that changed though nothing aimed at them", [.. aside.SelectMany(c => c.Pair.All(c.Scenario))]);
    }

    private static ImmutableList<Block> Meant(Round round) => round.Fidelities.IsEmpty
        ? [new Paragraph("No change of wording was adopted, so nobody was asked.")]
        : [FidelityWords.Bars(round), .. FidelityWords.NotFollowed(round)];

    private static ImmutableList<Block> Dissents(Shown shown, Round round)
    {
        var dissents = shown.Of(round.Id).Remarks.Where(r => r is { Kind: RemarkKind.Dissent, Withdrawn: false, Words: not null }).ToList();
        return dissents.Count == 0
            ? [new Paragraph("Nobody filed a dissent.")]
            : [.. dissents.Select(d => new Quote($"{RoundSheet.By(shown, round, d)}, on {d.Amendment}", d.Words!))];
    }

    private static ImmutableList<Block> Comments(Shown shown, Round round)
    {
        var remarks = shown.Of(round.Id).Remarks.Where(r => !r.Withdrawn).ToDictionary(r => r.Id);
        return round.Dispositions.IsEmpty
            ? [new Paragraph("There were no comments.")]
            : [.. round.Dispositions.SelectMany(d => new Block[] { Comment(shown, round, (d, remarks.GetValueOrDefault(d.Remark))), new Paragraph($"{(d.Answered ? "Taken up" : "Not taken up")}: {d.Why}") })];
    }

    private static Block Comment(Shown shown, Round round, (Disposition Disposition, Remark? Remark) of) => of.Remark is { Words: { } words } remark
        ? new Quote($"{RoundSheet.By(shown, round, remark)}, on {of.Disposition.Amendment}", words)
        : new Paragraph($"A comment on {of.Disposition.Amendment} that its author took back.");

    private static IEnumerable<Block> Missing(Round round) =>
        round.Missing.IsEmpty ? [new Paragraph("No evidence is missing.")] : round.Missing.Select(m => new Paragraph(m));

    private static Paragraph Turnout(Shown shown, Round round)
    {
        var voters = shown.Of(round.Id).Voters;
        return new(Outcomes.ElectorateSize(round.Rule) is { } size
            ? $"{voters} of {Speaking.People(size)} who may vote did."
            : $"{Speaking.People(voters)} voted; how many could have is not known, because everybody in the linked channels may.");
    }

    /// <summary>How many of those who backed a change were still there to say whether it came out as they meant.</summary>
    private static IEnumerable<Block> Dropped(Round round) => round.Fidelities.Select(f =>
    {
        var backers = round.Outcomes.FirstOrDefault(o => o.Amendment == f.Amendment)?.Tally.Count.Agree ?? 0;
        var answered = f.Answers + f.ChangedMind;
        return new Paragraph($"{f.Amendment}: {answered} of the {Speaking.People(backers)} who agreed also said whether it is what they meant; {Math.Max(0, backers - answered)} did not answer.");
    });

    private static IEnumerable<Block> Checks(Shown shown, Round round)
    {
        yield return new Paragraph("The whole workshop can be exported, and `policybot verify FILE` recomputes every outcome and the log's chain from that file alone.");
        yield return new Facts(
        [
            .. shown.Of(round.Id).LogHead is { } head ? [new Fact("Log head at the close", head)] : Array.Empty<Fact>(),
            .. round.BallotDigest is { } digest ? [new Fact("Digest of the sealed ballots", digest)] : Array.Empty<Fact>(),
        ]);
    }
}
