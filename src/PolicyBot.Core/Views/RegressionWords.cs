using System.Collections.Immutable;
using System.Globalization;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Views;

/// <summary>How behaviour changed with a round's version: what was measured, what a judge says, and how far people agree with it.</summary>
internal static class RegressionWords
{
    private static readonly ImmutableList<(Shift Shift, string Words)> Shifts =
    [
        (Shift.Substance, "another behaviour"), (Shift.Wording, "other words, same behaviour"), (Shift.None, "no change"),
    ];

    /// <summary>All active scenarios with responses before and after by the same model; empty where the round made no version.</summary>
    public static ImmutableList<Regression> Of(Shown shown, Round round)
    {
        if (round.Made is not { } made || shown.Workshop.Find(round.Base) is not { } before || shown.Workshop.Find(made) is not { } after)
            return [];
        var aimed = Confirming.Asked(shown.Workshop, round).SelectMany(a => a.Scenarios).ToHashSet();
        return
        [
            .. from scenario in shown.Workshop.Scenarios.Values
               where !scenario.Retired
               let pair = Compared.Of(shown, (before, after), scenario)
               where pair.MadeAlike
               let measures = Measures.Of(pair.One, pair.Other)
               where measures is not null
               select new Regression(scenario, aimed.Contains(scenario.Id), measures,
                   shown.Evidence.VerdictOn((scenario.Id, before.Policy.Fingerprint, after.Policy.Fingerprint), pair.One[0].Tag)),
        ];
    }

    public static ImmutableList<Block> Section(Shown shown, Round round)
    {
        var all = Of(shown, round);
        if (all.IsEmpty)
            return [new Paragraph("No version was made, or its responses are missing, so there is nothing to compare.")];
        return [.. Flagged(all), .. Told(all), .. Judge(shown, round, all)];
    }

    /// <summary>All of a few; of many those where something is to be seen, what flipped first.</summary>
    private static IEnumerable<Block> Told(ImmutableList<Regression> all)
    {
        var seen = all.FindAll(Shows);
        var told = all.Count <= ReportSheet.MostOutcomes ? all : [.. seen.OrderByDescending(r => r.Flipped).Take(ReportSheet.MostOutcomes)];
        if (!told.IsEmpty)
            yield return new Facts([.. told.Select(r => new Fact($"{r.Scenario.Id} · {Titles.Of(r.Scenario)}", Line(r)))]);
        if (told.Count == all.Count)
            yield break;
        if (told.Count < seen.Count)
            yield return new Paragraph($"In {Speaking.Many(seen.Count - told.Count, "more scenario", "more scenarios")} the words changed or a clause is not followed; the JSON export holds what the judge says of each.");
        yield return new Paragraph($"In {Speaking.Many(all.Count - seen.Count, "other scenario", "other scenarios")} nothing is to be seen: the responses are as much alike as chance makes them, and the judge, where one looked, finds no change.");
    }

    /// <summary>Whether the responses are less alike than two samples of one policy, are refused more or less often, or the judge sees anything in them.</summary>
    private static bool Shows(Regression r) => r.Measures.Alike < r.Measures.Noise || r.Measures.Refused.Before != r.Measures.Refused.After
        || r.Verdict is { } verdict && (verdict.Shifted(Shift.None) < verdict.Of || verdict.Clauses.Any(c => verdict.Following(c) is var (followed, of) && followed < of));

    /// <summary>Scenarios that nothing aimed at and whose behaviour flipped.</summary>
    public static IEnumerable<Block> Flagged(IEnumerable<Regression> all)
    {
        var flipped = all.Where(r => r is { Targeted: false, Flipped: true }).ToList();
        if (flipped.Count > 0)
            yield return new Paragraph($"⚠ Look at {string.Join(", ", flipped.Select(r => $"{r.Scenario.Id} ({Titles.Of(r.Scenario)})"))}: the model behaves otherwise there now, though no change aimed at it.");
    }

