using System.Collections.Immutable;
using System.Globalization;
using PolicyBot.Core.Consensus;
using PolicyBot.Core.Log;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Rounds;

/// <summary>The sealed ballots of one round, counted.</summary>
/// <param name="Digest">Of all sealed ballots, see <see cref="Tallying.Digest"/>.</param>
public sealed record SealedCount(RoundId Round, IReadOnlyList<Tally> Tallies, string Digest, ClosedBy By)
{
    public Opinion? Opinion { get; init; }

    /// <summary>See <see cref="Reports.Commitments.OfCasts"/>.</summary>
    public string? Casts { get; init; }

    /// <summary>Of the rival wordings, and the digest of the rankings; null unless the rule has them ranked.</summary>
    public (ImmutableList<Contest> Contests, string Digest)? Ranked { get; init; }
}

/// <summary>Ends voting: decides, and makes the next version.</summary>
public static class Closing
{
    /// <summary>What a close by hand will do; never a hidden tally. With <see cref="CloseRound.Sure"/> an acceptance without
    /// changes means: seal and close (or publish, where confirming is under way).</summary>
    public static Decision AskToClose(Workshop workshop, CloseRound command, RoundFacts facts, Occasion occasion)
    {
        if (workshop.MayRun(occasion) is { } refused)
            return refused;
        if (workshop.Running is not { } round || round.State == RoundState.Preparing)
            return RoundWords.NotNow(workshop, command.Publishes ? "A round is published after its voting" : "Voting can be ended once it is open");
        if (IsSure(round, command))
            return Decision.Accept(Reply.Say(Votes(round) ? $"{round.Id} is being counted." : $"{round.Id} is being published."));
        return Votes(round) ? AskToEndVoting(workshop, round, facts) : AskToPublish(round, facts);
    }

    /// <summary>True when the person was asked about exactly what would happen now: an end of voting, or the publication.</summary>
    public static bool IsSure(Round round, CloseRound command) => command.Sure && command.Publishes != Votes(round);

    /// <summary>True when voting has to end by itself now: the deadline has come.</summary>
    public static bool IsDue(Workshop workshop, DateTimeOffset now) => workshop.Running is { } round && Steering.IsOver(round, now);

    /// <summary>True when every listed person has voted on every amendment and ranked every clause's rival wordings; never where everybody
    /// may vote.</summary>
    /// <param name="turnout">How many ballots each voter has cast, rankings included.</param>
    /// <param name="voterOf">Under which name a person's ballots are stored, see <see cref="Voters.Of"/>.</param>
    public static bool EverybodyVoted(Workshop workshop, IReadOnlyDictionary<Voter, int> turnout, Func<PersonId, Voter> voterOf) =>
        workshop.Running is { State: RoundState.Open, Rule.Electorate: ListedPeople { People.Count: > 0 } list } round
        && list.People.All(p => turnout.GetValueOrDefault(voterOf(p)) >= round.Amendments.Count + RivalWordings.Of(round, workshop).Count);

    /// <summary>The outcomes and, when the policy changes by them, the next version. Refused for a round that is closed already,
    /// so that no second close can follow the first.</summary>
    public static Decision Close(Workshop workshop, SealedCount counted, Occasion occasion)
    {
        if (workshop.Find(counted.Round) is not { } round || !Votes(round))
            return new Refused($"{counted.Round} is not open.", "`round status` shows where it is.");

        var outcomes = Outcomes.Of(round, workshop, counted.Tallies, counted.Ranked?.Contests ?? []);
        var made = Successor.Of(workshop, round, outcomes, occasion.Now);
        var closed = new RoundClosed(round.Id, counted.By, counted.Digest, made.Outcomes)
        {
            Made = made.Version?.Number,
            Opinion = counted.Opinion,
            Casts = counted.Casts,
            Contests = counted.Ranked?.Contests,
            RankingDigest = counted.Ranked?.Digest,
        };
        return Decision.Accept(Said(closed), made.Version is { } version ? [closed, new VersionMade(version)] : [closed]);
    }

    private static bool Votes(Round round) => round.State is RoundState.Open or RoundState.Paused;

    private static Reply Said(RoundClosed closed)
    {
        var words = closed.Outcomes.Select(o => $"{o.Amendment} {o.Result.ToString().ToLowerInvariant()}: {o.Why}");
        return Reply.Say($"{closed.Round} is closed.", words);
    }

    private static Decision AskToEndVoting(Workshop workshop, Round round, RoundFacts facts)
    {
        var closes = round is { State: RoundState.Open, ClosesAt: { } at }
            ? $"Its deadline is {Deadlines.Written(at, workshop.Settings.TimeZone)}."
            : "It is paused.";
        return Asking.Once($"End voting in {round.Id} now?", "Close the round", "round close sure:yes",
            $"{Voted(facts.Voters, Outcomes.ElectorateSize(round.Rule))} {closes} The report will say that it was closed by hand.",
            "Ballots and comments end, the rule decides each amendment, and what is adopted makes the next version. This can't be undone.");
    }

    private static Decision AskToPublish(Round round, RoundFacts facts)
    {
        var answers = facts.Confirmations.Sum(c => c.People);
        return Asking.Once($"Publish {round.Id} now?", "Publish the round", "round publish sure:yes",
            string.Create(CultureInfo.InvariantCulture, $"{answers} {(answers == 1 ? "answer has" : "answers have")} come in so far."),
            "Confirming ends, the report is posted with what is missing named, and the key of an anonymous round is deleted. This publishes now and can't be undone.");
    }

    private static string Voted(int voters, int? electorate) => electorate is { } size
        ? string.Create(CultureInfo.InvariantCulture, $"{voters} of {size} people have voted.")
        : voters == 1 ? "1 person has voted." : string.Create(CultureInfo.InvariantCulture, $"{voters} people have voted.");
}
