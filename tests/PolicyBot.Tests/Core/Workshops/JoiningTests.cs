using System.Collections.Immutable;
using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.Core.Workshops;

public sealed class JoiningTests
{
    private static readonly PersonId P2 = new("P2"), P7 = new("P7"), P10 = new("P10");

    [Fact]
    public void The_earlier_pseudonym_stays_whichever_side_asks()
    {
        Assert.Equal(new AccountsJoined(P10, P2), Assert.Single(Assert.IsType<Accepted>(Joining.Join(new Loop().Workshop, (P10, P2), 0)).Changes));
        Assert.Equal(new AccountsJoined(P10, P7), Assert.Single(Assert.IsType<Accepted>(Joining.Join(new Loop().Workshop, (P7, P10), 0)).Changes));
        Assert.IsType<Refused>(Joining.Join(new Loop().Workshop, (P2, P2), 0));
    }

    [Fact]
    public void Rights_groups_proposals_scenarios_and_lists_follow_the_person()
    {
        var loop = new Loop();
        loop.Apply(
            new FacilitatorAdded(P7), new GroupJoined(P7, "nurses"),
            new AmendmentProposed(new Amendment(new(1), new RemoveClause(new(1), Loop.T("Be kind.")), null, P7, [new(1)])));
        var listed = DecisionRule.Default with { Electorate = new ListedPeople([P7, P2, P10]), Quorum = new QuorumOf(2) };
        loop.Apply(new SettingsChanged(loop.Workshop.Settings with { Rule = listed }));
        loop.Open(listed);

        loop.Do(Joining.Join(loop.Workshop, (P2, P7), 1));

        var workshop = loop.Workshop;
        Assert.True(workshop.IsFacilitator(P2));
        Assert.False(workshop.IsFacilitator(P7));
        Assert.Equal("nurses", workshop.Groups["P2"]);
        Assert.Equal(P2, workshop.Find(new AmendmentId(1))!.By);
        Assert.All([workshop.Settings.Rule, loop.Round.Rule], r => Assert.Equal([P2, P10], ((ListedPeople)r.Electorate).People));
        Assert.Equal(P2, workshop.Who(P7));
        Assert.Equal([P2, P7], workshop.Pseudonyms(P2));
        Assert.Equal("Ben", (new Names(ImmutableDictionary<PersonId, string>.Empty.Add(P2, "Ben")) { Joined = workshop.Joined }).Of(P7));
    }

    [Fact]
    public void Whoever_ranked_from_both_accounts_is_told_which_ranking_counts()
    {
        string Said(int doubled, int ranked) => PlainText.Of(Assert.IsType<Accepted>(Joining.Join(new Loop().Workshop, (P2, P7), doubled, ranked)).Reply.Card!);

        Assert.Contains("No vote had to be dropped.", Said(0, 0), StringComparison.Ordinal);
        Assert.DoesNotContain("No vote had to be dropped.", Said(0, 1), StringComparison.Ordinal);
        Assert.Contains("Both had ranked the wordings of 2 clauses: of each your last ranking counts", Said(1, 2), StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_makes_a_quorum_unreachable_by_joining_is_told()
    {
        var loop = new Loop();
        loop.Replace(1, "Be very kind.");
        loop.Open(DecisionRule.Default with { Electorate = new ListedPeople([P2, P7]), Quorum = new QuorumOf(2) });

        var said = PlainText.Of(Assert.IsType<Accepted>(Joining.Join(loop.Workshop, (P2, P7), 0)).Reply.Card!);

        Assert.Contains("tell a facilitator", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_of_three_accounts_is_one_after_two_joins()
    {
        var loop = new Loop();
        loop.Do(Joining.Join(loop.Workshop, (P7, P10), 0));
        loop.Do(Joining.Join(loop.Workshop, (P2, P7), 0));

        Assert.Equal((P2, P2), (loop.Workshop.Who(P10), loop.Workshop.Who(P7)));
    }

    [Fact]
    public void Counted_votes_are_not_joined()
    {
        var loop = new Loop();
        loop.Replace(1, "Be very kind.");
        loop.Open();
        loop.Do(loop.Close((new AmendmentId(1), "aaa")));

        var refused = Assert.IsType<Refused>(Joining.Join(loop.Workshop, (P2, P7), 0));

        Assert.Contains("R1", refused.Reason, StringComparison.Ordinal);
    }
}
