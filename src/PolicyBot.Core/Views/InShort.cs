using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Views;

/// <summary>The report's first page: the four things that everybody asks.</summary>
internal static class InShort
{
    private const int Named = 5;
    private const int Worded = 3;
    private const int Contested = 3;
    private const int Heard = 2;

    public static Section Of(Shown shown, Round round) => new("short", "In short",
    [
        .. OverruledWords.Of(shown, round).Select(w => new Paragraph(w)),
        new Subtitle("What changed"), .. Changed(shown, round),
        new Subtitle("Who disagreed, and why"), .. Disagreed(shown, round),
        new Subtitle("Does the model do it"), .. Followed(shown, round),
        new Subtitle("Can the count be trusted"), .. Trusted(shown, round),
    ]);

    private static IEnumerable<Block> Changed(Shown shown, Round round)
    {
        yield return new Paragraph($"{ResultCard.Summary(round)}. {(round.Made is { } made ? $"The policy went from {round.Base} to {made}." : $"The policy stays {round.Base}.")}");
        foreach (var put in ResultCard.PutIn(shown, round))
            yield return put;
        var adopted = round.Outcomes.Where(o => o.Result == Result.Adopted).ToList();
        if (adopted.Count == 0)
            yield break;
        yield return new Facts([.. adopted.OrderByDescending(o => Consensus.Share.OfAgree(o.Tally.Count).Sure.Lower).Take(Named)
            .Select(o => new Fact(Titles.Of(shown.Workshop, o.Amendment, 140), Votes(o.Tally.Count)))]);
        foreach (var change in adopted.OrderByDescending(o => Consensus.Share.OfAgree(o.Tally.Count).Sure.Lower).Take(Worded).Select(o => shown.Workshop.Find(o.Amendment)).OfType<Policies.Amendment>())
            yield return Speaking.Diff(change);
        if (adopted.Count > Named)
            yield return new Paragraph($"These are the {Named} with the surest agreement; all {adopted.Count} are listed below.");
    }

    private static string Votes(Count count) => $"{count.Agree} agree, {count.Disagree} disagree, {count.Pass} pass";

    /// <summary>What was adopted against the most voices; where nothing was adopted, what was opposed most.</summary>
    private static IEnumerable<Block> Disagreed(Shown shown, Round round)
    {
        var adopted = round.Outcomes.Where(o => o.Result == Result.Adopted).ToList();
        var opposed = (adopted.Count > 0 ? adopted : [.. round.Outcomes]).Where(o => o.Tally.Count.Disagree > 0)
            .OrderByDescending(o => o.Tally.Count.Disagree).Take(Contested).ToList();
        if (opposed.Count == 0)
            yield return new Paragraph(adopted.Count > 0 ? "Nobody disagreed with what was adopted." : "Nobody disagreed with anything.");
        foreach (var outcome in opposed)
        {
            yield return new Paragraph($"{Titles.Of(shown.Workshop, outcome.Amendment, 100).TrimEnd('.', '。')}: {outcome.Tally.Count.Disagree} of {Speaking.People(outcome.Tally.Count.Decided)} who chose a side disagreed{Mostly(outcome)}.");
            var said = Words(shown, round, outcome.Amendment).ToList();
            foreach (var (by, words) in said.Take(Heard))
                yield return new Quote(by, words);
            if (said.Count == 0)
                yield return new Paragraph("None of them said why.");
            else if (said.Count > Heard)
                yield return new Paragraph($"{said.Count - Heard} more {(said.Count - Heard == 1 ? "is" : "are")} below.");
        }
    }

    private static string Mostly(Outcome outcome)
    {
        var large = outcome.Tally.Groups.Where(g => g.Value.Decided >= Outcomes.SmallestGroup).ToList();
        if (large.Count < 2)
            return "";
        var (group, count) = large.MaxBy(g => (double)g.Value.Disagree / g.Value.Decided);
        return $", most of all among {group} ({count.Disagree} of {count.Decided})";
    }

    /// <summary>Dissents first, then reasons given with a vote against.</summary>
    internal static IEnumerable<(string By, string Words)> Words(Shown shown, Round round, AmendmentId amendment)
    {
        var facts = shown.Of(round.Id);
        foreach (var remark in facts.Remarks.Where(r => r is { Kind: RemarkKind.Dissent, Withdrawn: false, Words: not null } && r.Amendment == amendment))
            yield return ($"{RoundSheet.By(shown, round, remark)}, in a dissent", remark.Words!);
        foreach (var reason in facts.Reasons.Where(r => r.Vote == Vote.Disagree && r.Amendment == amendment))
            yield return ("with a vote against", reason.Words);
    }

