using System.Collections.Immutable;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Views;

/// <summary>A round as a web page: where it is, its rule, and every amendment with all that may be shown of it.</summary>
public static class RoundSheet
{
    /// <summary>One line for a list of rounds: <c>Published · 2 adopted, 1 returned</c>.</summary>
    public static string Line(Round round) =>
        round.Outcomes.IsEmpty ? RoundCard.Title(round) : $"{RoundCard.Title(round)} · {ResultCard.Summary(round)}";

    /// <summary>Where the round is now, and how it was decided once voting has ended.</summary>
    public static ImmutableList<Block> Now(Shown shown, Round round) =>
    [
        .. round.State == RoundState.Closed ? RoundCard.StillRunning(shown.Of(round.Id)) : RoundCard.Now(shown, round),
        .. round is { OpenedAt: not null, Ended: false, ShowsCounts: false }
            ? [new Paragraph("Votes, comments and reasons show here when voting has ended. Until then nobody sees them, facilitators included.")]
            : Array.Empty<Block>(),
        .. round.ClosedAt is { } closed ? [new Paragraph(ResultCard.How(round)), Speaking.At(shown, "Voting ended", closed)] : Array.Empty<Block>(),
    ];

    /// <summary>The frozen rule, a sentence a block.</summary>
    public static Section Rule(Shown shown, Round round) =>
        new("rule", "The rule", [.. RuleWords.Of(round.Rule, shown.Names).Select(s => new Paragraph(s))]);

    /// <summary>One section for each amendment, in the round's order. Of a hidden round it shows nothing that depends on a ballot before the close.</summary>
    public static ImmutableList<Section> Amendments(Shown shown, Round round) =>
        [.. round.Amendments.Select(a => shown.Workshop.Find(a)).OfType<Amendment>().Select(a => Of(shown, round, a))];

    private static Section Of(Shown shown, Round round, Amendment amendment)
    {
        var outcome = round.Outcomes.FirstOrDefault(o => o.Amendment == amendment.Id);
        return new Section(
            amendment.Id.ToString(),
            Titles.Of(shown.Workshop, amendment.Id, 100),
            [
                .. outcome is null ? Array.Empty<Block>() : Decided(outcome),
                .. AmendmentCard.Change(shown, amendment),
                .. amendment.Scenarios.Select(s => shown.Workshop.Find(s)).OfType<Scenario>().SelectMany(s => Responses(shown, round, (amendment, s))),
                .. round.ShowsCounts && outcome is null ? [SoFar(shown, round, amendment.Id)] : Array.Empty<Block>(),
                .. round.ShowsCounts ? Said(shown, round, amendment.Id) : [],
            ])
        {
            State = outcome is null ? null : Speaking.Word(outcome.Result),
        };
    }

    private static Block[] Decided(Outcome outcome) =>
        [new Paragraph(outcome.Why), Speaking.Counts("Votes", [(outcome.Amendment.ToString(), outcome.Tally.Count, Speaking.Word(outcome.Result))])];

    private static Bars SoFar(Shown shown, Round round, AmendmentId id) => Speaking.Counts(
        "Votes so far", [(id.ToString(), shown.Of(round.Id).Counts.FirstOrDefault(c => c.Amendment == id)?.Count ?? Count.None, null)]);

    /// <summary>What was said before the user's last words, then every sample: today, with the amendment, and under what the round made.</summary>
    private static IEnumerable<Block> Responses(Shown shown, Round round, (Amendment Amendment, Scenario Scenario) of)
    {
        var (amendment, scenario) = of;
        if (scenario.Background is { } background)
            yield return new Paragraph($"{scenario.Id}, background: {background}");
        foreach (var turn in scenario.Turns.SkipLast(1))
            yield return new Quote(turn.Speaker.ToString(), turn.Words.ToString());
        var pair = Compared.Of(shown, amendment, scenario);
        var made = round.Made is { } number && !Blinding.Hides(round) ? shown.Workshop.Find(number) : null;
        var after = made is null ? [] : shown.Evidence.Of(scenario.Id, made.Policy.Fingerprint);
        foreach (var i in Enumerable.Range(0, Math.Max(1, Math.Max(pair.One.Count, pair.Other.Count))))
            yield return new Responses($"{scenario.Id} · {Titles.Of(scenario)}", Speaking.Asked(scenario),
            [
                Speaking.Answer(pair.OneLabel, pair.One, i), Speaking.Answer(pair.OtherLabel, pair.Other, i),
                .. made is null ? Array.Empty<Answer>() : [Speaking.Answer($"After the round ({made.Number})", after, i)],
            ]);
        if (pair.Same)
            yield return new Paragraph($"With {amendment.Id} the response to {scenario.Id} stays the same.");
    }

    private static IEnumerable<Block> Said(Shown shown, Round round, AmendmentId id)
    {
        var facts = shown.Of(round.Id);
        var comments = facts.Remarks.Where(r => r is { Kind: RemarkKind.Comment, Withdrawn: false, Words: not null } && r.Amendment == id).ToList();
        var reasons = facts.Reasons.Where(r => r.Amendment == id).ToList();
        if (comments.Count > 0)
            yield return new Subtitle("Comments");
        var became = round.Became();
        foreach (var comment in comments)
        {
            yield return new Quote(By(shown, round, comment), comment.Words!) { Anchor = Speaking.AnchorOf(comment) };
            if (became.GetValueOrDefault(comment.Id) is { } told)
                yield return new Paragraph(Became(told));
        }

        if (reasons.Count > 0)
            yield return new Subtitle("Reasons given with votes");
        foreach (var (_, vote, words) in reasons)
            yield return new Quote($"with {vote.ToString().ToLowerInvariant()}", words);
    }

    /// <summary>What became of a comment, in one line.</summary>
    internal static string Became(Disposition disposition) => $"{(disposition.Answered ? "Taken up" : "Not taken up")}: {disposition.Why}";

    /// <summary>Whose remark it is and what it is about: <c>Ben, on the response to S2</c>.</summary>
    internal static string By(Shown shown, Round round, Remark remark) =>
        $"{Speaking.Writer(shown, round, remark.Voter)}{(remark.Scenario is { } scenario ? $", on the response to {scenario}" : "")}";
}