    private static string Line(Regression r)
    {
        var m = r.Measures;
        var refused = m.Refused is { Before: 0, After: 0 } ? "" : $"; refused {m.Refused.Before} of {m.Refused.Of} before, {m.Refused.After} after";
        return string.Create(CultureInfo.InvariantCulture,
            $"{(r.Targeted ? "aimed at" : "not aimed at")}; {Said(r)}{m.Before} → {m.After} characters, {100 * m.Alike:0} % of the words alike (two samples before the change: {100 * m.Noise:0} %){refused}");
    }

    /// <summary>For instance <c>judge: another behaviour in 2 of 3, no change in 1 of 3 (C3 followed in 2 of 3); </c>.</summary>
    private static string Said(Regression r) => r.Verdict is not { } verdict ? "" :
        $"judge: {string.Join(", ", Shifts.Where(s => verdict.Shifted(s.Shift) > 0).Select(s => $"{s.Words} in {verdict.Shifted(s.Shift)} of {verdict.Of}"))}"
        + (verdict.Clauses.IsEmpty ? "; " : $" (now {string.Join(", ", verdict.Clauses.Take(Judgement.MostBearings).Select(c => verdict.Following(c) is var (followed, of) ? $"{c} followed in {followed} of {of}" : ""))}); ");

    private static IEnumerable<Block> Judge(Shown shown, Round round, ImmutableList<Regression> all)
    {
        var judged = all.Where(r => r.Verdict is not null).ToList();
        if (judged.Count == 0)
        {
            yield return new Paragraph("No judge looked at these responses.");
            yield break;
        }

        yield return new Paragraph($"The judge is a model ({string.Join(", ", judged.SelectMany(r => r.Verdict!.Judgements).Select(j => j.By).Distinct())}). What it says is advice: it decides nothing, and it can be switched off with `workshop model judge:off`.");
        if (judged.Count < all.Count)
            yield return new Paragraph($"It looked at {judged.Count} of {Speaking.Many(all.Count, "scenario", "scenarios")}: for the others there was no budget left, it could not be reached, or its answer could not be used.");
        yield return new Paragraph(Agreement(shown, round, all));
        foreach (var (scenario, telling) in judged.Select(r => (r.Scenario, Telling(r.Verdict!))).Where(t => t.Item2 is not null))
            yield return new Quote($"The judge ({telling!.By}) on {scenario.Id}, sample {telling.Sample}", telling.Why);
    }

    /// <summary>The first judgement to read: one of another behaviour where most are, else one that finds a clause not followed; null when there is neither.</summary>
    private static Judgement? Telling(Verdict verdict) =>
        verdict.Flipped ? verdict.Judgements.Find(j => j.Shift == Shift.Substance) : verdict.Judgements.Find(j => j.Bearings.Any(b => !b.Followed));

    /// <summary>In how many answers backers say what the judge says about the clause that they changed.</summary>
    private static string Agreement(Shown shown, Round round, ImmutableList<Regression> all)
    {
        var (agree, answers) = (0, 0);
        foreach (var fidelity in round.Fidelities)
        {
            if (Follows(shown.Workshop, round, shown.Workshop.Find(fidelity.Amendment)!, all) is not { } follows)
                continue;
            agree += follows ? fidelity.Matches : fidelity.Answers - fidelity.Matches;
            answers += fidelity.Answers;
        }

        return answers == 0
            ? "Nobody confirmed a change that the judge has looked at, so how far people agree with it is not known."
            : string.Create(CultureInfo.InvariantCulture, $"People agree with the judge in {agree} of {answers} answers ({100 * agree / answers} %): both say that the changed clause is followed, or both that it is not.");
    }

    /// <summary>Whether the judge finds an amendment's clause followed in all its scenarios; null where it does not say.</summary>
    private static bool? Follows(Workshop workshop, Round round, Amendment amendment, ImmutableList<Regression> all)
    {
        if (Failures.ClauseOf(workshop, round, amendment) is not { } clause)
            return null;
        var said = all.Where(r => amendment.Scenarios.Contains(r.Scenario.Id)).Select(r => r.Verdict?.Follows(clause)).OfType<bool>().ToList();
        return said.Count == 0 ? null : said.All(f => f);
    }
}
