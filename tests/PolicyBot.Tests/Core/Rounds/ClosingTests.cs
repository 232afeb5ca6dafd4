using PolicyBot.Core;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Tests.TestKit;
using Xunit;
using static PolicyBot.Tests.TestKit.Loop;

namespace PolicyBot.Tests.Core.Rounds;

public sealed class ClosingTests
{
    [Fact]
    public void A_close_decides_and_makes_the_next_version_once()
    {
        var loop = new Loop();
        var (kind, gone, added) = (loop.Replace(1, "Be very kind."), loop.Propose(new RemoveClause(new ClauseId(2), T("Be brief."))), loop.Propose(new AddClause(new ClauseId(1), T("Ask."))));
        loop.Open();

        loop.Do(loop.Close((kind, "aaaa"), (gone, "dddd"), (added, "aaap")));

        Assert.Equal(RoundState.Closed, loop.Round.State);
        Assert.Equal([Result.Adopted, Result.Declined, Result.Adopted], loop.Round.Outcomes.Select(o => o.Result));
        Assert.Equal(["Be very kind.", "Ask.", "Be brief.", "Be honest."], loop.Workshop.Current.Policy.Clauses.Select(c => c.Text.Value));
        Assert.Equal((new VersionNumber(2), false, loop.Round.Made), (loop.Workshop.Current.Number, loop.Workshop.Current.Provisional, loop.Workshop.Current.Number));
        Assert.Equal(AmendmentState.Declined, loop.Workshop.Find(gone)!.State);
        Assert.IsType<Refused>(loop.Close((kind, "aaaa")));
        Assert.Single(loop.Changes.OfType<RoundClosed>());
    }

    [Fact]
    public void A_close_that_adopts_nothing_makes_no_version_and_is_published_straight_away()
    {
        var loop = new Loop();
        var kind = loop.Replace(1, "Be very kind.");
        loop.Open();

        loop.Do(loop.Close((kind, "aadd")));

        Assert.Equal((new VersionNumber(1), null), (loop.Workshop.Current.Number, loop.Round.Made));
        Assert.Empty(Confirming.Start(loop.Workshop, loop.Now));
        Assert.True(Confirming.IsOver(loop.Workshop, loop.Now));
    }

    [Fact]
    public void A_change_whose_clause_is_gone_is_returned_with_the_conflict()
    {
        var loop = new Loop();
        var kind = loop.Replace(1, "Be very kind.");
        loop.Open();
        loop.Apply(new VersionMade(new PolicyVersion(new VersionNumber(2), Policy.Empty, Noon, "elsewhere")));

        loop.Do(loop.Close((kind, "aaaa")));

        Assert.Equal(Result.Returned, loop.Round.Outcomes[0].Result);
        Assert.Contains("C1 is not in the policy any more", loop.Round.Outcomes[0].Why, StringComparison.Ordinal);
        Assert.Null(loop.Round.Made);
    }

    [Theory]
    [InlineData("aaaa", "Be quick.", false)]
    [InlineData("dddd", "Be kind.", false)]
    [InlineData("ad", "Be quick.", true)]
    public void A_provisional_version_is_ratified_reverted_or_stays(string votes, string first, bool provisional)
    {
        var loop = Provisional();
        var other = loop.Replace(2, "Be very brief.");
        loop.Open();
        var ratify = loop.Workshop.Amendments.Values.Single(a => a.Proposal is RatifyVersion).Id;

        loop.Do(loop.Close((ratify, votes), (other, "aaaa")));

        Assert.Equal([first, "Be very brief.", "Be honest."], loop.Workshop.Current.Policy.Clauses.Select(c => c.Text.Value));
        Assert.Equal((new VersionNumber(3), provisional), (loop.Workshop.Current.Number, loop.Workshop.Current.Provisional));
    }

    [Fact]
    public void Declining_a_provisional_text_later_keeps_what_was_adopted_in_between()
    {
        var loop = Provisional();
        var other = loop.Replace(2, "Be very brief.");
        loop.Open();
        loop.Do(loop.Close((other, "aaaa")));
        loop.Do(Publishing.Publish(loop.Workshop, loop.Round.Id, new Gathered([], [], []), loop.Clock));
        loop.Open();
        var ratify = loop.Round.Amendments.Single();

        loop.Do(loop.Close((ratify, "dddd")));

        Assert.Equal(["Be kind.", "Be very brief.", "Be honest."], loop.Workshop.Current.Policy.Clauses.Select(c => c.Text.Value));
        Assert.False(loop.Workshop.Current.Provisional);
    }

    [Fact]
    public void Asking_to_close_a_hidden_round_shows_turnout_and_no_tally()
    {
        var loop = new Loop();
        var kind = loop.Replace(1, "Be very kind.");
        loop.Open();
        var facts = new RoundFacts(7, [loop.Tally(kind, "aaaaapp")]);

        var asked = loop.Do(Closing.AskToClose(loop.Workshop, new CloseRound(false), facts, loop.Facilitating));

        var words = string.Join(' ', asked.Reply.Card!.Blocks.OfType<Paragraph>().Select(p => p.Words));
        Assert.Contains("7 people have voted.", words, StringComparison.Ordinal);
        Assert.DoesNotContain("5", words.Replace("25 November", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("round close sure:yes", asked.Reply.Card.Buttons.Single().Act);
        Assert.Empty(loop.Do(Closing.AskToClose(loop.Workshop, new CloseRound(true), facts, loop.Facilitating)).Changes);
    }

    [Fact]
    public void Asking_to_close_while_confirming_says_that_it_publishes()
    {
        var loop = new Loop();
        var kind = loop.Replace(1, "Be very kind.");
        loop.Open();
        loop.Do(loop.Close((kind, "aaaa")));
        loop.Apply(Confirming.Start(loop.Workshop, loop.Now));

        var asked = loop.Do(Closing.AskToClose(loop.Workshop, new CloseRound(false), RoundFacts.None, loop.Facilitating));

        Assert.Equal((RoundState.Confirming, loop.Now.AddHours(48)), (loop.Round.State, loop.Round.ConfirmingUntil));
        Assert.Contains(asked.Reply.Card!.Blocks, b => b is Paragraph p && p.Words.Contains("publishes now", StringComparison.Ordinal));
        Assert.Equal("round publish sure:yes", asked.Reply.Card.Buttons.Single().Act);
    }

    [Fact]
    public void A_second_click_on_a_close_does_not_publish()
    {
        var loop = new Loop();
        var kind = loop.Replace(1, "Be very kind.");
        loop.Open();
        loop.Do(loop.Close((kind, "aaaa")));
        loop.Apply(Confirming.Start(loop.Workshop, loop.Now));

        Assert.False(Closing.IsSure(loop.Round, new CloseRound(true)));
        Assert.True(Closing.IsSure(loop.Round, new CloseRound(true) { Publishes = true }));
    }

    private static Loop Provisional()
    {
        var loop = new Loop();
        var policy = loop.Workshop.Current.Policy;
        loop.Apply(new VersionMade(new PolicyVersion(
            new VersionNumber(2), new Policy(policy.Parts.SetItem(0, new Clause(new ClauseId(1), T("Be quick.")))), Noon, "redraft", Provisional: true)));
        return loop;
    }
}
