using System.Collections.Immutable;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;

namespace PolicyBot.Core.Views;

/// <summary>Shows what an adopted amendment did to the model and asks whether that was meant.</summary>
public static class ConfirmationCard
{
    private const int MaxScenarios = 3;

    public static Card Of(Shown shown, AmendmentId id)
    {
        if (shown.Workshop.Find(id) is not { } amendment || Speaking.RoundOf(shown.Workshop, id) is not { Made: { } made } round
            || shown.Workshop.Find(round.Base) is not { } before || shown.Workshop.Find(made) is not { } after)
            return Card.Of($"{id} has nothing to confirm", new Paragraph("Only adopted amendments are confirmed. `round status` shows where the round is."));
        return new Card(
            round.State == RoundState.Confirming ? $"{id} · Is this what you meant?" : $"{id} · Was it what people meant?",
            [Speaking.Diff(amendment), .. Changed(shown, (amendment, round), (before, after)), .. Question(shown, round), .. Answered(round, id)],
            round.State == RoundState.Confirming
                ? Blinding.Hides(round) ? Picks(id) :
                [
                    new("Matches what I meant", Acts.Confirm(id, Meant.Matches)), new("Partly", Acts.Confirm(id, Meant.Partly)),
                    new("No", Acts.Confirm(id, Meant.No)), new("I changed my mind", Acts.Confirm(id, Meant.ChangedMyMind)),
                ]
                : []).Fit("the whole responses are on the web page");
    }

    private static ImmutableList<Button> Picks(AmendmentId id) =>
    [
        new("Response 1 does what I meant", Acts.Confirm(id, Pick.First)), new("Response 2 does", Acts.Confirm(id, Pick.Second)), new("Both do", Acts.Confirm(id, Pick.Both)),
        new("Partly", Acts.Confirm(id, Meant.Partly)), new("Neither does", Acts.Confirm(id, Pick.Neither)), new("I changed my mind", Acts.Confirm(id, Meant.ChangedMyMind)),
    ];

    private static IEnumerable<Block> Changed(Shown shown, (Amendment, Round) of, (PolicyVersion, PolicyVersion) versions)
    {
        var (amendment, round) = of;
        var compared = shown.Workshop.Scenarios.Values.Where(s => !s.Retired)
            .OrderBy(s => amendment.Scenarios.Contains(s.Id) ? 0 : 1)
            .Select(s => (Scenario: s, Pair: Compared.Of(shown, versions, s))).ToList();
        // Where another model has answered meanwhile nobody can say what the change did; people see what it aimed at all the same.
        var changed = compared.Where(c => c.Pair.Differ || (c.Pair is { Complete: true, MadeAlike: false } && amendment.Scenarios.Contains(c.Scenario.Id))).ToList();
        var others = Confirmations.Confirming.Asked(shown.Workshop, round).Where(a => a.Id != amendment.Id).ToList();
        foreach (var (scenario, pair) in changed.Take(MaxScenarios))
        {
            if (!amendment.Scenarios.Contains(scenario.Id))
                yield return new Paragraph($"{Aimed(scenario, others)} changed too (all changes of the round together):");
            foreach (var block in (Blinding.Hides(round) ? pair.Blinded(Blinding.NewFirst(round, amendment.Id)) : pair).Blocks(scenario))
                yield return block;
        }

        if (changed.Count > MaxScenarios)
            yield return new Paragraph($"{Speaking.Many(changed.Count - MaxScenarios, "more scenario", "more scenarios")} changed; see the web page.");
        var missing = compared.Count(c => !c.Pair.Complete);
        if (missing > 0)
            yield return new Paragraph($"{Speaking.Many(missing, "scenario has", "scenarios have")} no responses to compare yet.");
        else if (compared.All(c => c.Pair.Same))
            yield return new Paragraph("No response changed. If you expected a change, press No and say why.");
    }

    /// <summary>Which scenario it is that another change of the round, or none, was meant to change.</summary>
    private static string Aimed(Scenario scenario, List<Amendment> others) => others.Where(a => a.Scenarios.Contains(scenario.Id)).Select(a => a.Id.ToString()).ToList() switch
    {
        [] => "A scenario that was not aimed at",
        [var one] => $"A scenario that {one} aims at",
        var several => $"A scenario that {string.Join(", ", several)} aim at",
    };

    private static IEnumerable<Block> Question(Shown shown, Round round)
    {
        if (round is not { State: RoundState.Confirming, ConfirmingUntil: { } until })
            yield break;
        if (Blinding.Hides(round))
            yield return new Paragraph("One response is from before the change and one from after it, in an order drawn by lot. Which of them does what you meant?");
        yield return new Paragraph($"Everybody is asked, however they voted. If fewer than {round.Rule.Fidelity} % of the backers say that it matches, the clause comes back in the next round.");
        yield return Speaking.At(shown, "Answer until", until);
    }

    private static IEnumerable<Block> Answered(Round round, AmendmentId id) =>
        round.Fidelities.Where(f => f.Amendment == id).Select(f => new Paragraph(FidelityWords.Of(f, round.Rule.Fidelity, round.NotFollowed is null)));
}
