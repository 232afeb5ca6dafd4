using System.Collections.Immutable;
using PolicyBot.Core.Log;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Rounds;

/// <summary>Steers a round between its opening and its close.</summary>
public static class Steering
{
    /// <summary>A deadline that passed while the samples ran leaves this much time to vote.</summary>
    public static readonly TimeSpan LeastTime = TimeSpan.FromHours(1);

    private const int LongestReason = 500;

    /// <summary>Opens the voting of the round in preparation; no changes when there is none. A deadline that has passed meanwhile
    /// moves to an hour from <paramref name="now"/>, with the reason in the log.</summary>
    public static ImmutableList<Change> BeginVoting(Workshop workshop, DateTimeOffset now)
    {
        if (workshop.Running is not { State: RoundState.Preparing } round)
            return [];
        now = Moment.Truncate(now);
        if (round.Asked is Lasting lasting)
            return [new VotingOpened(round.Id, now + lasting.Time)];
        var until = ((Until)round.Asked).At;
        if (until > now)
            return [new VotingOpened(round.Id, until)];
        // The bot's own words need no secret salt: nobody's authorship hides behind the hash.
        var why = Text.Of($"The deadline ({Deadlines.Written(until, workshop.Settings.TimeZone)}) passed while the sample responses were run.", "");
        return [new VotingOpened(round.Id, now + LeastTime), new DeadlineMoved(round.Id, now + LeastTime, why)];
    }

    /// <summary>Moves the deadline later, with a reason; a length of time is added to the present deadline.</summary>
    public static Decision Extend(Workshop workshop, ExtendRound command, Occasion occasion)
    {
        if (workshop.MayRun(occasion) is { } refused)
            return refused;
        if (workshop.Running is not { State: RoundState.Open or RoundState.Paused, ClosesAt: { } present } round)
            return RoundWords.NotNow(workshop, "Only a round that is open or paused can be extended");
        if (IsOver(round, occasion.Now))
            return Over(round, workshop);
        if (string.IsNullOrWhiteSpace(command.Reason))
            return new Refused("A deadline moves only with a reason, which everybody reads.", "Say why, such as `round extend 24h why:\"two people were away\"`.");
        return Wording.Check(command.Reason, LongestReason, "The reason", out var reason)
            ?? MoveTo(workshop, Later(command.Deadline, present, workshop, occasion.Now), occasion.Text(reason));
    }

    private static DeadlineRead Later(string typed, DateTimeOffset present, Workshop workshop, DateTimeOffset now)
    {
        if (Deadlines.Span(typed) is not { } span)
            return Deadlines.Read(typed, workshop.Settings.TimeZone, now);
        return present + span - now > Deadlines.Longest
            ? new DeadlineUnclear("A round lasts at most 90 more days.", "Extend it by less; it can be extended again.")
            : new DeadlineUnderstood(new Until(present + span), present + span);
    }

    private static Decision MoveTo(Workshop workshop, DeadlineRead read, Text why)
    {
        var (round, zone) = (workshop.Running!, workshop.Settings.TimeZone);
        return read switch
        {
            DeadlineUnclear unclear => new Refused(unclear.Why, unclear.Next),
            DeadlineUnderstood later when later.At > round.ClosesAt => Decision.Accept(
                Reply.Say($"{round.Id} now ends {Deadlines.Written(later.At, zone)}."), new DeadlineMoved(round.Id, later.At, why)),
            _ => new Refused(
                $"A deadline only moves later; it is {Deadlines.Written(round.ClosesAt!.Value, zone)}.",
                "Give a later time, or end voting now with `round close`."),
        };
    }

    /// <summary>Takes no ballots until the round is resumed; the deadline stands still.</summary>
    public static Decision Pause(Workshop workshop, Occasion occasion)
    {
        if (workshop.MayRun(occasion) is { } refused)
            return refused;
        if (workshop.Running is not { State: RoundState.Open } round)
            return RoundWords.NotNow(workshop, "Only an open round can be paused");
        return IsOver(round, occasion.Now)
            ? Over(round, workshop)
            : Decision.Accept(Reply.Say($"{round.Id} is paused.", "It takes no ballots and its deadline stands still until `round resume`."), new RoundPaused(round.Id));
    }

    /// <summary>Takes ballots again; the deadline moves by the time that the round was paused.</summary>
    public static Decision Resume(Workshop workshop, Occasion occasion)
    {
        if (workshop.MayRun(occasion) is { } refused)
            return refused;
        if (workshop.Running is not { State: RoundState.Paused, ClosesAt: { } closes, PausedAt: { } since } round)
            return RoundWords.NotNow(workshop, "Only a paused round can be resumed");
        var now = Moment.Truncate(occasion.Now);
        var stood = now > since ? now - since : TimeSpan.Zero;
        return Decision.Accept(
            Reply.Say($"{round.Id} takes ballots again.", $"It ends {Deadlines.Written(closes + stood, workshop.Settings.TimeZone)}."),
            new RoundResumed(round.Id, closes + stood));
    }

    /// <summary>Ends the round without a result; asks once. Its amendments are drafts again.</summary>
    public static Decision Cancel(Workshop workshop, CancelRound command, Occasion occasion)
    {
        if (workshop.MayRun(occasion) is { } refused)
            return refused;
        if (workshop.Running is not { State: RoundState.Preparing or RoundState.Open or RoundState.Paused } round)
            return RoundWords.NotNow(workshop, "A round can be cancelled until it is closed");
        if (IsOver(round, occasion.Now))
            return Over(round, workshop);
        return command.Sure
            ? Decision.Accept(Reply.Say($"{round.Id} is cancelled.", "Its amendments are drafts again; its ballots count for nothing."), new RoundCancelled(round.Id))
            : Asking.Once($"Cancel {round.Id}?", "Cancel the round", "round cancel sure:yes",
                "It ends without a result: its ballots count for nothing, and its amendments are drafts again.");
    }

    /// <summary>True from the deadline of an open round on: no ballot received then counts, and it only waits to be closed.</summary>
    public static bool IsOver(Round round, DateTimeOffset now) => round.State == RoundState.Open && round.ClosesAt <= now;

    /// <summary>What a change of the workshop's rule does to the round under way: until its close it becomes void.</summary>
    public static ImmutableList<Change> VoidBecauseRuleChanged(Workshop workshop, DecisionRule before, DecisionRule after) =>
        workshop.Running is { State: RoundState.Preparing or RoundState.Open or RoundState.Paused } round && !Same(before, after)
            ? [new RoundVoided(round.Id, "The decision rule was changed while the round was under way.")]
            : [];

    private static bool Same(DecisionRule one, DecisionRule other) =>
        one with { Electorate = new EverybodyHere() } == other with { Electorate = new EverybodyHere() }
        && (one.Electorate, other.Electorate) switch
        {
            (ListedPeople a, ListedPeople b) => a.People.ToHashSet().SetEquals(b.People),
            var (a, b) => a == b,
        };

    private static Refused Over(Round round, Workshop workshop) => new(
        $"Voting in {round.Id} ended {Deadlines.Written(round.ClosesAt!.Value, workshop.Settings.TimeZone)}.",
        "Its result is being counted and will be posted here.");
}
