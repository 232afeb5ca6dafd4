using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.Core.Rounds;

public sealed class SteeringTests
{
    [Fact]
    public void A_deadline_moves_later_with_a_reason_and_never_earlier()
    {
        var loop = Opened();

        loop.Do(Steering.Extend(loop.Workshop, new ExtendRound("24h", " two were away "), loop.Facilitating));

        Assert.Equal(Loop.Noon.AddHours(72), loop.Round.ClosesAt);
        Assert.Equal("two were away", Assert.IsType<DeadlineMoved>(loop.Changes[^1]).Reason!.Value);
        Assert.Contains("only moves later", Refusal(loop, "tomorrow 9:00", "why not"), StringComparison.Ordinal);
        Assert.Contains("only with a reason", Refusal(loop, "24h", " "), StringComparison.Ordinal);
        Assert.Contains("at most 90", Refusal(loop, "95d", "long"), StringComparison.Ordinal);
        Assert.Contains("can't read", Refusal(loop, "later", "long"), StringComparison.Ordinal);
    }

    [Fact]
    public void After_the_deadline_a_round_only_waits_to_be_counted()
    {
        var loop = Opened();
        loop.Now += TimeSpan.FromHours(48);

        Assert.True(Closing.IsDue(loop.Workshop, loop.Now));
        Assert.Contains("ended", Refusal(loop, "24h", "too late"), StringComparison.Ordinal);
        Assert.IsType<Refused>(Steering.Pause(loop.Workshop, loop.Facilitating));
        Assert.IsType<Refused>(Steering.Cancel(loop.Workshop, new CancelRound(true), loop.Facilitating));
    }

    [Fact]
    public void The_deadline_stands_still_while_a_round_is_paused()
    {
        var loop = Opened();
        loop.Now += TimeSpan.FromHours(1);
        loop.Do(Steering.Pause(loop.Workshop, loop.Facilitating));
        loop.Now += TimeSpan.FromHours(100);

        Assert.False(Closing.IsDue(loop.Workshop, loop.Now));
        loop.Do(Steering.Resume(loop.Workshop, loop.Facilitating));

        Assert.Equal((RoundState.Open, Loop.Noon.AddHours(148)), (loop.Round.State, loop.Round.ClosesAt));
    }

    [Fact]
    public void Cancelling_asks_once_and_gives_the_amendments_back()
    {
        var loop = Opened();

        var asked = loop.Do(Steering.Cancel(loop.Workshop, new CancelRound(false), loop.Facilitating));
        Assert.Equal("round cancel sure:yes", asked.Reply.Card!.Buttons.Single().Act);
        Assert.Equal(RoundState.Open, loop.Round.State);
        loop.Do(Steering.Cancel(loop.Workshop, new CancelRound(true), loop.Facilitating));

        Assert.Equal(RoundState.Cancelled, loop.Round.State);
        Assert.Single(loop.Workshop.Drafted);
        Assert.IsType<Refused>(Steering.Cancel(loop.Workshop, new CancelRound(true), loop.Facilitating));
    }

    [Fact]
    public void Changing_the_rule_voids_a_round_until_its_close_and_the_same_rule_does_not()
    {
        var loop = Opened();
        var (a, b) = (new PersonId("P1"), new PersonId("P2"));
        var listed = DecisionRule.Default with { Electorate = new ListedPeople([a, b]) };

        Assert.Empty(Steering.VoidBecauseRuleChanged(loop.Workshop, listed, listed with { Electorate = new ListedPeople([b, a]) }));
        Assert.Single(Steering.VoidBecauseRuleChanged(loop.Workshop, listed, listed with { Electorate = new ListedPeople([a]) }));
        loop.Apply(Steering.VoidBecauseRuleChanged(loop.Workshop, listed, listed with { Threshold = 70 }));
        Assert.Equal(RoundState.Void, loop.Round.State);
        Assert.Empty(Steering.VoidBecauseRuleChanged(loop.Workshop, listed, DecisionRule.Default));
    }

