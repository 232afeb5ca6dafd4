using System.Collections.Immutable;
using System.Globalization;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Consensus;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Views;

/// <summary>The report of a published round as a web page.</summary>
public static class ReportSheet
{
    internal const int MostOutcomes = 12;
    private const int MostChanges = 5;

    /// <summary>All sections in reading order; none before the round is published.</summary>
    public static ImmutableList<Section> Of(Shown shown, Round round) => round.State != RoundState.Published
        ? []
        :
        [
            InShort.Of(shown, round),
            new("decided", "What was decided", [new Paragraph(ResultCard.How(round)), .. Decided(shown, round)]),
            AcrossGroups.Of(shown, round),
            .. NotAdopted(shown, round),
            .. Changes(shown, round),
            new("meant", "Is it what people meant?", Meant(round)),
            new("behaviour", "How behaviour changed", RegressionWords.Section(shown, round)),
            new("dissent", "Dissent, in its own words", [.. Dissents(shown, round)]),
            .. ThemeWords.Sections(shown, round),
            new("comments", "What became of every comment", Comments(shown, round)),
            new("missing", "What was missing", [.. Missing(round)]),
            TakingPart.Of(shown, round),
            ModelSection.Of(shown, round),
            RoundSheet.Rule(shown, round),
            new("check", "How to check it", [.. Checks(shown, round)]),
            .. All(shown, round),
        ];

    /// <summary>The report in words alone.</summary>
    public static string Words(Shown shown, Round round) =>
        PlainText.Of($"{shown.Workshop.Name}: report of round {round.Id.Number}", Of(shown, round));

    /// <summary>A long round's outcomes are listed at the end: here are those with the surest agreement.</summary>
    private static IEnumerable<Block> Decided(Shown shown, Round round)
    {
        if (round.Outcomes.Count <= MostOutcomes)
            return [ResultCard.Bars(round), Whys(shown, round.Outcomes), .. Ranked(round)];
        var surest = round.Outcomes.OrderByDescending(o => Share.OfAgree(o.Tally.Count).Sure.Lower).Take(MostOutcomes).ToImmutableList();
        return [new Paragraph($"These {MostOutcomes} of {round.Outcomes.Count} have the surest agreement; all are at the end of this page."), ResultCard.Bars(round with { Outcomes = surest }), Whys(shown, surest), .. Ranked(round)];
    }

    private static IEnumerable<Block> Ranked(Round round) => (round.Contests ?? []).Select(c => new Paragraph(RankingWords.Of(c)));

    /// <summary>What was proposed and not adopted, in its wording.</summary>
    private static IEnumerable<Section> NotAdopted(Shown shown, Round round)
    {
        var others = round.Outcomes.Where(o => o.Result != Result.Adopted).ToList();
        if (others.Count == 0)
            yield break;
        yield return new Section("others", "What was not adopted",
        [
            .. others.Take(MostOutcomes).Where(o => shown.Workshop.Find(o.Amendment) is not null)
                .SelectMany(o => AmendmentCard.Change(shown, shown.Workshop.Find(o.Amendment)!).Prepend(new Subtitle($"{o.Amendment}, {Speaking.Word(o.Result)}"))),
            .. others.Count > MostOutcomes ? [new Paragraph($"{others.Count - MostOutcomes} more are on the round's page."), Speaking.ToRound(shown, round.Id)] : Array.Empty<Block>(),
        ]);
    }

    private static IEnumerable<Section> All(Shown shown, Round round) => round.Outcomes.Count <= MostOutcomes
        ? []
        : [new("all", $"All {round.Outcomes.Count} outcomes", [Whys(shown, round.Outcomes)])];

    private static Facts Whys(Shown shown, IEnumerable<Outcome> outcomes) =>
        new([.. outcomes.Select(o => new Fact(Titles.Of(shown.Workshop, o.Amendment, 100), $"{o.Result}. {o.Why} {Numbers(o.Tally.Count)}"))]);

