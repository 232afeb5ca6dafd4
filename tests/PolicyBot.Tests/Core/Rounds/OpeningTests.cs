using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;
using PolicyBot.Tests.TestKit;
using Xunit;
using static PolicyBot.Tests.TestKit.Loop;

namespace PolicyBot.Tests.Core.Rounds;

public sealed class OpeningTests
{
    private static readonly OpenRound In48h = new("48h", SettingsPatch.Nothing, [], false);

    [Fact]
    public void Opening_first_echoes_the_deadline_in_full_and_changes_nothing()
    {
        var loop = Drafted();

        var asked = Assert.IsType<Accepted>(loop.Ask(In48h));

        Assert.Empty(asked.Changes);
        Assert.Contains(asked.Reply.Card!.Blocks, b => b is When { Written: "Wednesday 25 November 2026, 13:00 (Europe/Berlin, UTC+1)" });
        Assert.Contains(asked.Reply.Card.Blocks, b => b is Paragraph p && p.Words.Contains("at least 60 % agree", StringComparison.Ordinal));
        Assert.Equal(("Open the round", "round open 48h sure:yes", Look.Primary), asked.Reply.Card.Buttons.Select(b => (b.Label, b.Act, b.Look)).Single());
    }

    [Fact]
    public void The_button_repeats_an_instant_and_every_override()
    {
        var asked = Assert.IsType<Accepted>(Drafted().Ask(
            new OpenRound("friday 17:00", new SettingsPatch { Quorum = "5", Voters = "anonymous" }, [A(1)], true)));

        Assert.Equal("round open 2026-11-27T16:00Z quorum:5 voters:anonymous only:A1 now:yes sure:yes", asked.Reply.Card!.Buttons[0].Act);
    }

