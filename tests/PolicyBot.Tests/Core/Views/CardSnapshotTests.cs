using System.Collections.Immutable;
using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using PolicyBot.Tests.TestKit;
using Xunit;
using static PolicyBot.Tests.TestKit.SmallRounds;
using static PolicyBot.Tests.TestKit.SmallWorkshop;

namespace PolicyBot.Tests.Core.Views;

public sealed class CardSnapshotTests
{
    private static readonly Round Live = Open with { Rule = Open.Rule with { Hidden = false } };
    private static readonly Round Anonymous = Open with { Rule = Open.Rule with { Anonymous = true, GroupFloor = 50 } };

    private static readonly RoundCost Cost = new(new(180, 230_000, 0.67m), new(60, 80_000, 0.23m), new(10, 12_000, 0.03m));

    /// <summary>Every card by its snapshot's name.</summary>
    private static readonly Dictionary<string, Func<Card>> Cards = new()
    {
        ["amendment-open-hidden"] = () => AmendmentCard.Of(Shown(Open), A1),
        ["amendment-open-live"] = () => AmendmentCard.Of(Shown(Live), A1),
        ["amendment-open-anonymous"] = () => AmendmentCard.Of(Shown(Anonymous), A1),
        ["amendment-by-model"] = () => AmendmentCard.Of(Shown(Open), A2),
        ["amendment-without-samples"] = () => AmendmentCard.Of(Shown(Open) with { Evidence = Evidence.None }, A1),
        ["amendment-with-bare-response"] = () => AmendmentCard.Of(Bare(Shown(Open)), A1),
        ["amendment-with-another-model"] = () => AmendmentCard.Of(AnotherModel(Shown(Open)), A1),
        ["amendment-after-another-model"] = () => AmendmentCard.Of(EarlierModel(Shown(Open)), A1),
        ["budget"] = () => BudgetCard.Of(Drafting, SpendingWords.Stopped(new(300_000, null), new(1, 299_900, null))),
        ["amendment-paused"] = () => AmendmentCard.Of(Shown(Paused), A1),
        ["amendment-adopted"] = () => AmendmentCard.Of(Shown(Closed), A1),
        ["amendment-unknown"] = () => AmendmentCard.Of(Shown(Open), new(99)),
        ["round-preparing"] = () => RoundCard.Of(Shown(Preparing, RoundFacts.None with { TrialsDone = 7, TrialsNeeded = 12 }), R1),
        ["round-preparing-writing"] = () => RoundCard.Of(Shown(Preparing, RoundFacts.None with { TrialsDone = 7, TrialsNeeded = 12, Answering = (4, 12_345) }), R1),
        ["round-preparing-stopped"] = () => RoundCard.Of(
            Shown(Preparing, RoundFacts.None with { TrialsDone = 7, TrialsNeeded = 12, Trouble = SpendingWords.Stopped(new(300_000, 2.5m), new(240, 299_000, 1.2m)) }), R1),
        ["round-open"] = () => RoundCard.Of(Shown(Open), R1),
        ["round-open-listed"] = () => RoundCard.Of(Shown(Open with { Rule = Open.Rule with { Electorate = new ListedPeople([Ana, SmallWorkshop.Ben, Chi]), Quorum = new QuorumShare(50) } }, new RoundFacts(1, [])), R1),
        ["round-paused"] = () => RoundCard.Of(Shown(Paused), R1),
        ["round-closed"] = () => RoundCard.Of(Shown(Closed, Held with { TrialsDone = 1, TrialsNeeded = 2 }), R1),
        ["round-confirming"] = () => RoundCard.Of(Shown(Confirming), R1),
        ["round-published"] = () => RoundCard.Of(Shown(Published), R1),
        ["round-cancelled"] = () => RoundCard.Of(Shown(Open with { State = RoundState.Cancelled }), R1),
        ["result"] = () => ResultCard.Of(Shown(Closed), R1),
        ["result-nothing-adopted"] = () => ResultCard.Of(Shown(With(Closed with { Made = null, ClosedBy = ClosedBy.Hand, Outcomes = [Closed.Outcomes[1]] })), R1),
        ["confirmation"] = () => ConfirmationCard.Of(Shown(Confirming), A1),
        ["confirmation-nothing-changed"] = () => ConfirmationCard.Of(Unchanged(), A1),
        ["confirmation-blind"] = () => ConfirmationCard.Of(Shown(Confirming with { Rule = Confirming.Rule with { Blind = true } }), A1),
        ["not-followed"] = () => NotFollowedCard.Of(Workshop(Published), Published, C1),
        ["confirmation-published"] = () => ConfirmationCard.Of(Shown(Published), A1),
        ["report"] = () => ReportCard.Of(Shown(Published), R1),
        ["report-with-themes"] = () => ReportCard.Of(Shown(Published, Grouped), R1),
        ["redraft"] = () => RedraftCard.Of(Redrafted(RedraftMode.Vote), A3),
        ["redraft-automatic"] = () => RedraftCard.Of(Redrafted(RedraftMode.Automatic) with { Evidence = Evidence.None }, A3),
        ["redraft-for-a-facilitator"] = () => RedraftCard.Of(Redrafted(RedraftMode.Facilitator), A3),
        ["redraft-unknown"] = () => RedraftCard.Of(Shown(Closed), new(9)),
        ["report-anonymous"] = () => ReportCard.Of(Shown(Published with { Rule = Published.Rule with { Anonymous = true }, Missing = [] }), R1),
        ["ballot-first"] = () => BallotCard.Of(Shown(Open), Ben(), null),
        ["ballot-second"] = () => BallotCard.Of(Shown(Open), Ben(Ballot(ChangeDoses, Vote.Agree)), A1),
        ["ballot-done"] = () => BallotCard.Of(Shown(Open), Ben(Ballot(ChangeDoses, Vote.Agree), Ballot(NewClause, Vote.Pass)), A2),
        ["ballot-confirming"] = () => BallotCard.Of(Shown(Confirming), Ben(), null),
        ["ballot-nothing"] = () => BallotCard.Of(Shown(Drafting), Ben(), null),
        ["trouble-denied"] = () => TroubleCard.Denied(SmallWorkshop.Drafting, "amendment:A1", ("PolicyBot may not write in #care.", "Give it the permission “Send Messages” there.")),
        ["trouble-deleted"] = () => TroubleCard.Deleted(SmallWorkshop.Drafting, "round:R1"),
        ["responses"] = () => ResponsesCard.Of(Shown(Open), A1),
        ["mine-open"] = () => MineCard.Of(Shown(Open), Ben(Ballot(ChangeDoses, Vote.Agree) with { Reason = "People guess otherwise." })),
        ["mine-published"] = () => MineCard.Of(Shown(Published), Ben()),
        ["mine-empty"] = () => MineCard.Of(Shown(Drafting), new Participant(Chi, null, [], [])),
        ["mine-author"] = () => MineCard.Of(Shown(Drafting), new Participant(Ana, null, [], [])),
        ["status-drafting"] = () => StatusCard.Of(Shown(Drafting)),
        ["status-open"] = () => StatusCard.Of(Shown(Open)),
        ["policy"] = () => PolicyCard.Of(Shown(Drafting), null),
        ["policy-earlier"] = () => PolicyCard.Of(Shown(Closed), new(1)),
        ["policy-empty"] = () => PolicyCard.Of(Shown(Drafting), new(0)),
        ["history"] = () => HistoryCard.Of(Shown(Closed)),
        ["diff"] = () => DiffCard.Of(Shown(Closed), null, null),
        ["diff-from-nothing"] = () => DiffCard.Of(Shown(Closed), new(0), new(1)),
        ["scenarios"] = () => ScenariosCard.Of(Shown(Open)),
        ["try"] = () => TryCard.Of(Shown(Drafting), new(new TryPrompt("May I take two?", null, C1, "The assistant gives doses."), new("I can't give a dose.", Model, null), new("At most two.", Model, null)) { Reference = "0a1b2c3d", Prompts = 2 }),
        ["offer"] = () => OfferCard.Of(Shown(Drafting), (C1, "The assistant gives the dose on the leaflet."), "It would then name the dose.", "0a1b2c3d"),
        ["offer-nothing"] = () => OfferCard.Of(Shown(Drafting), (null, null), "The policy asks for this already.", "0a1b2c3d"),
        ["try-running"] = () => TryCard.Of(Shown(Drafting), new(new TryPrompt("May I take two?", null, null, null), null, null)),
        ["help"] = () => HelpCard.Of(null),
        ["help-round"] = () => HelpCard.Of("round"),
        ["help-round-open"] = () => HelpCard.Of(" Round  open"),
        ["help-unknown"] = () => HelpCard.Of("vtoe"),
        ["welcome-offline"] = () => WelcomeCard.Of(Drafting, "offline", "rule-follower"),
        ["welcome-azure"] = () => WelcomeCard.Of(Drafting, "Azure OpenAI", "gpt-4o"),
        ["preview"] = () => PreviewCard.Of(Shown(Drafting), Start.AddHours(48), Cost),
        ["preview-with-advice"] = () => PreviewCard.Of(Shown(Drafting), null, Cost with { Advice = new(14, 96_000, 0.21m) }),
        ["preview-with-advice-over-budget"] = () => PreviewCard.Of(Shown(Drafting with { Settings = Drafting.Settings with { Budget = new(400_000, null) } }), null, Cost with { Advice = new(14, 96_000, 0.21m) }),
        ["preview-over-budget"] = () => PreviewCard.Of(Shown(Drafting with { Settings = Drafting.Settings with { Budget = new(200_000, null) } }), null, Cost),
        ["preview-without-scenario"] = () => PreviewCard.Of(Shown(Drafting with { Scenarios = Drafting.Scenarios.Remove(2) }), null, Cost),
    };

