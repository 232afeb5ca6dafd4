using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Voting;

/// <summary>Checks ballots and comments before they go to the store; all that can be known without it. The occasion says who
/// (never null here) and when the event happened on its platform.</summary>
public static class Intake
{
    public const int LongestReason = 1_000;
    private const int LongestComment = Wording.Longest;

    /// <param name="voter">From <see cref="Voters.Of"/>.</param>
    public static Admission<Ballot> Ballot(Workshop workshop, CastBallot command, Voter voter, Occasion occasion)
    {
        if (WhyNot(workshop, command.Amendment, occasion.By!.Value) is { } refused)
            return new TurnedAway<Ballot>(refused);
        var amendment = workshop.Find(command.Amendment)!;
        if (command.Fingerprint is { } seen && seen != amendment.Fingerprint)
            return new TurnedAway<Ballot>(new Refused(
                $"The card that you pressed shows another text of {amendment.Id} than the one that is voted on.",
                $"Reload the card, read the text and vote again, or use `vote {amendment.Id}`."));
        if (Wording.CheckOptional(command.Reason, LongestReason, "The reason") is not Fit reason)
            return TurnedAway<Ballot>((Unfit)Wording.CheckOptional(command.Reason, LongestReason, "The reason"));
        return new Admitted<Ballot>(new Ballot(workshop.Running!.Id, amendment.Id, voter, command.Vote, amendment.Fingerprint)
        {
            Reason = reason.Words,
            Group = workshop.Groups.GetValueOrDefault(occasion.By.Value.Value),
            CastAt = occasion.Now,
        });
    }
}
