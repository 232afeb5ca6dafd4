using System.Collections.Immutable;
using System.Globalization;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Views;

/// <summary>A round: where it is, until when, how many took part, and what it votes on.</summary>
public static class RoundCard
{
    /// <summary>Of a hidden round it shows the turnout and nothing else of the ballots.</summary>
    public static Card Of(Shown shown, RoundId id)
    {
        if (shown.Workshop.Find(id) is not { } round)
            return None(shown.Workshop, id);
        return new Card(
            $"{id} · {Title(round)}",
            [.. Now(shown, round), .. List(shown, round), .. Explained(shown, round), Speaking.ToRound(shown, id)],
            Buttons(round)).Fit("all amendments are on the web page");
    }

    /// <summary>In place of a round that there is not.</summary>
    internal static Card None(Workshop workshop, RoundId id) => workshop.Rounds.IsEmpty
        ? Card.Of("No round has been opened yet", new Paragraph("`workshop status` lists what is drafted for the first one; a facilitator opens it with `round open 48h`."))
        : Card.Of($"There is no {id}", new Paragraph($"The newest is {workshop.Rounds[^1].Id}; `round status` shows it."));

    internal static string Title(Round round) => round.State switch
    {
        RoundState.Preparing => "Being prepared",
        RoundState.Open => $"Vote on {Speaking.Many(round.Amendments.Count, "amendment", "amendments")}",
        RoundState.Paused => "Paused",
        RoundState.Closed => "Voting has ended",
        RoundState.Confirming => "Is this what you meant?",
        RoundState.Published => "Published",
        RoundState.Cancelled => "Cancelled",
        RoundState.Void => "Void",
        _ => "Draft",
    };

    internal static IEnumerable<Block> Now(Shown shown, Round round)
    {
        var facts = shown.Of(round.Id);
        return round.State switch
        {
            RoundState.Preparing =>
            [
                .. SamplesRun(facts, "samples run"),
                new Paragraph($"Voting opens by itself when they are there{Lasts(round)}."),
            ],
            RoundState.Open =>
            [
                .. round.ClosesAt is { } closes ? [Speaking.At(shown, "Voting ends", closes)] : Array.Empty<Block>(),
                new Paragraph(Turnout(round, facts.Voters)),
                .. facts.TrialsDone < facts.TrialsNeeded ? SamplesRun(facts, "samples run") : [],
            ],
            RoundState.Paused => [new Paragraph($"{Turnout(round, facts.Voters)} Their votes stay. No votes are taken until a facilitator resumes the round; the deadline stands still.")],
            RoundState.Closed => [new Paragraph("The result is on its own card."), .. StillRunning(facts)],
            RoundState.Confirming =>
            [
                .. round.ConfirmingUntil is { } until ? [Speaking.At(shown, "Answers are taken until", until)] : Array.Empty<Block>(),
                .. facts.TrialsDone < facts.TrialsNeeded ? SamplesRun(facts, "samples run under the new version") : [],
                new Paragraph("Each adopted change has a card with the response before and now. Say there whether it is what you meant."),
            ],
            RoundState.Published => [new Paragraph("The report says what was decided, what was confirmed, and what became of the comments.")],
            RoundState.Cancelled => [new Paragraph("It was cancelled: nothing was decided, and its amendments are back in the draft.")],
            RoundState.Void => [new Paragraph("Its rule was changed while it ran, so it counts for nothing. Its amendments are back in the draft.")],
            _ => [],
        };
    }

    /// <summary>The samples that a closed round still waits for.</summary>
    internal static IEnumerable<Block> StillRunning(RoundFacts facts)
    {
        if (facts.TrialsDone < facts.TrialsNeeded)
        {
            foreach (var block in SamplesRun(facts, "samples run under the new version"))
                yield return block;
            yield return new Paragraph("When they are there, everybody is asked whether the new responses are what was meant.");
        }
    }

    private static IEnumerable<Block> SamplesRun(RoundFacts facts, string what)
    {
        yield return new Progress(facts.TrialsDone, facts.TrialsNeeded, what);
        if (facts.Answering is { } now)
            yield return new Paragraph(string.Create(
                CultureInfo.InvariantCulture, $"{Speaking.Many(now.Calls, "response is", "responses are")} being written now ({now.Characters:N0} characters so far)."));
        if (facts.Trouble is { } trouble)
            yield return new Paragraph(trouble);
    }

    private static string Lasts(Round round) => round.Asked switch
    {
        Lasting l => $" and lasts {Deadlines.Typed(l.Time)} from then",
        _ => "",
    };

    private static string Turnout(Round round, int voters) => Outcomes.ElectorateSize(round.Rule) is { } size
        ? $"{voters} of {Speaking.People(size)} {(voters == 1 ? "has" : "have")} voted so far."
        : voters == 0 ? "Nobody has voted so far." : $"{Speaking.People(voters)} {(voters == 1 ? "has" : "have")} voted so far.";

    private static IEnumerable<Block> List(Shown shown, Round round)
    {
        yield return new Facts([.. round.Amendments.Select(a => new Fact(
            a.ToString(), (shown.Workshop.Find(a) is { } amendment ? Titles.Of(shown.Workshop, amendment, 60) : "?") + Result(round, a)))]);
    }

    private static string Result(Round round, AmendmentId amendment) =>
        round.Outcomes.FirstOrDefault(o => o.Amendment == amendment) is { } outcome ? $" → {Speaking.Word(outcome.Result)}" : "";

    private static IEnumerable<Block> Explained(Shown shown, Round round)
    {
        if (round.State is not (RoundState.Preparing or RoundState.Open or RoundState.Paused))
            yield break;
        foreach (var rivals in RivalWordings.Of(round, shown.Workshop))
            yield return new Paragraph(RankingWords.Ask(rivals));
        yield return new Paragraph($"{Speaking.Rule(round.Rule)} {Speaking.Secrecy(round.Rule)}{Speaking.Listed(round.Rule)}");
    }

    private static ImmutableList<Button> Buttons(Round round) => round.State switch
    {
        RoundState.Open => [new("My ballot", Acts.MyBallot, Look.Primary), new("Round status", Acts.RoundStatus)],
        RoundState.Published => [new("Read the report", Acts.Report(round.Id), Look.Primary)],
        RoundState.Cancelled or RoundState.Void => [],
        _ => [new("Round status", Acts.RoundStatus)],
    };
}