    [Fact]
    public void Too_many_overrides_for_a_button_are_sent_to_the_settings()
    {
        var refused = Assert.IsType<Refused>(Drafted().Ask(In48h with { Rule = new SettingsPatch { Electorate = new string('x', 90) } }));

        Assert.Contains("workshop settings", refused.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void Sure_prepares_the_round_and_freezes_its_rule()
    {
        var loop = Drafted();
        var rule = DecisionRule.Default with { Threshold = 75 };

        loop.Do(loop.Ask(In48h with { Sure = true }, rule));

        Assert.Equal((RoundState.Preparing, rule, new VersionNumber(1)), (loop.Round.State, loop.Round.Rule, loop.Round.Base));
        Assert.Equal([A(1)], loop.Round.Amendments);
        loop.Now += TimeSpan.FromHours(5);
        loop.Apply(Steering.BeginVoting(loop.Workshop, loop.Now));
        Assert.Equal((RoundState.Open, Noon.AddHours(53)), (loop.Round.State, loop.Round.ClosesAt));
        Assert.Empty(Steering.BeginVoting(loop.Workshop, loop.Now));
    }

    [Fact]
    public void Now_opens_at_once()
    {
        var loop = Drafted();

        loop.Do(loop.Ask(In48h with { Sure = true, AtOnce = true }));

        Assert.Equal((RoundState.Open, Noon.AddHours(48)), (loop.Round.State, loop.Round.ClosesAt));
    }

    [Fact]
    public void A_deadline_that_passes_while_samples_run_leaves_an_hour_and_says_so()
    {
        var loop = Drafted();
        loop.Do(loop.Ask(In48h with { Deadline = "today 14:00", Sure = true }));
        loop.Now += TimeSpan.FromHours(3);

        loop.Apply(Steering.BeginVoting(loop.Workshop, loop.Now));

        Assert.Equal(loop.Now.AddHours(1), loop.Round.ClosesAt);
        Assert.Contains("passed while", Assert.IsType<DeadlineMoved>(loop.Changes[^1]).Reason!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_facilitators_open() =>
        Assert.IsType<Refused>(Opening.Open(Drafted().Workshop, new OpeningAsked(In48h, DecisionRule.Default, Names.Nobody), new Loop().By("P7")));

    [Fact]
    public void A_second_round_names_the_one_that_runs_and_what_ends_it()
    {
        var loop = Drafted();
        loop.Open();

        var refused = Assert.IsType<Refused>(loop.Ask(In48h));

        Assert.Contains("R1 is open until Wednesday 25 November 2026, 13:00", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("round close", refused.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_drafted_is_refused_with_how_to_draft() =>
        Assert.Contains("clause propose", Assert.IsType<Refused>(new Loop().Ask(In48h)).Next, StringComparison.Ordinal);

    [Fact]
    public void An_amendment_without_an_active_scenario_is_refused_with_the_command_that_adds_one()
    {
        var loop = new Loop();
        loop.Apply(new AmendmentProposed(new Amendment(A(1), new AddClause(null, T("Ask first.")), null, new PersonId("P2"), [])));

        Assert.Equal(
            "Add one with `scenario add for:A1 PROMPT`, or use an existing one: `scenario link S1 A1`.",
            Assert.IsType<Refused>(loop.Ask(In48h)).Next);
        loop.Apply(new ScenarioLinked(new ScenarioId(1), A(1)), new ScenarioRetired(new ScenarioId(1)));
        Assert.Equal("Add one with `scenario add for:A1 PROMPT`.", Assert.IsType<Refused>(loop.Ask(In48h)).Next);
    }

    [Fact]
    public void An_amendment_on_a_text_that_has_changed_has_to_be_rebased()
    {
        var loop = new Loop();
        loop.Propose(new ReplaceClause(new ClauseId(1), T("Be rude."), T("Be kind to all.")));

        Assert.Contains("clause rebase A1", Assert.IsType<Refused>(loop.Ask(In48h)).Next, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_listed_amendments_go_in_and_an_unknown_one_is_named()
    {
        var loop = Drafted();
        var second = loop.Replace(2, "Be very brief.");

        Assert.Contains("There is no A9", Assert.IsType<Refused>(loop.Ask(In48h with { Only = [A(9)] })).Reason, StringComparison.Ordinal);
        loop.Do(loop.Ask(In48h with { Only = [second], Sure = true }));
        Assert.Equal([second], loop.Round.Amendments);
        Assert.Equal([A(1)], loop.Workshop.Drafted.Select(a => a.Id));
    }

    [Fact]
    public void A_quorum_that_the_electorate_can_never_meet_is_refused()
    {
        var two = DecisionRule.Default with { Electorate = new ListedPeople([new PersonId("P1"), new PersonId("P2")]) };

        Assert.Contains("only 2 may vote", Assert.IsType<Refused>(Drafted().Ask(In48h, two)).Reason, StringComparison.Ordinal);
        Assert.Contains("quorum in percent", Assert.IsType<Refused>(Drafted().Ask(In48h, DecisionRule.Default with { Quorum = new QuorumShare(20) })).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_provisional_version_puts_its_own_ratification_on_the_ballot_once()
    {
        var loop = Drafted();
        loop.Apply(new VersionMade(new PolicyVersion(new VersionNumber(2), loop.Workshop.Current.Policy, Noon, "rollback", Provisional: true)));

        loop.Do(loop.Ask(In48h with { Sure = true }));

        var ratify = loop.Workshop.Find(A(2))!;
        Assert.Equal([A(1), A(2)], loop.Round.Amendments);
        Assert.Equal((new RatifyVersion(new VersionNumber(2), new VersionNumber(1)), Origin.Bot), (ratify.Proposal, ratify.Origin));
        Assert.Equal([new ScenarioId(1)], ratify.Scenarios);
        loop.Do(Steering.Cancel(loop.Workshop, new CancelRound(true), loop.Facilitating));
        loop.Do(loop.Ask(In48h with { Sure = true }));
        Assert.Equal([A(1), A(2)], loop.Round.Amendments);
    }

    private static Loop Drafted()
    {
        var loop = new Loop();
        loop.Replace(1, "Be very kind.");
        return loop;
    }
}
