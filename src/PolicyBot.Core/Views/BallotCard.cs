using System.Collections.Immutable;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Views;

/// <summary>The private walk through what still needs one person.</summary>
public static class BallotCard
{
    /// <param name="after">Goes on behind this amendment, also when it was not voted on; null: from the start.</param>
    public static Card Of(Shown shown, Participant me, AmendmentId? after)
    {
        if (shown.Workshop.Running is not { } round)
            return Card.Of("Nothing is put to the vote now", new Paragraph("When a round opens, its card appears here with My ballot."));
        if (round.State != RoundState.Open || me.Voter is not { } voter)
            return NotOpen(shown, round);
        var needing = StillNeeds.Of((shown.Workshop, round), voter, me.Ballots, shown.Of(round.Id).Urgency);
        var unranked = RivalWordings.Of(round, shown.Workshop).FindAll(r => me.Rankings.All(own => own.Clause != r.Clause || own.Fingerprint != r.Fingerprint));
        var next = after is { } a ? needing.IndexOf(a) + 1 : 0;
        if (unranked.Count > 0 && next >= needing.Count)
            return Rank(shown, unranked[0], needing.Count);
        return needing.IsEmpty
            ? Done(shown, round, me)
            : Next(shown, round, me, needing[next % needing.Count], needing.Count + unranked.Count);
    }

    /// <summary>Rival wordings whole and under each other, as the clause would then read.</summary>
    private static Card Rank(Shown shown, RivalWordings rivals, int skipped) => new Card(
        $"My ballot · which wording of {rivals.Clause}?",
        [
            new Paragraph("These are rivals, and at most one of them is adopted. Say which you want most."),
            .. rivals.Wordings.Select(w => new Quote(
                $"{w.Id}, by {Speaking.Author(shown, w)}",
                w.Proposal is ReplaceClause { Wording: var wording } ? wording.ToString() : $"{rivals.Clause} is taken out.")),
        ],
        [RankingWords.Button(rivals) with { Act = Acts.Walking(Acts.Rank(rivals)), Look = Look.Primary }, .. skipped > 0 ? [new Button("Back to my votes", Acts.MyBallot)] : Array.Empty<Button>()])
        .Fit("the whole texts are on the web page");

    private static Card Next(Shown shown, Round round, Participant me, AmendmentId id, int left)
    {
        var amendment = shown.Workshop.Find(id)!;
        var shownCard = AmendmentCard.Of(shown, id, false);
        var earlier = me.Ballots.FirstOrDefault(b => b.Round == round.Id && b.Amendment == id);
        var all = round.Amendments.Count + RivalWordings.Of(round, shown.Workshop).Count;
        var place = all - left + 1;
        ImmutableList<Block> first =
        [
            new Paragraph($"{place} of {all}{(left == 1 ? ", the last one that needs you" : "")}."),
            .. earlier is null ? Array.Empty<Block>() : [new Paragraph($"You voted {Word(earlier.Vote)} on an earlier wording; that vote does not count for this one.")],
        ];
        ImmutableList<Button> buttons = [.. shownCard.Buttons.Select(b => b with { Act = Acts.Walking(b.Act) }), .. left > 1 ? [new Button("Skip for now", Acts.BallotAfter(id))] : Array.Empty<Button>()];
        return new Card($"My ballot · {Titles.Of(shown.Workshop, id)}", [.. first, .. shownCard.Blocks], buttons, shownCard.Footnote)
            .Fit("the whole text is in All responses and on the web page");
    }

    private static Card Done(Shown shown, Round round, Participant me)
    {
        var votes = round.Amendments.Select(id => (Amendment: shown.Workshop.Find(id)!, me.Ballots.FirstOrDefault(b => b.Round == round.Id && b.Amendment == id)?.Vote)).ToList();
        return new Card(
            $"You have voted on {(votes.Count == 1 ? "the only amendment" : $"all {votes.Count} amendments")}",
            [
                .. RankingWords.Own(me),
                new Facts([.. votes.Select(v => new Fact(Titles.Of(shown.Workshop, v.Amendment.Id, 50), v.Vote is { } vote ? Word(vote) : "no vote"))]),
                .. round.ClosesAt is { } closes ? [Speaking.At(shown, "You can change your votes until", closes)] : Array.Empty<Block>(),
                .. votes.Count > Fitting.MaxButtons ? [new Paragraph($"To change one without a button, write for instance `vote {votes[^1].Amendment.Id} pass`.")] : Array.Empty<Block>(),
            ],
            [.. votes.Take(Fitting.MaxButtons).Select(v => new Button($"Change {v.Amendment.Id}", Acts.Revote(v.Amendment)))]).Fit();
    }

    private static Card NotOpen(Shown shown, Round round) => round.State switch
    {
        RoundState.Preparing => Card.Of($"{round.Id} is being prepared", new Paragraph("Voting opens by itself when the sample responses are there.")),
        RoundState.Paused => Card.Of($"{round.Id} is paused", new Paragraph("No votes are taken until it goes on; yours are kept.")),
        RoundState.Confirming => new Card(
            $"{round.Id} asks: is this what you meant?",
            [
                new Paragraph("Voting has ended. Answer on the cards of the adopted amendments, or here:"),
                new Facts([.. Confirmations.Confirming.Asked(shown.Workshop, round).Select(a => new Fact(a.Id.ToString(), $"`confirm {a.Id} matches`, `partly`, `no` or `changed` · {Titles.Of(shown.Workshop, a, 50)}"))]),
            ],
            []).Fit(),
        RoundState.Open => Card.Of("Your ballot can't be found now", new Paragraph("The key of this anonymous round is missing here. Tell a facilitator; nothing that you voted is lost.")),
        _ => Card.Of($"Voting in {round.Id} has ended", new Paragraph("`round status` shows the result.")),
    };

    private static string Word(Vote vote) => vote.ToString().ToLowerInvariant();
}
