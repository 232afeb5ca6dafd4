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
            return (Reply.Of(Intake.NoRound), null);
        if (keys.VoterIn(workshop.Id, round, taken.Person) is not { } voter)
            return (Reply.Of(Refusals.KeyMissing), null);

        var by = new Participant(taken.Person, voter, taken.Ask.ReceivedAt);
        var receipt = new Receipt(EventKey(round, taken.Ask.EventId), taken.Ask.ReceivedAt);
        return taken.Ask.Command switch
        {
            CastBallot c => await Cast(Intake.Ballot(workshop, c, by), receipt),
            React c => await Cast(Intake.Reaction(workshop, c, by), receipt),
            AddComment c => await Save(Intake.Comment(workshop, c, by, NewId(taken.Ask.EventId)), receipt),
            Discuss c when round.Rule.Anonymous => (Discussed(c), null),
            Discuss c => await Save(Intake.Comment(workshop, new AddComment(c.Amendment, c.Words, null), by, NewId(taken.Ask.EventId)), receipt),
            EditComment c => await Edit(c.Remark, c.Words, by, receipt),
            WithdrawComment c => await Edit(c.Remark, null, by, receipt),
            FileDissent c => await Dissent(c, by, receipt),
            Confirm c => await Confirmed(Intake.Confirmation(workshop, c, by), receipt),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static Reply Discussed(Discuss said) => Reply.Say(
        "Discussion in the thread is not stored in an anonymous round.",
        $"To have it count as a comment on {said.Amendment}, use the Comment button.");

    private static string NewId(string eventId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(eventId)))[..16];

    /// <summary>In anonymous rounds the platform's event id would lead back to the person, so it is hashed with the round's key.</summary>
    private string EventKey(Round round, string eventId) => !round.Rule.Anonymous ? eventId : Convert.ToHexStringLower(
        HMACSHA256.HashData(keys.Find(workshop.Id, round.Id)!, Encoding.UTF8.GetBytes(eventId)));

    private async Task<(Reply, Recorded?)> Cast(IntakeOf<Ballot> ballot, Receipt receipt)
    {
        if (ballot.Refused is { } refused)
            return (Reply.Of(refused), null);
        var recorded = await store.Cast(workshop.Id, ballot.Item!, receipt, CancellationToken.None);
        return (Answer(recorded, () => Acknowledgement.Ballot(workshop, ballot.Item!)), recorded);
    }

    private async Task<(Reply, Recorded?)> Save(IntakeOf<Remark> remark, Receipt receipt)
    {
        if (remark.Refused is { } refused)
            return (Reply.Of(refused), null);
        var recorded = await store.Save(workshop.Id, remark.Item!, receipt, CancellationToken.None);
        return (Answer(recorded, () => Acknowledgement.Remark(workshop, remark.Item!)), recorded);
    }

    private async Task<(Reply, Recorded?)> Confirmed(IntakeOf<Confirmation> confirmation, Receipt receipt)
    {
        if (confirmation.Refused is { } refused)
            return (Reply.Of(refused), null);
        var recorded = await store.Save(workshop.Id, confirmation.Item!, receipt, CancellationToken.None);
        return (Answer(recorded, () => Acknowledgement.Confirmation(confirmation.Item!)), recorded);
    }

    private async Task<(Reply, Recorded?)> Edit(string id, string? words, Participant by, Receipt receipt)
    {
        var round = workshop.Running!;
        var mine = (await store.Remarks(workshop.Id, round.Id, CancellationToken.None)).FirstOrDefault(r => r.Id == id && r.Voter == by.Voter);
        if (mine is null)
            return (Reply.Of(Refusals.Unrecorded(Recorded.NotYours, round)), null);
        return await Save(words is null ? Intake.Withdrawal(workshop, mine, by) : Intake.Edit(workshop, mine, words, by), receipt);
    }

    private async Task<(Reply, Recorded?)> Dissent(FileDissent dissent, Participant by, Receipt receipt)
    {
        var own = (await store.BallotsOf(workshop.Id, workshop.Running!.Id, by.Voter, CancellationToken.None))
            .FirstOrDefault(b => b.Amendment == dissent.Amendment);
        return await Save(Intake.Dissent(workshop, dissent, by, (own?.Vote, NewId(receipt.EventKey))), receipt);
    }

    private Reply Answer(Recorded recorded, Func<Reply> stored) =>
        recorded is Recorded.Stored or Recorded.Repeated ? stored() : Reply.Of(Refusals.Unrecorded(recorded, workshop.Running));
}
