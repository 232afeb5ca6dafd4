using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Tests.TestKit;
using Xunit;
using static PolicyBot.Tests.TestKit.Loop;

namespace PolicyBot.Tests.Core.Voting;

public sealed class RankedRivalsTests
{
    private static readonly DecisionRule Ranked = DecisionRule.Default with { Ranked = true };

    [Fact]
    public void The_wording_that_the_ranking_puts_first_is_adopted_although_another_has_surer_agreement()
    {
        var loop = Rivals();
        loop.Do(loop.Close(loop.Ranked(1, "3 A2>A1, 2 A1>A2"), (A(1), "aaaaa"), (A(2), "aaaad")));

        Assert.Equal([Result.Returned, Result.Adopted], loop.Round.Outcomes.Select(o => o.Result));
        Assert.Contains("A2 is ranked before it: 3 people prefer A2, 2 people prefer A1", loop.Round.Outcomes[0].Why, StringComparison.Ordinal);
        Assert.Equal("Be very brief.", loop.Workshop.Current.Policy.Find(new ClauseId(1))!.Text.ToString());
    }

    [Fact]
    public void Where_the_first_does_not_beat_the_clause_as_it_is_nothing_changes()
    {
        var loop = Rivals();
        loop.Do(loop.Close(loop.Ranked(1, "3 A2, 2 A1"), (A(1), "aaaaa"), (A(2), "adddd")));

        Assert.Equal([Result.Returned, Result.Declined], loop.Round.Outcomes.Select(o => o.Result));
        Assert.Null(loop.Round.Made);
    }

    [Fact]
    public void A_tie_for_the_first_place_keeps_the_clause()
    {
        var loop = Rivals();
        loop.Do(loop.Close(loop.Ranked(1, "2 A2>A1, 2 A1>A2"), (A(1), "aaaa"), (A(2), "aaaa")));

        Assert.All(loop.Round.Outcomes, o => Assert.Equal(Result.Returned, o.Result));
        Assert.Contains("A1 and A2 are tied in the ranking of C1", loop.Round.Outcomes[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ranking_by_fewer_than_the_quorum_decides_nothing()
    {
        var loop = Rivals();
        loop.Do(loop.Close(loop.Ranked(1, "2 A2>A1"), (A(1), "aaaa"), (A(2), "aaaa")));

        Assert.All(loop.Round.Outcomes, o => Assert.Equal(Result.Returned, o.Result));
        Assert.Contains("only 2 people ranked the wordings of C1 and the quorum is 3", loop.Round.Outcomes[1].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rival_that_nobody_wants_does_not_hold_up_the_only_one_that_is_agreed_to()
    {
        var loop = Rivals();
        loop.Do(loop.Close(loop.Ranked(1, ""), (A(1), "aaaa"), (A(2), "dddd")));

        Assert.Equal([Result.Adopted, Result.Declined], loop.Round.Outcomes.Select(o => o.Result));
    }

    [Fact]
    public void Other_clauses_are_decided_as_ever()
    {
        var loop = Rivals(l => l.Replace(2, "Be terse."));
        loop.Do(loop.Close(loop.Ranked(1, "3 A1"), (A(1), "aaa"), (A(2), "aaa"), (A(3), "aaa")));

        Assert.Equal([Result.Adopted, Result.Returned, Result.Adopted], loop.Round.Outcomes.Select(o => o.Result));
        Assert.Equal([new ClauseId(1)], loop.Round.Contests!.Select(c => c.Clause));
    }

    [Fact]
    public void Rankings_of_other_texts_are_not_counted()
    {
        var loop = Rivals();
        loop.Do(loop.Close([.. loop.Ranked(1, "4 A2>A1").Select(r => r with { Fingerprint = "0123456789abcdef" })], (A(1), "aaa"), (A(2), "aaa")));

        Assert.Equal(0, Assert.Single(loop.Round.Contests!).People);
    }

    [Fact]
    public void Without_the_rule_nothing_is_ranked()
    {
        var loop = Rivals(rule: DecisionRule.Default);

        Assert.Empty(RivalWordings.Of(loop.Round, loop.Workshop));
        loop.Do(loop.Close((A(1), "aaaaa"), (A(2), "aaaad")));
        Assert.Equal([Result.Adopted, Result.Returned], loop.Round.Outcomes.Select(o => o.Result));
        Assert.Null(loop.Round.Contests);
    }

    [Fact]
    public void More_wordings_than_a_dialog_can_rank_are_not_opened()
    {
        var loop = new Loop();
        for (var i = 0; i < 6; i++)
            loop.Replace(1, $"Be kind, way {i}.");

        var refused = Assert.IsType<Refused>(loop.Ask(new OpenRound("48h", SettingsPatch.Nothing, [], true) { Sure = true }, Ranked));

        Assert.Contains("6 amendments change C1, and people can rank at most 5", refused.Reason, StringComparison.Ordinal);
        Assert.IsType<Accepted>(loop.Ask(new OpenRound("48h", SettingsPatch.Nothing, [A(1), A(2), A(3), A(4), A(5)], true) { Sure = true }, Ranked));
    }

    [Fact]
    public void A_listed_round_waits_for_the_rankings_too()
    {
        var loop = Rivals(rule: Ranked with { Electorate = new ListedPeople([new PersonId("P1")]), Quorum = new QuorumOf(1) });

        Assert.False(Closing.EverybodyVoted(loop.Workshop, new Dictionary<Voter, int> { [new("P1")] = 2 }, p => new Voter(p.Value)));
        Assert.True(Closing.EverybodyVoted(loop.Workshop, new Dictionary<Voter, int> { [new("P1")] = 3 }, p => new Voter(p.Value)));
    }

    [Fact]
    public void A_ranking_names_rival_wordings_once_each_and_is_bound_to_their_texts()
    {
        var loop = Rivals(l => l.Replace(2, "Be terse."));

        var admitted = Assert.IsType<Admitted<Ranking>>(Rank(loop, new RankWordings(new(1), [A(2)], null))).Item;
        Assert.Equal(RivalWordings.Of(loop.Round, loop.Workshop).Single().Fingerprint, admitted.Fingerprint);

        Assert.Contains("A3 is no wording of C1", Turned(Rank(loop, new RankWordings(new(1), [A(3)], null))), StringComparison.Ordinal);
        Assert.Contains("two places", Turned(Rank(loop, new RankWordings(new(1), [A(2), A(2)], null))), StringComparison.Ordinal);
        Assert.Contains("no wordings of C2", Turned(Rank(loop, new RankWordings(new(2), [A(3)], null))), StringComparison.Ordinal);
        Assert.Contains("other wordings", Turned(Rank(loop, new RankWordings(new(1), [A(2)], "0123456789abcdef"))), StringComparison.Ordinal);
        loop.Do(Steering.Pause(loop.Workshop, loop.Facilitating));
        Assert.Contains("paused", Turned(Rank(loop, new RankWordings(new(1), [A(2)], null))), StringComparison.Ordinal);
    }

    private static Loop Rivals(Action<Loop>? more = null, DecisionRule? rule = null)
    {
        var loop = new Loop();
        loop.Replace(1, "Be very kind.");
        loop.Replace(1, "Be very brief.");
        more?.Invoke(loop);
        loop.Open(rule ?? Ranked);
        return loop;
    }

    private static Admission<Ranking> Rank(Loop loop, RankWordings command) => Intake.Ranking(loop.Workshop, command, new Voter("P5"), loop.By("P5"));

    private static string Turned(Admission<Ranking> admission) => Assert.IsType<TurnedAway<Ranking>>(admission).Refused.Reason;
}
