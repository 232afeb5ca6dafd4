using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Rounds;

/// <summary>What a facilitator can do when a model could not be reached, or its answer helps nobody.</summary>
public static class AskingAgain
{
    /// <summary>Has the model asked again: for a returned amendment's redraft, and for the themes of an amendment that has none. Refused
    /// while a later amendment that takes it up is voted on, or is in the policy.</summary>
    /// <param name="grouped">Its comments are grouped into themes already, or too few for any.</param>
    public static Decision Ask(Workshop workshop, AskForRedraft command, bool grouped, Occasion occasion)
    {
        if (workshop.MayRun(occasion) is { } no)
            return no;
        if (workshop.Find(command.Amendment) is not { } amendment)
            return TakingBack.Unknown(workshop, command.Amendment);
        var id = amendment.Id;
        if (amendment is { Proposal: RatifyVersion } or not { State: AmendmentState.Returned or AmendmentState.Adopted or AmendmentState.Declined, Round: not null })
            return new Refused($"No round has decided on {id}'s wording.", "A model redrafts what a round has returned; `report` shows what that is.");
        if (amendment.State != AmendmentState.Returned)
            return grouped
                ? new Refused($"{id} was {amendment.State.ToString().ToLowerInvariant()}, and its comments are grouped already, or fewer than {Theme.FewestComments}.", "Propose another wording with `clause amend` or `clause propose`.")
                : Decision.Accept(Reply.Say($"The model is asked for the themes of the comments on {id}", "The report shows them when they are there."), new AdviceAsked(id));
        if (workshop.Amendments.Values.FirstOrDefault(a => a.Follows == id && a.State is AmendmentState.InRound or AmendmentState.Adopted) is { } successor)
            return new Refused($"{successor.Id} takes {id} up and is {(successor.State == AmendmentState.InRound ? "being voted on" : "in the policy")}.", "Wait for what becomes of that one.");
        return Redrafting.Due(workshop).Contains(amendment)
            ? Decision.Accept(Reply.Say($"The model is being asked about {id}", "Its redraft is posted in the channel when it is there."))
            : Decision.Accept(
                Reply.Say($"The model is asked again to redraft {id}", "What it offers is posted in the channel; a redraft that is drafted now gives way to it."),
                new AdviceAsked(id));
    }
}
