using System.Collections.Immutable;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Views;

/// <summary>One amendment: the change, its reason, what it does to a response, and how to vote.</summary>
public static class AmendmentCard
{
    /// <summary>Of people's words on a card that is not about them.</summary>
    private const int Most = 3;

    /// <summary>Shows the same before the close whatever is voted in a hidden round.</summary>
    public static Card Of(Shown shown, AmendmentId id) => Of(shown, id, true);

    /// <param name="isPublic">False for a person's own ballot, which nobody can react to.</param>
    internal static Card Of(Shown shown, AmendmentId id, bool isPublic)
    {
        if (shown.Workshop.Find(id) is not { } amendment)
            return Card.Of($"There is no {id}", new Paragraph("`round status` lists the amendments."));
        var round = Speaking.RoundOf(shown.Workshop, id);
        var outcome = round?.Outcomes.FirstOrDefault(o => o.Amendment == id);
        var blocks = ImmutableList.CreateBuilder<Block>();
        if (outcome is not null)
            blocks.AddRange(Decided(outcome));
        blocks.AddRange(Change(shown, amendment));
        blocks.AddRange(Evidence(shown, amendment));
        if (round is not null && outcome is null)
            blocks.AddRange(State(shown, round, id, isPublic));
        return new Card(Titles.Of(shown.Workshop, id), blocks.ToImmutable(), Buttons(shown, amendment, round), Footnote(amendment, round))
            .Fit("the whole text is in All responses and on the web page");
    }

    /// <summary>The change and the reason for it.</summary>
    public static IEnumerable<Block> Change(Shown shown, Amendment amendment)
    {
        foreach (var theirs in TakenUp(shown, amendment))
            yield return theirs;
        yield return Speaking.Diff(amendment);
        var author = Speaking.Author(shown, amendment);
        if (amendment.Rationale is { } why)
            yield return new Quote(author, why.ToString());
        else
            yield return new Paragraph($"Proposed by {author}; no reason was given.");
        if (amendment.Origin == Origin.Model)
            yield return new Paragraph($"A model wrote this wording{(amendment.Follows is { } a ? $" from the comments on {a}" : "")}.");
        else if (amendment.Follows is { } earlier)
            yield return new Paragraph($"It takes up {earlier}.");
    }

    /// <summary>Wordings of people stand before a model's: the one that it redrafts, others for the same clause, comments that it takes up.</summary>
    private static IEnumerable<Block> TakenUp(Shown shown, Amendment amendment)
    {
        if (amendment is not { Origin: Origin.Model, Follows: { } earlier } || Speaking.RoundOf(shown.Workshop, earlier) is not { } round)
            yield break;
        var others = shown.Workshop.Drafted.Where(a => a.Follows == earlier || (a.Clause is not null && a.Clause == amendment.Clause));
        foreach (var theirs in new[] { shown.Workshop.Find(earlier)! }.Concat(others).Where(a => a.Origin == Origin.Person).Take(Most))
        {
            if (WordingOf(theirs) is { } wording)
                yield return new Quote($"{Speaking.Author(shown, theirs)}, {theirs.Id}", wording);
        }

        var became = round.Became();
        foreach (var remark in shown.Of(round.Id).Remarks.Where(r => r.Words is not null && became.GetValueOrDefault(r.Id) is { Answered: true } d && d.Amendment == earlier).Take(Most))
            yield return Speaking.Said(shown, round, remark, remark.Words!) with { By = $"{Speaking.Writer(shown, round, remark.Voter)} on {earlier}" };
    }

    private static string? WordingOf(Amendment amendment) => amendment.Proposal switch
    {
        AddClause a => a.Wording.ToString(),
        ReplaceClause r => r.Wording.ToString(),
        _ => null,
    };

    private static IEnumerable<Block> Decided(Outcome outcome) =>
    [
        new Paragraph($"{outcome.Result}. {outcome.Why}"),
        Speaking.Counts("Votes", [(outcome.Amendment.ToString(), outcome.Tally.Count, Speaking.Word(outcome.Result))]),
    ];

