using System.Collections.Immutable;
using System.Globalization;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;

namespace PolicyBot.Core.Views;

/// <summary>How behaviour changed with a round's version: what was measured, what a judge says, and how far people agree with it.</summary>
internal static class RegressionWords
{
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
                   shown.Evidence.Judgements.GetValueOrDefault((scenario.Id, before.Policy.Fingerprint, after.Policy.Fingerprint))),
        ];
    }

    public static ImmutableList<Block> Section(Shown shown, Round round)
    {
        var all = Of(shown, round);
        if (all.IsEmpty)
            return [new Paragraph("No version was made, or its responses are missing, so there is nothing to compare.")];
        return [.. Flagged(all), new Facts([.. all.Select(r => new Fact($"{r.Scenario.Id} · {Titles.Of(r.Scenario)}", Line(r)))]), .. Judge(shown, round, all)];
    }

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
            $"{(r.Targeted ? "aimed at" : "not aimed at")}; {Said(r)}{m.Before} → {m.After} characters, {100 * m.Alike:0} % alike (by chance {100 * m.Noise:0} %){refused}");
    }

    private static string Said(Regression r) => r.Judgement is not { } j ? "" : $"judge: {j.Shift switch
    {
        Shift.None => "no change",
        Shift.Wording => "other words, same behaviour",
        Shift.Substance => "another behaviour",
        _ => throw new System.Diagnostics.UnreachableException(),
    }}{(j.Bearings.IsEmpty ? "" : $" ({string.Join(", ", j.Bearings.Select(b => $"{b.Clause} {(b.Followed ? "followed" : "not followed")}"))})")}; ";

    private static IEnumerable<Block> Judge(Shown shown, Round round, ImmutableList<Regression> all)
    {
        var judged = all.Where(r => r.Judgement is not null).ToList();
        if (judged.Count == 0)
        {
            yield return new Paragraph("No judge looked at these responses.");
            yield break;
        }

        yield return new Paragraph($"The judge is a model ({string.Join(", ", judged.Select(r => r.Judgement!.By).Distinct())}). What it says is advice: it decides nothing, and it can be switched off with `workshop model judge:off`.");
        yield return new Paragraph(Agreement(shown, round));
        foreach (var r in judged.Where(r => r.Flipped || r.Judgement!.Bearings.Any(b => !b.Followed)))
            yield return new Quote($"The judge ({r.Judgement!.By}) on {r.Scenario.Id}", r.Judgement.Why);
    }

    /// <summary>In how many answers backers say what the judge says about the clause that they changed.</summary>
    private static string Agreement(Shown shown, Round round)
    {
        var (agree, all) = (0, 0);
        foreach (var fidelity in round.Fidelities)
        {
            if (Follows(shown, round, shown.Workshop.Find(fidelity.Amendment)!) is not { } follows)
                continue;
            agree += follows ? fidelity.Matches : fidelity.Answers - fidelity.Matches;
            all += fidelity.Answers;
        }

        return all == 0
            ? "Nobody confirmed a change that the judge has looked at, so how far people agree with it is not known."
            : string.Create(CultureInfo.InvariantCulture, $"People agree with the judge in {agree} of {all} answers ({100 * agree / all} %): where it says that the changed clause is followed they say that it matches, and where not, not.");
    }

    /// <summary>Whether the judge finds an amendment's clause followed in all its scenarios; null where it does not say.</summary>
    private static bool? Follows(Shown shown, Round round, Amendment amendment)
    {
        if (Failures.ClauseOf(shown.Workshop, round, amendment) is not { } clause || shown.Workshop.Find(round.Made!.Value) is not { } after)
            return null;
        var before = shown.Workshop.Find(round.Base)!.Policy.Fingerprint;
        var said = amendment.Scenarios.Select(s => shown.Evidence.Judgements.GetValueOrDefault((s, before, after.Policy.Fingerprint))?.Follows(clause)).OfType<bool>().ToList();
        return said.Count == 0 ? null : said.All(f => f);
    }
}
