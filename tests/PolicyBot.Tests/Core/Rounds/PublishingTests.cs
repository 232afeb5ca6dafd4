using System.Collections.Immutable;
using PolicyBot.Core;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Tests.TestKit;
using Xunit;
using static PolicyBot.Tests.TestKit.Loop;

namespace PolicyBot.Tests.Core.Rounds;

public sealed class PublishingTests
{
    [Theory]
    [InlineData(2, 1, false)]
    [InlineData(1, 1, false)]
    [InlineData(3, 2, false)]
    [InlineData(1, 2, true)]
    public void Below_the_threshold_of_at_least_three_answers_a_change_returns(int matches, int no, bool returns)
    {
        var (loop, id) = Adopted(l => l.Replace(1, "Be very kind."));

        Publish(loop, [Backers(id, Meant.Matches, matches), Backers(id, Meant.No, no, Cause.SideEffect), Backers(id, Meant.ChangedMyMind, 9)]);

        Assert.Equal(RoundState.Published, loop.Round.State);
        Assert.Equal(returns ? 1 : 0, loop.Workshop.Drafted.Count());
    }

    [Fact]
    public void Only_the_answers_of_backers_make_the_fidelity()
    {
        var (loop, id) = Adopted(l => l.Replace(1, "Be very kind."));

        Publish(loop, [Backers(id, Meant.Matches, 3), new ConfirmationCount(id, false, Meant.No, null, 20), new ConfirmationCount(id, null, Meant.No, null, 20)]);

        Assert.Equal((3, 0, 3), (loop.Round.Fidelities[0].Matches, loop.Round.Fidelities[0].No, loop.Round.Fidelities[0].Answers));
        Assert.Empty(loop.Workshop.Drafted);
    }

    [Fact]
    public void A_replaced_clause_is_taken_back_with_the_counts_and_causes_as_its_reason()
    {
        var (loop, id) = Adopted(l => l.Replace(1, "Be very kind."));

        Publish(loop, [Backers(id, Meant.Matches, 1), Backers(id, Meant.Partly, 1), Backers(id, Meant.No, 2, Cause.ModelIgnoredIt)]);

        var back = loop.Workshop.Drafted.Single();
        Assert.Equal(new ReplaceClause(new ClauseId(1), T("Be very kind."), T("Be kind.")), back.Proposal);
        Assert.Equal((Origin.Confirmation, id, A(2)), (back.Origin, back.Follows!.Value, back.Id));
        Assert.Equal([new ScenarioId(1)], back.Scenarios);
        Assert.Equal(
            "1 of 4 backers of A1 say that the model now does what they meant (60 % were needed); 1 say partly, 2 no (the model ignored it 2).",
            back.Rationale!.Value);
    }

    [Fact]
    public void A_clause_whose_third_confirmation_in_a_row_fails_is_put_to_the_facilitators_and_not_proposed_again()
    {
        var (loop, id) = Adopted(l => l.Replace(1, "Be very kind."));
        Publish(loop, [Backers(id, Meant.No, 3, Cause.ModelIgnoredIt)]);
        foreach (var words in new[] { "Be kind in every answer.", "Begin with a kind word." })
        {
            Assert.Null(loop.Round.NotFollowed);
            foreach (var back in loop.Workshop.Drafted.ToList())
                loop.Apply(new AmendmentWithdrawn(back.Id, "Another wording is tried."));
            var again = loop.Replace(1, words);
            loop.Open();
            loop.Do(loop.Close((again, "aaa")));
            Publish(loop, [Backers(again, Meant.No, 2), Backers(again, Meant.Matches, 1)]);
        }

        Assert.Equal([new ClauseId(1)], loop.Round.NotFollowed);
        Assert.Empty(loop.Workshop.Drafted);
        Assert.Equal(3, Failures.InARow(loop.Workshop, new ClauseId(1)));
    }

    [Fact]
    public void A_confirmation_ends_the_row_of_failures()
    {
        var (loop, id) = Adopted(l => l.Replace(1, "Be very kind."));
        Publish(loop, [Backers(id, Meant.No, 3)]);
        loop.Apply(new AmendmentWithdrawn(A(2), "Another wording is tried."));
        var again = loop.Replace(1, "Begin with a kind word.");
        loop.Open();
        loop.Do(loop.Close((again, "aaa")));

        Publish(loop, [Backers(again, Meant.Matches, 3)]);

        Assert.Equal(0, Failures.InARow(loop.Workshop, new ClauseId(1)));
    }

    [Fact]
    public void Groups_of_at_least_five_backers_have_a_fidelity_of_their_own()
    {
        var (loop, id) = Adopted(l => l.Replace(1, "Be very kind."));
        var ballots = Enumerable.Range(1, 9).Select(n => new SealedBallot(n, id, new Voter($"P{n}"), n == 9 ? Vote.Disagree : Vote.Agree, "f", n <= 5 || n == 9 ? "nurses" : "doctors")).ToList();
        var confirmations = Enumerable.Range(1, 9).Select(n => new Confirmation(loop.Round.Id, id, new Voter($"P{n}"), n is 1 or 9 ? Meant.Matches : Meant.Partly, null)).ToList();

        var groups = Backing.ByGroup(confirmations, ballots);

        Assert.Equal([new GroupFidelity(id, "nurses", 1, 5)], groups);
        Assert.Equal(groups, Fidelities.Of(id, Backing.Count(confirmations, ballots), groups).Groups);
        Assert.Null(Fidelities.Of(id, Backing.Count(confirmations, ballots)).Groups);
    }

