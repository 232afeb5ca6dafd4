using PolicyBot.App.Stewards;
using PolicyBot.Core;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Grains;

/// <summary>What a decision is made from.</summary>
public sealed record Asked(Workshop? Workshop, Ask Ask, Names Names);

/// <summary>From a command to the function in Core that decides it.</summary>
public sealed class Deciding(Gathering gathering, Looping looping, Telling telling, Accounts accounts, Settling settling)
{
    /// <summary>Every command that changes a workshop, and who in Core decides it.</summary>
    public async Task<Decision> Of(Asked asked, Occasion occasion)
    {
        if (asked.Ask.Command is CreateWorkshop create)
            return Founding.Create(create, asked.Workshop, (Founding.IdFor(create.Name), asked.Ask.Place), occasion);
        if (asked.Workshop is not { } workshop)
            return Refusals.NoWorkshop;

        return asked.Ask.Command switch
        {
            ChangeSettings c => settling.WhyNoSuchModel(workshop, c.Patch) ?? Running.ChangeSettings(workshop, c, asked.Names, occasion),
            LinkPlace => Running.LinkPlace(workshop, asked.Ask.Place, occasion),
            AddFacilitator c => Running.AddFacilitator(workshop, c, asked.Names, occasion),
            ArchiveWorkshop c => Running.Archive(workshop, c, occasion),
            JoinGroup c => Running.JoinGroup(workshop, c, occasion),
            ForgetMe c => Forgetting.Forget(workshop, c, occasion),
            LinkMe c => await accounts.Link(workshop, c, occasion),
            HideWords c => Moderating.Hide(workshop, c, await gathering.Holds(workshop, c.What, CancellationToken.None), occasion),
            MergeAmendments c => Moderating.Merge(workshop, c, occasion),
            ChooseReminders c => await accounts.Remind(workshop.Id, asked.Ask.From, c),

            ImportPolicy c => Editing.Import(workshop, c, occasion),
            RollBack c => Editing.RollBack(workshop, c, occasion),
            ProposeClause c => Proposing.Add(workshop, c, occasion),
            AmendClause c => Proposing.Amend(workshop, c, occasion),
            ProposeRemoval c => Proposing.Remove(workshop, c, occasion),
            WithdrawAmendment c => TakingBack.Withdraw(workshop, c, occasion),
            RebaseAmendment c => TakingBack.Rebase(workshop, c, occasion),
            ApplyRedraft c => TakingBack.Apply(await gathering.Of(workshop, CancellationToken.None), c, occasion),
            AskForRedraft c => AskingAgain.Ask(workshop, c, await gathering.Grouped(workshop, c.Amendment, CancellationToken.None), occasion),

            AddScenario c => Staging.Add(workshop, c, occasion),
            RetireScenario c => Staging.Retire(workshop, c, occasion),
            LinkScenario c => Staging.Link(workshop, c),

            OpenRound c => await settling.Open(workshop, c, asked, occasion),
            ExtendRound c => Steering.Extend(workshop, c, occasion),
            PauseRound => Steering.Pause(workshop, occasion),
            ResumeRound => Steering.Resume(workshop, occasion),
            CancelRound c => Steering.Cancel(workshop, c, occasion),
            RemindVoters => Reminders.Remind(workshop, await telling.NonVoters(workshop, CancellationToken.None), occasion),
            OverruleOutcome c => Overruling.Overrule(workshop, c, occasion),
            CloseRound c => await Close(workshop, c, occasion),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>A close by hand asks once; then it is the same step that the deadline takes.</summary>
    private async Task<Decision> Close(Workshop workshop, CloseRound close, Occasion occasion)
    {
        // Only the question shows how many have voted; a close that is sure must not wait for a count of all ballots.
        var sure = workshop.Running is { } now && Closing.IsSure(now, close);
        var facts = !sure && workshop.Running is { } running ? await gathering.Facts(workshop, running, CancellationToken.None) : RoundFacts.None;
        var asked = Closing.AskToClose(workshop, close, facts, occasion);
        if (!sure || asked is Refused || workshop.Running is not { } round)
            return asked;
        return close.Publishes
            ? await looping.Of(workshop, new PublishRound(round.Id), occasion)
            : await looping.Of(workshop, new CloseVoting(round.Id, ClosedBy.Hand), occasion);
    }
}