    private static IEnumerable<Block> Followed(Shown shown, Round round)
    {
        var asked = Confirming.Asked(shown.Workshop, round);
        if (asked.IsEmpty)
        {
            yield return new Paragraph("Nothing was adopted that could change how the model behaves.");
            yield break;
        }

        if (Effect.Of(shown, round) is { } effect)
            yield return new Paragraph($"{Speaking.Many(effect.Compared, "scenario", "scenarios")} {(effect.Compared == 1 ? "was" : "were")} run before and after. {Ran(effect)}");
        var known = round.Fidelities.Where(f => f.Known).ToList();
        var failed = known.Where(f => Fidelities.Fails(f, round.Rule.Fidelity)).ToList();
        yield return new Paragraph(known.Count == 0
            ? $"Whether that is what people meant is not known: {AnswerCount(round)} of those who agreed answered, and {Fidelity.Enough} are needed for each change."
            : $"Those who agreed say that it is what they meant in {known.Sum(f => f.Matches)} of {known.Sum(f => f.Answers)} answers about {Speaking.Many(known.Count, "change", "changes")}.{(failed.Count > 0 ? $" {string.Join(", ", failed.Select(f => f.Amendment))} came out otherwise than meant{Becomes(round, failed.Count)}." : "")}");
    }

    private static string Becomes(Round round, int failed) => round.NotFollowed is not null
        ? "; below stands what comes of it"
        : $" and {(failed == 1 ? "goes" : "go")} to the next round";

    private static string Ran(Effect effect) =>
        $"{effect.Aimed} of the {effect.AimedAt} that an adopted change aimed at {(effect.Aimed == 1 ? "is" : "are")} answered differently now"
        + (effect.Compared == effect.AimedAt ? "; no other scenario was run." : effect.Aside > 0 ? $", and so {(effect.Aside == 1 ? "is" : "are")} {effect.Aside} that nothing aimed at: look whether that is wanted." : "; nothing else changed.");

    private static int AnswerCount(Round round) => round.Fidelities.Sum(f => f.Answers);

    private static IEnumerable<Block> Trusted(Shown shown, Round round)
    {
        yield return new Paragraph($"{ReportSheet.Voted(shown, round)} The rule was frozen before the first vote, {(round.Rule.Hidden ? "nobody saw a count before the end" : "counts showed while people voted")}, and {How(round)}");
        yield return new Paragraph(round.Rule.Anonymous
            ? "Anybody with the export can recount it: it holds every ballot without whose it is, and `policybot verify` recomputes tallies, outcomes and the chain of the log from that file alone. Groups of people who vote alike it can only hold against the counts, because the file does not tell which ballots are one person's."
            : "Anybody with the export can recount it: it holds every ballot with its person, so that people can look theirs up, and `policybot verify` recomputes tallies, outcomes, groups and the chain of the log from that file alone.");
        if (round.Overruled is { Count: > 0 } overruled)
            yield return new Paragraph($"Not everything follows from the count: {Speaking.Many(overruled.Count, "outcome was", "outcomes were")} overruled by a facilitator, as the top of this page says.");
        if (round.Missing.Count > 0)
            yield return new Paragraph($"{Speaking.Many(round.Missing.Count, "piece of evidence is", "pieces of evidence are")} missing; {(round.Missing.Count == 1 ? "it is" : "they are")} named below.");
    }

    private static string How(Round round) => round.ClosedBy switch
    {
        ClosedBy.Hand => "a facilitator ended voting by hand.",
        ClosedBy.EverybodyVoted => "voting ended when everybody had voted.",
        _ => "voting ended at its deadline.",
    };
}

/// <summary>How many responses an adopted round changed.</summary>
/// <param name="Compared">Scenarios with responses before and after.</param>
/// <param name="AimedAt">Those of them that belong to an adopted amendment.</param>
/// <param name="Aimed">Those of these that are answered differently.</param>
/// <param name="Aside">Others that are answered differently.</param>
internal sealed record Effect(int Compared, int AimedAt, int Aimed, int Aside)
{
    /// <summary>Null when the round made no version.</summary>
    public static Effect? Of(Shown shown, Round round)
    {
        if (round.Made is not { } made || shown.Workshop.Find(round.Base) is not { } before || shown.Workshop.Find(made) is not { } after)
            return null;
        var targets = Confirming.Asked(shown.Workshop, round).SelectMany(a => a.Scenarios).ToHashSet();
        var pairs = shown.Workshop.Scenarios.Values.Select(s => (s.Id, Pair: Views.Compared.Of(shown, (before, after), s))).Where(p => p.Pair.Complete).ToList();
        var aimed = pairs.Where(p => targets.Contains(p.Id)).ToList();
        return new Effect(pairs.Count, aimed.Count, aimed.Count(p => p.Pair.Differ), pairs.Count(p => p.Pair.Differ) - aimed.Count(p => p.Pair.Differ));
    }
}