    private static string Numbers(Count count)
    {
        var share = Share.OfAgree(count);
        return string.Create(CultureInfo.InvariantCulture, $"Smoothed, as few votes say little: {100 * share.Smoothed:0} % agree (95 % interval {Math.Floor(100 * share.Sure.Lower):0} to {Math.Ceiling(100 * share.Sure.Upper):0} %); {count.Pass} passed.");
    }

    /// <summary>How many voted, of how many who could, in one sentence.</summary>
    internal static string Voted(Shown shown, Round round)
    {
        var voters = shown.Of(round.Id).Voters;
        return Outcomes.ElectorateSize(round.Rule) is { } size
            ? $"{voters} of {Speaking.People(size)} who may vote did."
            : $"{Speaking.People(voters)} voted; how many could have is not known, because everybody in the linked channels may.";
    }

    /// <summary>Each adopted change with the responses before and after it, those of its own scenarios first.</summary>
    private static IEnumerable<Section> Changes(Shown shown, Round round)
    {
        if (round.Made is not { } made || shown.Workshop.Find(round.Base) is not { } before || shown.Workshop.Find(made) is not { } after)
            yield break;
        // Of many, those whose effect can be seen.
        var asked = Confirming.Asked(shown.Workshop, round);
        var told = asked.Count <= MostChanges ? asked : [.. asked.Where(a => a.Scenarios.Any(s => Compared.Of(shown, (before, after), shown.Workshop.Find(s)!).Differ)).Take(MostChanges)];
        foreach (var amendment in told)
            yield return new Section(amendment.Id.ToString(), $"{amendment.Id}: before and after",
            [
                .. AmendmentCard.Change(shown, amendment),
                .. amendment.Scenarios.Select(s => shown.Workshop.Find(s)).OfType<Scenario>().SelectMany(s => Compared.Of(shown, (before, after), s).Blocks(s)),
            ]);
        if (asked.Count > told.Count)
            yield return new Section(
                "more", told.IsEmpty ? $"All {asked.Count} changes" : $"{asked.Count - told.Count} more changes",
                [new Paragraph($"{(told.Count < MostChanges ? "No response to their own scenarios is another than before. " : "")}Their wording and responses are on the round's page."), Speaking.ToRound(shown, round.Id)]);
        var aimed = asked.SelectMany(a => a.Scenarios).ToHashSet();
        var aside = shown.Workshop.Scenarios.Values.Where(s => !s.Retired && !aimed.Contains(s.Id))
            .Select(s => (Scenario: s, Pair: Compared.Of(shown, (before, after), s))).Where(c => c.Pair.Differ).ToList();
        if (aside.Count > 0)
            yield return new Section("aside", "Responses that changed though nothing aimed at them",
            [
                .. aside.Take(MostChanges).SelectMany(c => c.Pair.Blocks(c.Scenario)),
                .. aside.Count > MostChanges ? [new Paragraph($"{aside.Count - MostChanges} more responses changed; they are in the export.")] : Array.Empty<Block>(),
            ]);
    }

    /// <summary>Of many changes those that enough people answered about, the worst first.</summary>
    private static ImmutableList<Block> Meant(Round round)
    {
        if (round.Fidelities.IsEmpty)
            return [new Paragraph("No change of wording was adopted, so nobody was asked.")];
        if (round.Fidelities.Count <= MostOutcomes)
            return [FidelityWords.Bars(round), .. FidelityWords.NotFollowed(round)];
        var known = round.Fidelities.Where(f => f.Known).OrderBy(f => (double)f.Matches / f.Answers).ToList();
        return
        [
            new Paragraph(known.Count == 0
                ? $"None of the {round.Fidelities.Count} changes got the {Fidelity.Enough} answers that are needed, so it is not known."
                : $"{known.Count} of {round.Fidelities.Count} changes got the {Fidelity.Enough} answers that are needed; about the others it is not known."),
            .. known.Count == 0 ? Array.Empty<Block>() : [FidelityWords.Bars(round, known.Take(MostOutcomes))],
            .. FidelityWords.NotFollowed(round),
        ];
    }