    private static IEnumerable<Block> Evidence(Shown shown, Amendment amendment)
    {
        var scenarios = amendment.Scenarios.Select(s => shown.Workshop.Find(s)).OfType<Scenario>().Where(s => !s.Retired).ToList();
        if (scenarios.Count == 0)
        {
            yield return new Paragraph($"No scenario shows its effect yet. Add one with `{Acts.AddScenarioFor(amendment.Id)}`.");
            yield break;
        }

        var compared = scenarios.Select(s => (Scenario: s, Pair: Compared.Of(shown, amendment, s))).ToList();
        var first = compared.FirstOrDefault(c => c.Pair.Differ, compared[0]);
        foreach (var block in first.Pair.Blocks(first.Scenario))
            yield return block;
        if (compared.Any(c => !c.Pair.Complete))
            yield return new Paragraph("Sample responses are still running; they appear here by themselves.");
        else if (compared.All(c => c.Pair.Same))
            yield return new Paragraph($"The response{(scenarios.Count == 1 ? " does" : "s do")} not change.");
        if (scenarios.Count > 1)
            yield return new Paragraph($"{Speaking.Many(scenarios.Count - 1, "more scenario", "more scenarios")} under All responses.");
    }

    private static IEnumerable<Block> State(Shown shown, Round round, AmendmentId id, bool isPublic)
    {
        if (!round.Rule.Hidden && round.State is RoundState.Open or RoundState.Paused)
        {
            var count = shown.Of(round.Id).Counts.FirstOrDefault(c => c.Amendment == id)?.Count ?? Count.None;
            yield return Speaking.Counts("Votes so far", [(id.ToString(), count, null)]);
        }

        switch (round.State)
        {
            case RoundState.Open when round.ClosesAt is { } closes:
                yield return Speaking.At(shown, "Voting ends", closes);
                if (RankingWords.RivalsOf(shown.Workshop, round, id) is { } rivals)
                    yield return new Paragraph(RankingWords.Ask(rivals));
                if (shown.Of(round.Id).Contests.Find(c => c.Rivals.Contains(id)) is { } contest)
                    yield return new Paragraph(RankingWords.Of(contest));
                yield return new Paragraph(Speaking.Rule(round.Rule));
                yield return new Paragraph($"{Speaking.Secrecy(round.Rule)}{(isPublic ? $" {Speaking.Reactions(round.Rule)}" : "")}");
                break;
            case RoundState.Preparing:
                yield return new Paragraph("Voting opens when the sample responses are there.");
                break;
            case RoundState.Paused:
                yield return new Paragraph("Voting is paused: votes that were cast stay, and no new ones are taken until it goes on.");
                break;
            case RoundState.Cancelled or RoundState.Void:
                yield return new Paragraph($"{round.Id} ended without a result. {id} can go into another round.");
                break;
        }
    }

    private static ImmutableList<Button> Buttons(Shown shown, Amendment amendment, Round? round) => round?.State switch
    {
        RoundState.Open =>
        [
            new("Agree", Acts.Vote(amendment, Vote.Agree)), new("Disagree", Acts.Vote(amendment, Vote.Disagree)), new("Pass", Acts.Vote(amendment, Vote.Pass)),
            new("Comment", Acts.Comment(amendment.Id)), new("All responses", Acts.Responses(amendment.Id)),
            .. RankingWords.RivalsOf(shown.Workshop, round, amendment.Id) is { } rivals ? [RankingWords.Button(rivals)] : Array.Empty<Button>(),
        ],
        RoundState.Closed or RoundState.Confirming =>
            [new("All responses", Acts.Responses(amendment.Id)), new("File a dissent", Acts.Dissent(amendment.Id))],
        _ => [new("All responses", Acts.Responses(amendment.Id))],
    };

    private static string? Footnote(Amendment amendment, Round? round) =>
        round?.State == RoundState.Open ? $"Votes count for exactly this text ({amendment.Fingerprint[..8]}). You can change yours until voting ends." : null;
}
