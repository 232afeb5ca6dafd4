using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Voting;

/// <summary>Checks ballots, reactions and thread replies before they go to the store: all that can be known without it. The
/// occasion says who (never null here) and when the event happened on its platform; voters come from <see cref="Voters.Of"/>.</summary>
public static class Intake
{
    /// <summary>Longest reason beside a ballot, in characters.</summary>
    public const int LongestReason = 1_000;

    private const string NoVote = "It is none of 👍, 👎 and 🤷.";

    public static Admission<Ballot> Ballot(Workshop workshop, CastBallot command, Voter voter, Occasion occasion)
    {
        var person = occasion.By!.Value;
        if (WhyNot(workshop, command.Amendment, person) is { } refused)
            return new TurnedAway<Ballot>(refused);
        var amendment = workshop.Find(command.Amendment)!;
        if (command.Fingerprint is { } seen && seen != amendment.Fingerprint)
            return new TurnedAway<Ballot>(new Refused(
                $"That card shows another text of {amendment.Id} than the one that is voted on.",
                "Reload the card, read its text and vote again."));
        return Wording.CheckOptional(command.Reason, LongestReason, "The reason", out var reason) is { } unfit
            ? new TurnedAway<Ballot>(unfit)
            : new Admitted<Ballot>(new Ballot(workshop.Running!.Id, amendment.Id, voter, command.Vote, amendment.Fingerprint)
            {
                Reason = reason,
                Group = workshop.Groups.GetValueOrDefault(person.Value),
                CastAt = occasion.Now,
            });
    }

    /// <summary>A ranking of all or some of a clause's rival wordings.</summary>
    public static Admission<Ranking> Ranking(Workshop workshop, RankWordings command, Voter voter, Occasion occasion)
    {
        if (workshop.Running is not { } round || RivalWordings.Of(round, workshop).Find(r => r.Clause == command.Clause) is not { } rivals)
            return new TurnedAway<Ranking>(new Refused($"There are no wordings of {command.Clause} to rank now.", "`round status` shows what is voted on; `ballot` walks you through what needs you."));
        if (WhyNot(workshop, rivals.Wordings[0].Id, occasion.By!.Value) is { } refused)
            return new TurnedAway<Ranking>(refused);
        var ids = string.Join(", ", rivals.Wordings.Select(w => w.Id));
        if (command.Order.Where(a => rivals.Wordings.TrueForAll(w => w.Id != a)).Select(a => (AmendmentId?)a).FirstOrDefault() is { } stranger)
            return new TurnedAway<Ranking>(new Refused($"{stranger} is no wording of {command.Clause} in this round.", $"Rank {ids}, the one that you want most first."));
        if (command.Order.Distinct().Count() < command.Order.Count)
            return new TurnedAway<Ranking>(new Refused("The same wording stands in two places.", $"Name each of {ids} once; what you leave out comes last."));
        if (command.Fingerprint is { } seen && seen != rivals.Fingerprint)
            return new TurnedAway<Ranking>(new Refused("That card shows other wordings than those that are ranked now.", "Reload the card, read the wordings and rank them again."));
        return new Admitted<Ranking>(new Ranking(round.Id, command.Clause, voter, command.Order, rivals.Fingerprint) { CastAt = occasion.Now });
    }

    /// <summary>A reaction is a ballot where it gives nothing away: in rounds that are attributed and live.</summary>
    public static Admission<Ballot> Reaction(Workshop workshop, React command, Voter voter, Occasion occasion)
    {
        if (VoteOf(command.Emoji) is not { } vote)
            return new PassedOver<Ballot>(NoVote);
        if (WhyNot(workshop, command.Amendment, occasion.By!.Value) is { } refused)
            return new TurnedAway<Ballot>(refused);
        return ReactionsCount(workshop)
            ? Ballot(workshop, new CastBallot(command.Amendment, vote, null, null), voter, occasion)
            : new TurnedAway<Ballot>(new Refused(
                "Reactions don't count in this round, because everybody can see them.",
                "Use the buttons of the card; only they are recorded. You may want to take the reaction off."));
    }

    /// <summary>A reaction that was taken off takes the ballot back that it stood for, where reactions count.</summary>
    public static Admission<Withdrawal> ReactionTakenBack(Workshop workshop, React command, Voter voter, Occasion occasion)
    {
        if (VoteOf(command.Emoji) is not { } vote)
            return new PassedOver<Withdrawal>(NoVote);
        if (WhyNot(workshop, command.Amendment, occasion.By!.Value) is { } refused)
            return new TurnedAway<Withdrawal>(refused);
        return ReactionsCount(workshop)
            ? new Admitted<Withdrawal>(new Withdrawal(workshop.Running!.Id, command.Amendment, voter, vote, occasion.Now))
            : new PassedOver<Withdrawal>("Reactions don't count in this round.");
    }

    private static bool ReactionsCount(Workshop workshop) => workshop.Running!.Rule is { Anonymous: false, Hidden: false };

    /// <summary>A thread reply is a comment in attributed rounds; in anonymous ones, and outside voting, it is left to the thread.</summary>
    public static Admission<Remark> Discussion(Workshop workshop, Discuss command, Voter voter, Occasion occasion)
    {
        if (WhyNot(workshop, command.Amendment, occasion.By!.Value) is not null)
            return new PassedOver<Remark>("No comment can be made there now.");
        return workshop.Running!.Rule.Anonymous
            ? new PassedOver<Remark>("Thread replies are discussion in an anonymous round; comments go through the dialog.")
            : IntakeOfWords.Comment(workshop, new AddComment(command.Amendment, command.Words, null), voter, occasion);
    }

    /// <summary>Agree for 👍, disagree for 👎, pass for 🤷 and ⏭, in all skin tones and genders; null for any other.</summary>
    public static Vote? VoteOf(string emoji) => emoji.Trim() switch
    {
        var e when e.StartsWith("👍", StringComparison.Ordinal) => Vote.Agree,
        var e when e.StartsWith("👎", StringComparison.Ordinal) => Vote.Disagree,
        var e when e.StartsWith("🤷", StringComparison.Ordinal) || e.StartsWith('⏭') => Vote.Pass,
        _ => null,
    };

    /// <summary>Why this person can say nothing about this amendment now; null when they can.</summary>
    internal static Refused? WhyNot(Workshop workshop, AmendmentId id, PersonId person)
    {
        if (workshop.Find(id) is not { } amendment)
            return new Refused($"There is no {id} in {workshop.Name}.", "`round status` lists the amendments that are voted on.");
        if (workshop.Running is not { } round || !round.Amendments.Contains(id))
            return new Refused($"{id} is not voted on now.", NextFor(amendment));
        if (!round.TakesBallots)
            return new Refused($"{RoundWords.StateOf(round, workshop)}, so it takes no votes or comments now.", NextFor(round));
        return MayTakePart(round, person)
            ? null
            : new Refused($"You are not on the list of those who vote in {round.Id}.", "Ask a facilitator if you should be; the list is fixed for this round.");
    }

    internal static bool MayTakePart(Round round, PersonId person) =>
        round.Rule.Electorate is not ListedPeople list || list.Holds(person);

    private static string NextFor(Amendment amendment) => amendment.State == AmendmentState.Proposed
        ? "It goes into the next round; you can vote once that is open."
        : "`mine` shows what became of it, `round status` what is voted on.";

    private static string NextFor(Round round) => round.State switch
    {
        RoundState.Preparing => "Voting opens by itself when the sample responses are there.",
        RoundState.Paused => "Come back when a facilitator has resumed it.",
        _ => "`report` shows the result.",
    };
}
