using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Voting;

/// <summary>Checks comments, dissent and confirmations before they go to the store, as <see cref="Intake"/> does ballots.</summary>
public static class IntakeOfWords
{
    public static Admission<Remark> Comment(Workshop workshop, AddComment command, Voter voter, Occasion occasion)
    {
        if (Intake.WhyNot(workshop, command.Amendment, occasion.By!.Value) is { } refused)
            return new TurnedAway<Remark>(refused);
        if (command.Scenario is { } scenario && workshop.Find(scenario) is null)
            return new TurnedAway<Remark>(new Refused($"There is no {scenario}.", "`scenario list` lists them; leave it out to comment on the amendment itself."));
        return Words(command.Words, "The comment", new Remark(NewId(occasion), workshop.Running!.Id, command.Amendment, voter, RemarkKind.Comment)
        {
            Scenario = command.Scenario,
            At = occasion.Now,
        });
    }

    /// <summary>New words for a comment of one's own, until the close.</summary>
    /// <param name="own">Null when the voter has no such remark.</param>
    public static Admission<Remark> Edit(Workshop workshop, EditComment command, Remark? own, Occasion occasion) =>
        WhyNotChange(workshop, own, occasion) is { } refused
            ? new TurnedAway<Remark>(refused)
            : Words(command.Words, "The comment", own! with { At = occasion.Now });

    /// <summary>Takes a comment of one's own back, until the close.</summary>
    public static Admission<Remark> Withdraw(Workshop workshop, Remark? own, Occasion occasion) =>
        WhyNotChange(workshop, own, occasion) is { } refused
            ? new TurnedAway<Remark>(refused)
            : new Admitted<Remark>(own! with { Words = null, Withdrawn = true, At = occasion.Now });

    /// <summary>A minority's statement, from the close to the publication.</summary>
    /// <param name="vote">How the person voted on it; null when they did not.</param>
    public static Admission<Remark> Dissent(Workshop workshop, FileDissent command, (Voter Voter, Vote? Vote) own, Occasion occasion)
    {
        if (workshop.Running is not { State: RoundState.Closed or RoundState.Confirming } round)
            return new TurnedAway<Remark>(new Refused(
                "A dissent can be filed from the end of voting until the publication.", "While voting is open, comment on the amendment instead."));
        if (round.Outcomes.FirstOrDefault(o => o.Amendment == command.Amendment) is not { } outcome)
            return new TurnedAway<Remark>(new Refused($"{command.Amendment} was not voted on in {round.Id}.", "`round status` lists what was."));
        return InMinority(outcome.Tally.Count, own.Vote)
            ? Words(command.Words, "The statement", new Remark(NewId(occasion), round.Id, command.Amendment, own.Voter, RemarkKind.Dissent) { At = occasion.Now })
            : new TurnedAway<Remark>(new Refused(
                $"A dissent on {command.Amendment} is for those who voted with its minority.", "`mine` shows how you voted; you can propose an amendment for the next round."));
    }

    /// <summary>An answer to “is this what you meant?”; a cause is kept only beside <see cref="Meant.No"/>.</summary>
    public static Admission<Confirmation> Confirmation(Workshop workshop, Confirm command, Voter voter, Occasion occasion)
    {
        if (workshop.Running is not { State: RoundState.Confirming } round)
            return new TurnedAway<Confirmation>(new Refused("Nothing is being confirmed now.", "`round status` shows where the round is."));
        if (Confirming.Asked(workshop, round).All(a => a.Id != command.Amendment))
            return new TurnedAway<Confirmation>(new Refused(
                $"{command.Amendment} was not adopted in {round.Id}, so there is no new response to confirm.", "`round status` lists what was adopted."));
        if (!Intake.MayTakePart(round, occasion.By!.Value))
            return new TurnedAway<Confirmation>(new Refused(
                $"You are not on the list of those who take part in {round.Id}.", "Ask a facilitator if you should be; the list is fixed for this round."));
        if (WhyNotAnswered(round, command) is { } otherwise)
            return new TurnedAway<Confirmation>(otherwise);
        var meant = command.Pick is { } pick ? Blinding.MeantBy(pick, round, command.Amendment) : command.Meant;
        return new Admitted<Confirmation>(new Confirmation(round.Id, command.Amendment, voter, meant, meant == Meant.No ? command.Cause : null)
        {
            At = occasion.Now,
        });
    }

    /// <summary>Which answers a round takes depends on whether people know which response is the new one.</summary>
    private static Refused? WhyNotAnswered(Round round, Confirm command) => (Blinding.Hides(round), command) switch
    {
        (true, { Pick: null, Meant: Meant.Matches or Meant.No }) => new(
            "This round is confirmed without saying which response is the new one.", $"Say which does what you meant: `confirm {command.Amendment} first`, `second`, `both` or `neither`."),
        (false, { Pick: not null }) => new(
            "The card says which response is the new one.", $"Answer about that one: `confirm {command.Amendment} matches`, `partly` or `no`."),
        _ => null,
    };

    /// <summary>True for a vote on the side that has fewer ballots, whatever the result.</summary>
    public static bool InMinority(Count count, Vote? vote) => vote switch
    {
        Vote.Agree => count.Agree < count.Disagree,
        Vote.Disagree => count.Disagree < count.Agree,
        _ => false,
    };

    private static Refused? WhyNotChange(Workshop workshop, Remark? own, Occasion occasion)
    {
        if (own is null || own.Withdrawn)
            return new Refused("You have no such comment.", "`mine` lists yours.");
        if (own.Kind == RemarkKind.Dissent)
            return workshop.Running is { State: RoundState.Closed or RoundState.Confirming } round && round.Id == own.Round
                ? null
                : new Refused("The round is published, so the statement can't be changed any more.", "`mine forget` erases all your words.");
        return workshop.Running?.Id == own.Round
            ? Intake.WhyNot(workshop, own.Amendment, occasion.By!.Value)
            : new Refused("Voting has ended, so the comment can't be changed any more.", "`mine forget` erases all your words.");
    }

    private static Admission<Remark> Words(string typed, string what, Remark remark) =>
        Wording.Check(typed, Wording.Longest, what, out var words) is { } unfit
            ? new TurnedAway<Remark>(unfit)
            : new Admitted<Remark>(remark with { Words = words });

    /// <summary>16 hex digits that the occasion's seed makes unguessable.</summary>
    private static string NewId(Occasion occasion) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(occasion.Seed), "remark"u8))[..16];
}
