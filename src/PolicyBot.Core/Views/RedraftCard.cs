using System.Collections.Immutable;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Views;

/// <summary>A model's redraft as everybody sees it before anything is done with it: what people wrote, the change, and what it does.</summary>
public static class RedraftCard
{
    public static Card Of(Shown shown, AmendmentId id)
    {
        if (shown.Workshop.Find(id) is not { Follows: { } earlier } redraft)
            return Card.Of($"There is no redraft {id}", new Paragraph("`workshop status` lists what is drafted."));
        var waits = shown.Workshop.AwaitingFacilitator.Contains(id);
        return new Card(
            $"{id} · A model's redraft of {earlier}",
            [
                new Paragraph(Effect(shown.Workshop, redraft)),
                .. AmendmentCard.Change(shown, redraft),
                .. AmendmentCard.Evidence(shown, redraft),
                .. Weighed(shown, earlier),
            ],
            [.. waits ? [new Button("Put it in", Acts.Apply(id), Look.Primary)] : Array.Empty<Button>(), new("All responses", Acts.Responses(id))])
            .Fit("the whole text is in All responses and on the web page");
    }

    /// <summary>True when the card shows what the redraft does in all of its scenarios, and it has one.</summary>
    public static bool IsWhole(Shown shown, Amendment redraft)
    {
        var pairs = redraft.Scenarios.Select(shown.Workshop.Find).OfType<Scenario>().Where(s => !s.Retired).Select(s => Compared.Of(shown, redraft, s)).ToList();
        return pairs.Count > 0 && pairs.TrueForAll(p => Whole(p.One) && Whole(p.Other));

        bool Whole(ImmutableList<SampleShown> samples) => samples.Count >= shown.Workshop.Settings.Samples && !samples.Exists(s => s.Failed);
    }

    /// <summary>What becomes of it, and how that can be changed.</summary>
    private static string Effect(Workshop workshop, Amendment redraft) => redraft switch
    {
        { Applied: { } made } => $"It is in the policy as {made}, without a vote: the version is provisional, and the next round ratifies or reverts it.",
        { State: AmendmentState.Withdrawn } => "It was taken back.",
        { Round: { } round } => $"{round} votes on it, on its own card.",
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