    private static IEnumerable<Block> Dissents(Shown shown, Round round)
    {
        var dissents = shown.Of(round.Id).Remarks.Where(r => r is { Kind: RemarkKind.Dissent, Withdrawn: false }).ToList();
        if (dissents.Count == 0)
            yield return new Paragraph("Nobody filed a dissent.");
        foreach (var dissent in dissents)
            yield return dissent.Words is { } words
                ? new Quote($"{RoundSheet.By(shown, round, dissent)}, on {dissent.Amendment}", words)
                : Gone(shown, round, dissent);
        var reasons = shown.Of(round.Id).Reasons.Where(r => r.Vote == Vote.Disagree).ToList();
        if (reasons.Count == 0)
            yield break;
        yield return new Subtitle("Reasons given with votes against");
        foreach (var reason in reasons)
            yield return new Quote($"on {reason.Amendment}", reason.Words);
    }

    private static ImmutableList<Block> Comments(Shown shown, Round round)
    {
        var remarks = shown.Of(round.Id).Remarks.Where(r => !r.Withdrawn).ToDictionary(r => r.Id);
        return round.Dispositions.IsEmpty
            ? [new Paragraph("There were no comments.")]
            // Many comments share what became of them: it is said once, above them.
            : [.. round.Dispositions.GroupBy(d => (d.Answered, d.Why)).SelectMany(g => g.Select(d => Comment(shown, round, (d, remarks.GetValueOrDefault(d.Remark))))
                .Prepend(new Paragraph($"{(g.Key.Answered ? "Taken up" : "Not taken up")}{(g.Count() > 1 ? $" ({g.Count()} comments)" : "")}: {g.Key.Why}")))];
    }

    private static Block Comment(Shown shown, Round round, (Disposition Disposition, Remark? Remark) of) => of.Remark is { Words: { } words } remark
        ? new Quote($"{RoundSheet.By(shown, round, remark)}, on {of.Disposition.Amendment}", words)
        : of.Remark is { } gone ? Gone(shown, round, gone)
        : new Paragraph($"A comment or dissent on {of.Disposition.Amendment} that its author took back.");

    /// <summary>In place of words that are not there: that there were some, and what happened to them. Of an anonymous round it is not
    /// told at whose wish, because the log names who asked to be forgotten.</summary>
    internal static Paragraph Gone(Shown shown, Round round, Remark remark)
    {
        var what = remark.Kind == RemarkKind.Dissent ? "dissent" : "comment";
        return new(
            shown.Workshop.Hidden.TryGetValue(remark.Id, out var why) ? $"A {what} on {remark.Amendment} that a facilitator hid: {why}"
            : round.Rule.Anonymous ? $"A {what} on {remark.Amendment} whose words were erased."
            : $"A {what} on {remark.Amendment} whose words were erased, because its author asked to be forgotten.");
    }

    /// <summary>What is missing for many amendments alike is said once.</summary>
    private static IEnumerable<Block> Missing(Round round) => round.Missing.IsEmpty
        ? [new Paragraph("Everything that was to be run and asked was there.")]
        : round.Missing.Select(m => m.Split(": ", 2)).GroupBy(m => m[^1]).Select(g => new Paragraph(g.First().Length == 1
            ? g.Key
            : $"{string.Join(", ", g.Take(MostOutcomes).Select(m => m[0]))}{(g.Count() > MostOutcomes ? $" and {g.Count() - MostOutcomes} more" : "")}: {g.Key}"));

    private static IEnumerable<Block> Checks(Shown shown, Round round)
    {
        yield return new Paragraph("A facilitator can hand out the whole workshop as a file (`export`), and `policybot verify FILE` recomputes every outcome and the log's chain from that file alone.");
        yield return new Paragraph("The log head stood on the result's card when voting ended: a copy from that day must be the same.");
        yield return new Facts(
        [
            .. shown.Of(round.Id).LogHead is { } head ? [new Fact("Log head at the close", head)] : Array.Empty<Fact>(),
            .. round.BallotDigest is { } digest ? [new Fact("Digest of the sealed ballots", digest)] : Array.Empty<Fact>(),
        ]);
    }
}
