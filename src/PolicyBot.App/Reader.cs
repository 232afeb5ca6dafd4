using System.Collections.Immutable;
using PolicyBot.App.Exports;
using PolicyBot.Core;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App;

/// <summary>Answers everything that changes nothing.</summary>
public sealed class Reader(IWorkshopStore store, Gathering gathering, RoundKeys keys, Exporting exporting, IPolicyModel model)
{
    public async Task<Reply> Answer(Workshop workshop, Command command, PersonId person, CancellationToken cancellation)
    {
        switch (command)
        {
            case ShowHelp c:
                return new Reply(HelpCard.Of(c.Topic));
            case ExportPolicy c:
                return Editing.Export(workshop, c) switch { Accepted a => a.Reply, Refused r => Reply.Of(r), _ => throw new System.Diagnostics.UnreachableException() };
            case ExportWorkshop:
                return await Export(workshop, person, cancellation);
        }

        var shown = await gathering.Of(workshop, cancellation);
        return command switch
        {
            ShowStatus => new Reply(StatusCard.Of(shown)),
            ShowPolicy c => PolicyCard.Of(shown, c.Version),
            ShowHistory => new Reply(HistoryCard.Of(shown)),
            ShowDiff c => DiffCard.Of(shown, c.From, c.To),
            ListScenarios => new Reply(ScenariosCard.Of(shown)),
            PreviewRound c => PreviewCard.Of(shown, c.Deadline),
            ShowRound => new Reply(RoundCard.Status(shown)),
            ShowReport c => ReportCard.Reply(shown, c.Round),
            AllResponses c => ResponsesCard.Of(shown, c.Amendment),
            MyBallot c => await Ballot(shown, c, person, cancellation),
            ShowMine => await Mine(shown, person, cancellation),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>The first answer that a person ever gets also says what is stored about them.</summary>
    public Reply Welcomed(Reply reply)
    {
        var welcome = WelcomeCard.Of(model.Description.Provider, model.Description.Model);
        return reply with
        {
            Card = reply.Card is { } card ? card with { Blocks = [.. card.Blocks, .. welcome.Blocks] } : welcome,
        };
    }

    private async Task<Reply> Ballot(Shown shown, MyBallot asked, PersonId person, CancellationToken cancellation)
    {
        if (shown.Workshop.Running is not { State: RoundState.Open } round)
            return Reply.Of(Refusals.NoRound);
        if (keys.VoterIn(shown.Workshop.Id, round, person) is not { } voter)
            return Reply.Of(Refusals.KeyMissing);
        var own = await store.BallotsOf(shown.Workshop.Id, round.Id, voter, cancellation);
        return new Reply(BallotCard.Of(shown, voter, [.. own], asked.After));
    }

    private async Task<Reply> Mine(Shown shown, PersonId person, CancellationToken cancellation)
    {
        var ballots = ImmutableList.CreateBuilder<Ballot>();
        var remarks = ImmutableList.CreateBuilder<Remark>();
        foreach (var round in shown.Workshop.Rounds)
        {
            if (keys.VoterIn(shown.Workshop.Id, round, person) is not { } voter)
                continue;
            ballots.AddRange(await store.BallotsOf(shown.Workshop.Id, round.Id, voter, cancellation));
            remarks.AddRange(shown.Of(round.Id).Remarks.Where(r => r.Voter == voter));
        }

        return new Reply(MineCard.Of(shown, person, ballots.ToImmutable(), remarks.ToImmutable()));
    }

    private async Task<Reply> Export(Workshop workshop, PersonId person, CancellationToken cancellation)
    {
        if (!workshop.IsFacilitator(person))
            return Reply.Of(Decision.Refuse("Only a facilitator can export the workshop.", "Ask one; everybody can export the policy with: policy export"));
        var export = await exporting.Of(workshop.Id, cancellation);
        var reply = Reply.Say("The whole workshop as JSON.", "Anybody can check it with: policybot verify FILE");
        return reply with { File = new ReplyFile($"{workshop.Id}.json", "application/json", Core.Reports.ExportJson.Write(export!)) };
    }
}
