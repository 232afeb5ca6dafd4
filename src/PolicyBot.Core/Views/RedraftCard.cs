using System.Collections.Immutable;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Views;

/// <summary>A model's redraft as everybody sees it before anything is done with it: what people wrote, the change, and what it does.</summary>
public static class RedraftCard
{
    private const int MostScenarios = 3;

    public static Card Of(Shown shown, AmendmentId id)
    {
        if (shown.Workshop.Find(id) is not { Follows: { } earlier } redraft)
            return Card.Of($"There is no redraft {id}", new Paragraph("`workshop status` lists what is drafted."));
        var waits = shown.Workshop.AwaitingFacilitator.Contains(id) && WhatIf.WhyNot(shown.Workshop, redraft) is null;
        return new Card(
            $"{id} · A model's redraft of {earlier}",
            [
                new Paragraph(Effect(shown.Workshop, redraft)),
                .. AmendmentCard.Change(shown, redraft),
                .. Affected(shown, redraft),
                .. Weighed(shown, earlier),
            ],
            [.. waits ? [new Button("Put it in", Acts.Apply(id), Look.Primary)] : Array.Empty<Button>(), new("All responses", Acts.Responses(id))])
            .Fit("the whole text is in All responses and on the web page");
    }

    /// <summary>True when the card shows what the redraft does in all of its scenarios, and it has one.</summary>
    public static bool IsWhole(Shown shown, Amendment redraft)
    {
        var pairs = Pairs(shown, redraft);
        return pairs.Count > 0 && pairs.TrueForAll(p => Whole(p.Pair.One) && Whole(p.Pair.Other));

        bool Whole(ImmutableList<SampleShown> samples) => samples.Count >= shown.Workshop.Settings.Samples && !samples.Exists(s => s.Failed);
    }

    /// <summary>Each scenario that it affects with the responses today and under it, and which stay the same.</summary>
    internal static IEnumerable<Block> Affected(Shown shown, Amendment redraft)
    {
        // Nothing of it would be in what was answered.
        if (redraft.State == AmendmentState.Proposed && WhatIf.WhyNot(shown.Workshop, redraft) is not null)
            yield break;
        var pairs = Pairs(shown, redraft);
        var affected = pairs.FindAll(p => p.Pair.Differ);
        foreach (var (scenario, pair) in affected.Count > 0 ? affected.Take(MostScenarios) : pairs.Take(1))
        {
            foreach (var block in pair.Blocks(scenario))
                yield return block;
        }

        if (pairs.Exists(p => !p.Pair.Complete))
            yield return new Paragraph("Sample responses are still running; they appear here by themselves.");
        else if (affected.Count > MostScenarios)
            yield return new Paragraph($"It changes the response in {string.Join(", ", affected.Skip(MostScenarios).Select(p => p.Scenario.Id))} too: see All responses.");
        if (pairs.FindAll(p => p.Pair.Same) is { Count: > 0 } same)
            yield return new Paragraph($"The response stays the same in {string.Join(", ", same.Select(p => p.Scenario.Id))}.");
    }

    private static List<(Scenario Scenario, Compared Pair)> Pairs(Shown shown, Amendment redraft) =>
        [.. redraft.Scenarios.Select(shown.Workshop.Find).OfType<Scenario>().Where(s => !s.Retired).Select(s => (s, Compared.Of(shown, redraft, s)))];

    /// <summary>What becomes of it, and how that can be changed.</summary>
    private static string Effect(Workshop workshop, Amendment redraft) => redraft switch
    {
        { Applied: { } made } => $"It is in the policy as {made}, without a vote: the version is provisional, and the next round ratifies or reverts it.",
        { State: AmendmentState.Withdrawn } => "It was taken back.",
        { Round: { } round } => $"{round} votes on it, on its own card.",
        { State: AmendmentState.Proposed } when WhatIf.WhyNot(workshop, redraft) is { } conflict => $"It can't go into the policy as it is: {conflict} `{Acts.Rebase(redraft.Id)}` brings it to the present text.",
        _ when workshop.AwaitingFacilitator.Contains(redraft.Id) => "A facilitator may put it into the policy, provisionally; otherwise the next round votes on it.",
        { Redraft: RedraftMode.Automatic } when workshop.Settings.Redraft == RedraftMode.Automatic =>
            $"It goes into the policy when all linked channels show this card with its responses, and the next round ratifies or reverts it. A facilitator stops it with `{Acts.Withdraw(redraft.Id)}`.",
        _ => "Nothing changes yet: the next round votes on it.",
    };

    /// <summary>How many comments it answers; each has its answer on the round's page.</summary>
    private static IEnumerable<Block> Weighed(Shown shown, AmendmentId earlier)
    {
        if (Speaking.RoundOf(shown.Workshop, earlier) is not { } round)
            yield break;
        var weighed = round.Became().Values.Where(d => d.Amendment == earlier).ToList();
        if (weighed.Count > 0)
            yield return new Paragraph($"It takes up {weighed.Count(d => d.Answered)} of {Speaking.Many(weighed.Count, "comment", "comments")} on {earlier}. What it does not take up, and why, is on the web page.");
        yield return Speaking.ToAmendment(shown, round.Id, earlier, "All comments and what became of them");
    }
}
