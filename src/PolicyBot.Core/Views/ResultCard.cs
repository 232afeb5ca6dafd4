using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Views;

/// <summary>What a close decided, and what happens next.</summary>
public static class ResultCard
{
    public static Card Of(Shown shown, RoundId id)
    {
        if (shown.Workshop.Find(id) is not { ClosedAt: not null } round)
            return Card.Of($"{id} has no result yet", new Paragraph("Voting has not ended. `round status` shows where it is."));
        return new Card(
            $"{id} closed: {Summary(round)}",
            [
                new Paragraph(How(round)),
                Bars(round),
                .. round.Outcomes.Select(o => new Paragraph($"{o.Amendment} {Speaking.Word(o.Result)}: {o.Why}")),
                .. (round.Contests ?? []).Select(c => new Paragraph(RankingWords.Of(c))),
                .. Adopted(shown, round),
                new Paragraph(Next(round)),
                Speaking.ToRound(shown, id),
            ],
            [.. round.Made is { } made ? [new Button($"What changed in {made}", Acts.Diff(round.Base, made))] : Array.Empty<Button>(), new("Round status", Acts.RoundStatus)],
            shown.Of(id).LogHead is { } head ? $"Log head {head}: keep this line, and nobody can rewrite the result unnoticed." : null).Fit();
    }

    internal static string Summary(Round round) => string.Join(", ", Enum.GetValues<Result>()
        .Select(r => (Result: r, Count: round.Outcomes.Count(o => o.Result == r))).Where(r => r.Count > 0).Select(r => $"{r.Count} {Speaking.Word(r.Result)}"));

    /// <summary>The redrafts of a round that went into the policy after it, without a vote.</summary>
    internal static IEnumerable<Paragraph> PutIn(Shown shown, Round round) => shown.Workshop.Amendments.Values
        .Where(a => a is { Applied: not null, Follows: { } earlier } && round.Amendments.Contains(earlier))
        .Select(a => new Paragraph($"{a.Id}, a model's redraft of {a.Follows}, went into the policy as {a.Applied} without a vote: it is provisional until a later round ratifies or reverts it."));

    internal static Bars Bars(Round round) =>
        Speaking.Counts("Votes", round.Outcomes.Select(o => (o.Amendment.ToString(), o.Tally.Count, (string?)Speaking.Word(o.Result))));

    internal static string How(Round round) => round.ClosedBy switch
    {
        ClosedBy.Hand => "A facilitator ended voting by hand, before its deadline.",
        ClosedBy.EverybodyVoted => "Everybody who may vote has voted.",
        _ => "Voting ended at its deadline.",
    } + (round.Made is { } made ? $" The policy is now {made}." : $" Nothing was adopted: the policy stays {round.Base}.");

    private static IEnumerable<Block> Adopted(Shown shown, Round round) =>
        round.Outcomes.Where(o => o.Result == Result.Adopted).Select(o => shown.Workshop.Find(o.Amendment)).OfType<Amendment>()
            .Where(a => a.Proposal is not RatifyVersion).Select(Speaking.Diff);

    private static string Next(Round round)
    {
        var returned = round.Outcomes.Any(o => o.Result == Result.Returned) ? " What was returned is redrafted from its comments; the redraft is shown here." : "";
        var next = round.Made is { } made
            ? $"Next, every scenario runs again under {made}; then you are asked whether the new responses are what you meant."
            : "Next, the report is published.";
        return next + returned;
    }
}