    [Fact]
    public void An_added_clause_is_removed_and_a_removed_one_comes_back_behind_its_neighbour()
    {
        var (added, one) = Adopted(l => l.Propose(new AddClause(new ClauseId(1), T("Ask."))));
        var (removed, other) = Adopted(l => l.Propose(new RemoveClause(new ClauseId(2), T("Be brief."))));

        Publish(added, [Backers(one, Meant.No, 3)]);
        Publish(removed, [Backers(other, Meant.No, 3)]);

        Assert.Equal(new RemoveClause(new ClauseId(4), T("Ask.")), added.Workshop.Drafted.Single().Proposal);
        Assert.Equal(new AddClause(new ClauseId(1), T("Be brief.")), removed.Workshop.Drafted.Single().Proposal);
        removed.Open();
        removed.Do(removed.Close((A(2), "aaa")));
        Assert.Equal(["Be kind.", "Be brief.", "Be honest."], removed.Workshop.Current.Policy.Clauses.Select(c => c.Text.Value));
    }

    [Fact]
    public void Every_comment_has_one_disposition_and_those_that_a_redraft_gave_stay()
    {
        var (loop, id) = Adopted(l => l.Replace(1, "Be very kind."));
        Remark Comment(string remark) => new(remark, loop.Round.Id, id, new Voter("P3"), RemarkKind.Comment) { Words = "Hm." };
        loop.Apply(new Redrafted(id, null, T("why"), [new Disposition("one", id, true, "Taken up.")]));

        Publish(loop, [], Comment("one"), Comment("two"), Comment("three") with { Withdrawn = true }, Comment("four") with { Kind = RemarkKind.Dissent });

        Assert.Equal([("one", true), ("two", false)], loop.Round.Dispositions.Select(d => (d.Remark, d.Answered)));
        Assert.Contains("adopted as it was worded", loop.Round.Dispositions[1].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_that_a_redraft_did_not_weigh_is_told_so()
    {
        var loop = new Loop();
        var id = loop.Replace(1, "Be very kind.");
        loop.Open();
        loop.Do(loop.Close((id, "ad")));
        loop.Apply(new Redrafted(id, null, T("why"), []));

        Publish(loop, [], new Remark("hidden", loop.Round.Id, id, new Voter("P3"), RemarkKind.Comment));

        Assert.Equal("A1 was returned, and the model was asked for a redraft without this comment.", Assert.Single(loop.Round.Dispositions).Why);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        var (loop, id) = Adopted(l => l.Replace(1, "Be very kind."));

        loop.Do(Publishing.Publish(loop.Workshop, loop.Round.Id, new Gathered([Backers(id, Meant.Matches, 2)], [], ["S1 failed."]), loop.Clock));

        Assert.Equal(["S1 failed.", "A1: 2 of the 3 answers of backers that a fidelity needs, so it is unknown."], loop.Round.Missing);
        Assert.IsType<Refused>(Publishing.Publish(loop.Workshop, loop.Round.Id, new Gathered([], [], []), loop.Clock));
    }

    [Fact]
    public void A_redraft_and_themes_that_are_missing_are_named_with_the_reason_and_what_helps()
    {
        var loop = new Loop();
        AmendmentId[] returned = [loop.Replace(1, "Be very kind."), loop.Replace(2, "Be very brief.")];
        loop.Open();
        loop.Do(loop.Close((returned[0], "ad"), (returned[1], "ad")));

        loop.Do(Publishing.Publish(loop.Workshop, loop.Round.Id, new Gathered([], [], [])
        {
            Undrafted = ImmutableDictionary<AmendmentId, string>.Empty.Add(A(1), "The endpoint was down."),
            Ungrouped = [(A(2), "The endpoint was down.")],
        }, loop.Clock));

        Assert.Equal(
            [
                "A1 is not redrafted: The endpoint was down. A facilitator can have it asked with `clause redraft A1`.",
                "A2 is not redrafted: the round was published before the model was asked. A facilitator can have it asked with `clause redraft A2`.",
                "The comments on A2 are not grouped into themes: The endpoint was down. A facilitator can have the model asked with `clause redraft A2`.",
            ],
            loop.Round.Missing);
    }

    private static (Loop, AmendmentId) Adopted(Func<Loop, AmendmentId> propose)
    {
        var loop = new Loop();
        var id = propose(loop);
        loop.Open();
        loop.Do(loop.Close((id, "aaaa")));
        loop.Apply(Confirming.Start(loop.Workshop, loop.Now));
        return (loop, id);
    }

    private static void Publish(Loop loop, IReadOnlyList<ConfirmationCount> confirmations, params Remark[] remarks) =>
        loop.Do(Publishing.Publish(loop.Workshop, loop.Round.Id, new Gathered(confirmations, remarks, []), loop.Clock));
}
