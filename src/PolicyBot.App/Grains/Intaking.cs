using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Grains;

/// <summary>One thing that somebody puts in: checked by Core, stored under its voter, answered.</summary>
internal sealed class Intaking(IWorkshopStore store, RoundKeys keys, Workshop workshop)
{
    public async Task<(Reply Reply, Recorded? Recorded)> Take(Intaken taken)
    {
        if (workshop.Running is not { } round)
            return (Reply.Of(Refusals.NoRound), null);
        if (keys.VoterIn(workshop.Id, round, taken.Person) is not { } voter)
            return (Reply.Of(Refusals.KeyMissing), null);

        var receipt = new Receipt(EventKey(round, taken.Ask.EventId), taken.Ask.ReceivedAt);
        // The same event gives the same remark, and in anonymous rounds nothing that can be traced to it.
        var occasion = new Occasion(taken.Ask.ReceivedAt, taken.Person, receipt.EventKey);
        return taken.Ask.Command switch
        {
            CastBallot c => await Cast(Intake.Ballot(workshop, c, voter, occasion), receipt),
            RankWordings c => await Ranked(Intake.Ranking(workshop, c, voter, occasion), receipt),
            React { TakenBack: true } c => await Withdrawn(Intake.ReactionTakenBack(workshop, c, voter, occasion), receipt),
            React c => await Cast(Intake.Reaction(workshop, c, voter, occasion), receipt),
            AddComment c => await Save(IntakeOfWords.Comment(workshop, c, voter, occasion), receipt),
            Discuss c => await Save(Intake.Discussion(workshop, c, voter, occasion), receipt),
            EditComment c => await Save(IntakeOfWords.Edit(workshop, c, await Own(c.Remark, voter), occasion), receipt),
            WithdrawComment c => await Save(IntakeOfWords.Withdraw(workshop, await Own(c.Remark, voter), occasion), receipt),
            FileDissent c => await Save(IntakeOfWords.Dissent(workshop, c, (voter, await VoteOf(c.Amendment, voter)), occasion), receipt),
            Confirm c => await Confirmed(IntakeOfWords.Confirmation(workshop, c, voter, occasion), receipt),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>In anonymous rounds the platform's event id would lead back to the person, so it is hashed with the round's key.</summary>
    private string EventKey(Round round, string eventId) => !round.Rule.Anonymous ? eventId : Convert.ToHexStringLower(
        HMACSHA256.HashData(keys.Find(workshop.Id, round.Id)!, Encoding.UTF8.GetBytes(eventId)));

    private Task<(Reply, Recorded?)> Cast(Admission<Ballot> ballot, Receipt receipt) => Put(
        ballot, b => store.Cast(workshop.Id, b, receipt, CancellationToken.None), b => Acknowledgement.Ballot(workshop, b));

    private Task<(Reply, Recorded?)> Ranked(Admission<Ranking> ranking, Receipt receipt) => Put(
        ranking, r => store.Rank(workshop.Id, r, receipt, CancellationToken.None), Acknowledgement.Ranking);

    private Task<(Reply, Recorded?)> Withdrawn(Admission<Withdrawal> withdrawal, Receipt receipt) => Put(
        withdrawal, w => store.Withdraw(workshop.Id, w, receipt, CancellationToken.None), Acknowledgement.Withdrawal);

    private Task<(Reply, Recorded?)> Save(Admission<Remark> remark, Receipt receipt) => Put(
        remark, r => store.Save(workshop.Id, r, receipt, CancellationToken.None), Acknowledgement.Remark);

    private Task<(Reply, Recorded?)> Confirmed(Admission<Confirmation> confirmation, Receipt receipt) => Put(
        confirmation, c => store.Save(workshop.Id, c, receipt, CancellationToken.None), Acknowledgement.Confirmation);

    /// <summary>"Recorded" is said only after the commit.</summary>
    private async Task<(Reply, Recorded?)> Put<T>(Admission<T> admission, Func<T, Task<Recorded>> store, Func<T, Reply> acknowledge)
    {
        switch (admission)
        {
            case TurnedAway<T> away:
                return (Reply.Of(away.Refused), null);
            case PassedOver<T> passed:
                return (Reply.Say(passed.Why), null);
            case Admitted<T> admitted:
                var recorded = await store(admitted.Item);
                return (recorded is Recorded.Stored or Recorded.Repeated
                    ? acknowledge(admitted.Item)
                    : Reply.Of(Refusals.Unrecorded(recorded, workshop.Running)), recorded);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task<Remark?> Own(string id, Voter voter) =>
        (await store.Remarks(workshop.Id, workshop.Running!.Id, CancellationToken.None)).FirstOrDefault(r => r.Id == id && r.Voter == voter);

    private async Task<Vote?> VoteOf(AmendmentId amendment, Voter voter) =>
        (await store.BallotsOf(workshop.Id, workshop.Running!.Id, voter, CancellationToken.None))
            .Where(b => b.Amendment == amendment).Select(b => (Vote?)b.Vote).FirstOrDefault();
}