    public static TheoryData<string> Names => [.. Cards.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_card_reads_like_its_snapshot(string name) => Snapshot.Matches(name, PlainText.Of(Cards[name]()));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_card_keeps_the_limits_and_its_buttons_work(string name) => CardLimits.AssertKept(Cards[name]());

    private static Shown Bare(Shown shown) => Answering(shown, PolicyBot.Core.Policies.Policy.Empty.Fingerprint, [new("Take two and call me in the morning.", Model, null) { Tag = "offline/rule-follower-1?frame=1" }]);

    /// <summary>Today's response is by another model than the one with the change.</summary>
    private static Shown AnotherModel(Shown shown) => Answering(shown, SmallWorkshop.Policy.Fingerprint,
        [shown.Evidence.Of(S1, SmallWorkshop.Policy.Fingerprint)[0] with { Tag = "openai/small?frame=1" }]);

    /// <summary>Both responses are there by the model that answers now; an earlier one has answered too.</summary>
    private static Shown EarlierModel(Shown shown) => Answering(shown, SmallWorkshop.Policy.Fingerprint,
        [.. shown.Evidence.Of(S1, SmallWorkshop.Policy.Fingerprint), new("Something else.", "small", null) { Tag = "openai/small?frame=1" }]);

    private static Shown Answering(Shown shown, string policy, ImmutableList<SampleShown> samples) =>
        shown with { Evidence = new(shown.Evidence.Samples.SetItem((S1, policy), samples)) };

    private static Shown Unchanged()
    {
        var shown = Shown(Confirming);
        var before = shown.Evidence.Of(S1, SmallWorkshop.Policy.Fingerprint);
        return shown with { Evidence = new(shown.Evidence.Samples.SetItem((S1, shown.Workshop.Current.Policy.Fingerprint), before)) };
    }
}
