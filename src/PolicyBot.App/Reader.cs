using System.Collections.Immutable;
using PolicyBot.App.Exports;
using PolicyBot.Core;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
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
            case ShowPolicy { Prompt: true } c:
                return Prompt(workshop, c.Version, person);
            case ShowQueue when !workshop.IsFacilitator(person):
                return Reply.Of(Decision.Refuse("Only a facilitator can moderate.", "Ask one; `workshop status` names them."));
            case ExportWorkshop:
                return await Export(workshop, person, cancellation);
        }

        var shown = await gathering.Of(workshop, cancellation);
        var card = command switch
        {
            ShowStatus => StatusCard.Of(shown),
            ShowPolicy c => PolicyCard.Of(shown, c.Version),
            ShowHistory => HistoryCard.Of(shown),
            ShowDiff c => DiffCard.Of(shown, c.From, c.To),
            ListScenarios => ScenariosCard.Of(shown),
            PreviewRound c => Preview(shown, c.Deadline, await gathering.Cost(workshop, Opening.WouldPut(workshop), cancellation)),
            ShowRound => RoundCard.Of(shown, Latest(workshop, null)),
            ShowReport c => ReportCard.Of(shown, Latest(workshop, c.Round, published: true)),
            AllResponses c => ResponsesCard.Of(shown, c.Amendment),
            MyBallot c => BallotCard.Of(await gathering.Ordered(shown, cancellation), await Me(shown, person, cancellation), c.After),
            ShowQueue => QueueCard.Of(shown),
            ShowMine => MineCard.Of(shown, await Me(shown, person, cancellation)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return new Reply(card);
    }

    /// <summary>The policy as a model is sent it, with the newest scenario or an example.</summary>
    private Reply Prompt(Workshop workshop, VersionNumber? number, PersonId person)
    {
        if (!workshop.IsFacilitator(person))
            return Reply.Of(Decision.Refuse("Only a facilitator can see the whole prompt.", "Ask one; everybody can read the policy with: policy show"));
        if (workshop.Find(number ?? workshop.Current.Number) is not { } version)
            return Reply.Of(Decision.Refuse($"There is no version {number}.", "See the versions with: policy history"));
        var occasion = new Occasion(DateTimeOffset.UnixEpoch, person, nameof(Prompt));
        var scenario = workshop.Scenarios.Values.LastOrDefault(s => !s.Retired)
            ?? new Scenario(new ScenarioId(0), occasion.Text("Example"), null, [new Turn(Speaker.User, occasion.Text("(what the user writes)"))], person);
        var messages = model.Frame(version.Policy, scenario);
        return new Reply(PromptCard.Of(version, model.Describe(workshop.Settings.Sampling).Model, messages),
            File: new ReplyFile($"prompt-{version.Number}.txt", "text/plain", PromptCard.Text(messages)));
    }

    /// <summary>The round that is asked for, or the newest (published one).</summary>
    private static RoundId Latest(Workshop workshop, RoundId? asked, bool published = false) =>
        asked ?? workshop.Rounds.LastOrDefault(r => !published || r.State == RoundState.Published)?.Id ?? new RoundId(workshop.Rounds.Count + (published ? 0 : 1));

    private static Card Preview(Shown shown, string? deadline, RoundCost cost) =>
        Deadlines.Read(deadline ?? "3d", shown.Workshop.Settings.TimeZone, shown.Now) switch
        {
            DeadlineUnderstood understood => PreviewCard.Of(shown, understood.At, cost),
            DeadlineUnclear unclear => Card.Of(unclear.Why, new Paragraph(unclear.Next)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>What was just recorded, and the next step of the private walk.</summary>
    public async Task<Reply> WalkOn(Workshop workshop, Reply recorded, PersonId person, CancellationToken cancellation)
    {
        var next = await Answer(workshop, new MyBallot(null), person, cancellation);
        return next with { Card = next.Card! with { Blocks = [new Paragraph(recorded.Card!.Title), .. next.Card.Blocks] } };
    }

    /// <summary>The first answer that a person ever gets also says what is stored about them.</summary>
    public Reply Welcomed(Reply reply, Workshop workshop)
    {
        var described = model.Describe(workshop.Settings.Sampling);
        var welcome = WelcomeCard.Of(workshop, described.Provider, described.Model);
        return reply with
        {
            Card = reply.Card is { } card ? card with { Blocks = [.. card.Blocks, .. welcome.Blocks] } : welcome,
        };
    }

    /// <summary>The person's own ballots and remarks in all rounds whose key still exists.</summary>
    private async Task<Participant> Me(Shown shown, PersonId person, CancellationToken cancellation)
    {
        var ballots = ImmutableList.CreateBuilder<Ballot>();
        var remarks = ImmutableList.CreateBuilder<Remark>();
        foreach (var round in shown.Workshop.Rounds)
        {
            var voters = shown.Workshop.Pseudonyms(person).Select(p => keys.VoterIn(shown.Workshop.Id, round, p)).OfType<Voter>().ToList();
            foreach (var voter in voters)
                ballots.AddRange(await store.BallotsOf(shown.Workshop.Id, round.Id, voter, cancellation));
            // From the store, as one's own words are shown to oneself also when they are hidden.
            if (voters.Count > 0)
                remarks.AddRange((await store.Remarks(shown.Workshop.Id, round.Id, cancellation)).Where(r => voters.Contains(r.Voter)));
        }

        Voter? now = shown.Workshop.Running is { } running ? keys.VoterIn(shown.Workshop.Id, running, person) : null;
        return new Participant(person, now, ballots.ToImmutable(), remarks.ToImmutable())
        {
            Rankings = now is { } own ? [.. await store.Rankings(shown.Workshop.Id, shown.Workshop.Running!.Id, own, cancellation)] : [],
        };
    }

    private async Task<Reply> Export(Workshop workshop, PersonId person, CancellationToken cancellation)
    {
        if (!workshop.IsFacilitator(person))
            return Reply.Of(Decision.Refuse("Only a facilitator can export the workshop.", "Ask one; everybody can export the policy with: policy export"));
        return await exporting.HandOver(workshop.Id, person, cancellation);
    }
}