    [Fact]
    public void Facilitators_alone_steer()
    {
        var loop = Opened();
        var other = loop.By("P5");

        Assert.IsType<Refused>(Steering.Extend(loop.Workshop, new ExtendRound("24h", "because"), other));
        Assert.IsType<Refused>(Steering.Pause(loop.Workshop, other));
        Assert.IsType<Refused>(Steering.Resume(loop.Workshop, other));
        Assert.IsType<Refused>(Steering.Cancel(loop.Workshop, new CancelRound(true), other));
        Assert.IsType<Refused>(Closing.AskToClose(loop.Workshop, new CloseRound(true), RoundFacts.None, other));
        Assert.IsType<Refused>(Reminders.Remind(loop.Workshop, 3, other));
    }

    [Fact]
    public void At_most_three_reminders_go_out_and_none_in_quiet_hours()
    {
        var loop = Opened();
        loop.Do(Reminders.Remind(loop.Workshop, 4, loop.Facilitating));
        loop.Now = new DateTimeOffset(2026, 11, 23, 22, 30, 0, TimeSpan.Zero);

        var quiet = Assert.IsType<MayNotRemind>(Reminders.May(loop.Workshop, loop.Now));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 7, 0, 0, TimeSpan.Zero), quiet.When);
        loop.Now = quiet.When!.Value;
        loop.Do(Reminders.Remind(loop.Workshop, 4, loop.Facilitating));
        loop.Do(Reminders.Remind(loop.Workshop, 4, loop.Facilitating));

        Assert.Contains("three reminders", Assert.IsType<Refused>(Reminders.Remind(loop.Workshop, 4, loop.Facilitating)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Automatic_reminders_come_halfway_and_near_the_end_outside_quiet_hours()
    {
        var loop = Opened();

        Assert.Equal(Loop.Noon.AddHours(24), Reminders.NextAt(loop.Round, loop.Workshop.Settings));
        loop.Apply(new RemindersSent(loop.Round.Id, 2));
        // Nine tenths of 48 h is 7:12 UTC, 8:12 in Berlin: quiet hours have just ended.
        Assert.Equal(Loop.Noon.AddHours(43.2), Reminders.NextAt(loop.Round, loop.Workshop.Settings));
        Assert.Equal(Loop.Noon.AddHours(46), Reminders.NextAt(loop.Round, loop.Workshop.Settings with { Quiet = new QuietHours(6, 11) }));
        Assert.Null(Reminders.NextAt(loop.Round, loop.Workshop.Settings with { Quiet = new QuietHours(6, 20) }));
        loop.Apply(new RemindersSent(loop.Round.Id, 2));
        Assert.Null(Reminders.NextAt(loop.Round, loop.Workshop.Settings));
    }

    [Fact]
    public void A_list_that_has_voted_on_everything_may_close_early_and_everybody_never()
    {
        var (one, two) = (new PersonId("P1"), new PersonId("P2"));
        var loop = Opened(DecisionRule.Default with { Electorate = new ListedPeople([one, two]), Quorum = new QuorumOf(1) });
        Dictionary<Voter, int> turnout = new() { [new Voter("P1")] = 1 };

        Assert.False(Closing.EverybodyVoted(loop.Workshop, turnout, p => Voters.Of(loop.Round.Id, p, null)));
        turnout[new Voter("P2")] = 1;
        Assert.True(Closing.EverybodyVoted(loop.Workshop, turnout, p => Voters.Of(loop.Round.Id, p, null)));
        Assert.False(Closing.EverybodyVoted(Opened().Workshop, turnout, p => Voters.Of(loop.Round.Id, p, null)));
    }

    private static string Refusal(Loop loop, string deadline, string reason) =>
        Assert.IsType<Refused>(Steering.Extend(loop.Workshop, new ExtendRound(deadline, reason), loop.Facilitating)).Reason;

    private static Loop Opened(DecisionRule? rule = null)
    {
        var loop = new Loop();
        loop.Replace(1, "Be very kind.");
        loop.Open(rule);
        return loop;
    }
}
