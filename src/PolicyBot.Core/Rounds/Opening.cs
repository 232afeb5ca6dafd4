using System.Collections.Immutable;
using System.Globalization;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Rounds;

/// <summary>What a facilitator wants to open.</summary>
/// <param name="Rule">The workshop's rule with the command's changes already in it; it is frozen.</param>
public sealed record OpeningAsked(OpenRound Command, DecisionRule Rule, Names Names)
{
    /// <summary>What its sample responses will take; null where nobody worked it out, as opening itself does not need it.</summary>
    public RoundCost? Cost { get; init; }
}

/// <summary>Opens rounds: freezes the rule and takes the drafted amendments in.</summary>
public static class Opening
{
    public const string DefaultDeadline = "3d";

    /// <summary>What a round would put to the vote now: what is drafted, and the ratification of a provisional version.</summary>
    public static ImmutableList<Amendment> WouldPut(Workshop workshop) => BallotPaper.Wanted(workshop);

    /// <summary>Without <see cref="OpenRound.Sure"/> it changes nothing and shows what opening will do; with it the round is prepared,
    /// and open at once where that was asked.</summary>
    public static Decision Open(Workshop workshop, OpeningAsked asked, Occasion occasion)
    {
        if (workshop.MayRun(occasion) is { } refused)
            return refused;
        if (workshop.Running is not null)
            return RoundWords.NotNow(workshop, "One round runs at a time");
        if (WhyUnfit(asked.Rule) is { } unfit)
            return unfit;
        var deadline = Deadlines.Read(asked.Command.Deadline ?? DefaultDeadline, workshop.Settings.TimeZone, Moment.Truncate(occasion.Now));
        if (deadline is not DeadlineUnderstood understood)
            return new Refused(((DeadlineUnclear)deadline).Why, ((DeadlineUnclear)deadline).Next);

        var (ballot, fault) = BallotPaper.Of(workshop, asked.Command.Only);
        if (fault is not null)
            return fault;
        if (asked.Rule.Ranked == true && TooMany(ballot) is { } many)
            return many;
        return asked.Command.Sure
            ? Prepare(workshop, asked, understood, ballot, occasion)
            : Ask(workshop, asked, understood, ballot);
    }

    private static Refused? TooMany(BallotPaper ballot) => RivalWordings.Among(ballot.Amendments).Find(r => r.Wordings.Count > RivalWordings.Most) is { } rivals
        ? new Refused(
            string.Create(CultureInfo.InvariantCulture, $"{rivals.Wordings.Count} amendments change {rivals.Clause}, and people can rank at most {RivalWordings.Most} wordings."),
            $"Drop duplicates with `moderate merge`, name the amendments of this round with `only:`, or use `rivals:agreement`.")
        : null;

    private static Decision Prepare(Workshop workshop, OpeningAsked asked, DeadlineUnderstood deadline, BallotPaper ballot, Occasion occasion)
    {
        var round = new Round(
            new RoundId(workshop.Rounds.Count + 1), asked.Rule, workshop.Current.Number, [.. ballot.Amendments.Select(a => a.Id)], deadline.Deadline)
        {
            PreparingSince = Moment.Truncate(occasion.Now),
        };
        var written = Deadlines.Written(deadline.At, workshop.Settings.TimeZone);
        ImmutableList<Change> prepared = [.. ballot.Before, new RoundPrepared(round)];
        if (asked.Command.AtOnce)
            return Decision.Accept(
                Reply.Say($"{round.Id} is open with {Count(ballot)}.", $"Voting ends {written}. Cards fill in as sample responses arrive."),
                prepared.Add(new VotingOpened(round.Id, deadline.At)));
        var ends = deadline.Deadline is Lasting lasting ? $"{Deadlines.Typed(lasting.Time)} after it opens" : written;
        return Decision.Accept(
            Reply.Say($"{round.Id} is being prepared with {Count(ballot)}.", $"Voting opens by itself when the sample responses are there, and ends {ends}."),
            prepared);
    }

    private static Decision Ask(Workshop workshop, OpeningAsked asked, DeadlineUnderstood deadline, BallotPaper ballot)
    {
        var act = OpeningLine.Of(asked.Command with { Sure = true }, deadline);
        if (act.Length > OpeningLine.Longest)
            return new Refused(
                "That is too much for one command.",
                "Set the rule once with `workshop settings`, then use `round open` with the deadline alone.");
        var starts = asked.Command.AtOnce ? "" : deadline.Deadline is Lasting
            ? " The time counts from when voting opens, which is when the sample responses are there."
            : " Voting opens when the sample responses are there.";
        return Decision.Accept(new Reply(new Card(
            $"Open R{(workshop.Rounds.Count + 1).ToString(CultureInfo.InvariantCulture)} with {Count(ballot)}?",
            [
                new When("Voting ends", deadline.At, Deadlines.Written(deadline.At, workshop.Settings.TimeZone)),
                new Paragraph($"{Length(deadline, workshop)}.{starts}"),
                new Paragraph(string.Join(", ", ballot.Amendments.Select(a => a.Id.ToString()))),
                .. asked.Cost is { } cost ? [new Paragraph(SpendingWords.Needs(cost, workshop.Settings))] : Array.Empty<Block>(),
                .. RuleWords.Of(asked.Rule, asked.Names).Select(s => new Paragraph(s)),
            ],
            [new Button("Open the round", act, Look.Primary)],
            "The rule is frozen when it opens; changing it later voids the round.")));
    }

    private static string Length(DeadlineUnderstood deadline, Workshop workshop) => deadline.Deadline is Lasting lasting
        ? $"Voting lasts {Deadlines.Typed(lasting.Time)}: if it opened now, until {Deadlines.Written(deadline.At, workshop.Settings.TimeZone)}"
        : $"Voting lasts until {Deadlines.Written(deadline.At, workshop.Settings.TimeZone)}";

    private static Refused? WhyUnfit(DecisionRule rule)
    {
        if (rule.Electorate is ChannelMembers or RoleHolders)
            return new Refused("Who may vote has not been looked up.", "Name the people with `electorate:`, or write `electorate:everybody`.");
        var size = Outcomes.ElectorateSize(rule);
        if (size == 0)
            return new Refused("Nobody is on the list of those who may vote.", "Name them with `electorate:`, or write `electorate:everybody`.");
        if (Outcomes.Needed(rule.Quorum, size) is not { } needed)
            return new Refused("A quorum in percent needs to know how many may vote.", "Give a number of people, such as `quorum:3`, or say how many may vote, such as `electorate:120`.");
        return size < needed
            ? new Refused(
                string.Create(CultureInfo.InvariantCulture, $"The quorum is {needed}, but only {size} may vote."),
                "Choose a smaller quorum, such as `quorum:50%`, or name more voters with `electorate:`.")
            : null;
    }

    private static string Count(BallotPaper ballot) => ballot.Amendments.Count == 1
        ? "1 amendment"
        : $"{ballot.Amendments.Count.ToString(CultureInfo.InvariantCulture)} amendments";
}
