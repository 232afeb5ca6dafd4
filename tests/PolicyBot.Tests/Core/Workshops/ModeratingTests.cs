using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.Core.Workshops;

public sealed class ModeratingTests
{
    private const string Remark = "00000000000000c1";
    private readonly Loop loop = new();

    [Fact]
    public void A_hidden_draft_is_in_no_round_until_it_is_shown_again()
    {
        var id = loop.Replace(1, "Be very kind.");
        loop.Do(Hide(id.ToString()));

        Assert.Empty(loop.Workshop.Drafted);
        Assert.Equal("It names a patient.", loop.Workshop.Hidden["A1"]);
        loop.Do(Moderating.Hide(loop.Workshop, new HideWords("A1", null, true), false, loop.Facilitating));
        Assert.Equal(id, Assert.Single(loop.Workshop.Drafted).Id);
        Assert.Empty(loop.Workshop.Hidden);
    }

    [Fact]
    public void What_its_author_had_erased_stays_hidden()
    {
        loop.Apply(new AmendmentProposed(new Amendment(new(1), new ReplaceClause(new(1), Loop.T("Be kind."), new Text("00", null, null)), null, new("P2"), [])));
        loop.Do(Hide("A1"));

        Refusal(Moderating.Hide(loop.Workshop, new HideWords("A1", null, true), false, loop.Facilitating));
    }

    [Fact]
    public void A_hidden_scenario_is_not_run_and_a_hidden_remark_has_no_words()
    {
        loop.Do(Hide("S1"));
        loop.Do(Hide(Remark, exists: true));

        Assert.True(loop.Workshop.Find(new ScenarioId(1))!.Retired);
        var remark = new Remark(Remark, new(1), new(1), new("P2"), RemarkKind.Comment) { Words = "Mrs Jones of ward 3" };
        Assert.Null(loop.Workshop.AsShown([remark]).Single().Words);
        Assert.Equal("w", loop.Workshop.AsShown([remark with { Id = "00000000000000c2", Words = "w" }]).Single().Words);
    }

    [Theory, InlineData(false, "b a"), InlineData(true, "a b")]
    public void When_something_was_said_in_an_anonymous_round_is_told_neither_by_its_time_nor_by_its_place(bool anonymous, string order)
    {
        loop.Replace(1, "Be very kind.");
        var round = loop.Open(DecisionRule.Default with { Anonymous = anonymous });
        var first = new Remark("b", round, new(1), new("P2"), RemarkKind.Comment) { Words = "w", At = loop.Clock.Now.AddMinutes(1) };

        var shown = loop.Workshop.AsShown([first, first with { Id = "a", At = loop.Clock.Now.AddMinutes(2) }]).ToList();

        Assert.Equal(order, string.Join(' ', shown.Select(r => r.Id)));
        Assert.Equal(anonymous ? 1 : 2, shown.Select(r => r.At).Distinct().Count());
    }

    [Fact]
    public void What_a_round_stands_on_what_is_not_there_and_what_has_no_reason_is_not_hidden()
    {
        loop.Replace(1, "Be very kind.");
        loop.Open();

        Assert.Contains("no draft", Refusal(Hide("A1")).Reason, StringComparison.Ordinal);
        Assert.Contains("R1", Refusal(Hide("S1")).Reason, StringComparison.Ordinal);
        Assert.Contains("no amendment", Refusal(Hide("A9")).Reason, StringComparison.Ordinal);
        Assert.Contains("no comment", Refusal(Hide(Remark)).Reason, StringComparison.Ordinal);
        Refusal(Moderating.Hide(loop.Workshop, new HideWords(Remark, " ", false), true, loop.Facilitating));
        Refusal(Moderating.Hide(loop.Workshop, new HideWords(Remark, "why", false), true, loop.By("P5")));
    }

    [Fact]
    public void The_author_reads_in_mine_why_it_was_hidden()
    {
        loop.Replace(1, "Be very kind.");
        loop.Do(Hide("A1"));
        var shown = new Shown(loop.Workshop, Names.Nobody, Evidence.None, loop.Now);

        Assert.Contains("hidden by a facilitator: It names a patient.", PlainText.Of(MineCard.Of(shown, new Participant(new("P2"), null, [], []))), StringComparison.Ordinal);
        Assert.Contains("A1: “It names a patient.”", PlainText.Of(QueueCard.Of(shown)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_merged_duplicate_leaves_its_scenarios_and_its_author()
    {
        var kept = loop.Replace(1, "Be very kind.");
        loop.Apply(
            new ScenarioAdded(new Scenario(new(2), Loop.T("Good news"), null, [new Turn(Speaker.User, Loop.T("Is it good?"))], new("P3"))),
            new AmendmentProposed(new Amendment(new(2), new ReplaceClause(new(1), Loop.T("Be kind."), Loop.T("Be really kind.")), null, new("P3"), [new(2), new(1)])));

        loop.Do(Moderating.Merge(loop.Workshop, new MergeAmendments(new(2), kept), loop.Facilitating));

        var stays = Assert.Single(loop.Workshop.Drafted);
        Assert.Equal([new ScenarioId(1), new ScenarioId(2)], stays.Scenarios);
        Assert.Equal(["P2", "P3"], stays.Authors.Select(a => a.Value));
        Assert.Equal((AmendmentState.Withdrawn, kept), (loop.Workshop.Find(new AmendmentId(2))!.State, loop.Workshop.Find(new AmendmentId(2))!.MergedInto));
    }

    [Fact]
    public void Only_drafts_of_one_clause_are_merged()
    {
        var one = loop.Replace(1, "Be very kind.");
        var other = loop.Replace(2, "Be very brief.");

        Assert.Contains("different clauses", Refusal(Moderating.Merge(loop.Workshop, new(one, other), loop.Facilitating)).Reason, StringComparison.Ordinal);
        Refusal(Moderating.Merge(loop.Workshop, new(one, one), loop.Facilitating));
        Refusal(Moderating.Merge(loop.Workshop, new(one, new(9)), loop.Facilitating));
        Refusal(Moderating.Merge(loop.Workshop, new(one, other), loop.By("P5")));
    }

    private Decision Hide(string what, bool exists = false) =>
        Moderating.Hide(loop.Workshop, new HideWords(what, "It names a patient.", false), exists, loop.Facilitating);

    private static Refused Refusal(Decision decision) => Assert.IsType<Refused>(decision);
}
