using CsCheck;
using PolicyBot.Core;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Tests.TestKit;
using Xunit;
using static PolicyBot.Tests.TestKit.Loop;

namespace PolicyBot.Tests.Core.Voting;

public sealed class OutcomesTests
{
    private static readonly DecisionRule Half = DecisionRule.Default with { Threshold = 50 };

    [Theory]
    [InlineData("", Result.Returned, "Nobody voted, so the policy stays as it is.")]
    [InlineData("aa", Result.Returned, "2 people voted and the quorum is 3, so the policy stays as it is.")]
    [InlineData("ppp", Result.Returned, "All 3 who voted passed, so the policy stays as it is.")]
    [InlineData("app", Result.Adopted, "1 of 1 agreed (100 %); 60 % were needed.")]
    [InlineData("aaadd", Result.Adopted, "3 of 5 agreed (60 %); 60 % were needed.")]
    [InlineData("aaaaaaddddd", Result.Returned, "6 of 11 agreed (54.5 %); neither agree nor disagree reached 60 %.")]
    [InlineData("aaddd", Result.Declined, "3 of 5 disagreed (60 %); with 60 % it is declined.")]
    public void The_rule_is_applied_word_by_word(string votes, Result result, string why)
    {
        var outcome = Decide(DecisionRule.Default, votes);

        Assert.Equal((result, why), (outcome.Result, outcome.Why));
    }

    [Fact]
    public void A_tie_at_one_half_keeps_the_status_quo() => Assert.Equal(Result.Returned, Decide(Half, "aadd").Result);

    [Fact]
    public void Two_thirds_are_compared_in_whole_numbers()
    {
        Assert.Equal(Result.Returned, Decide(DecisionRule.Default with { Threshold = 67 }, "aad").Result);
        Assert.Equal(Result.Adopted, Decide(DecisionRule.Default with { Threshold = 66 }, "aad").Result);
    }

    [Theory]
    [InlineData(50, 5, 3)]
    [InlineData(1, 5, 1)]
    [InlineData(100, 7, 7)]
    [InlineData(34, 3, 2)]
    public void A_quorum_in_percent_is_rounded_up(int percent, int people, int needed) =>
        Assert.Equal(needed, Outcomes.Needed(new QuorumShare(percent), people));

    [Fact]
    public void A_group_of_five_under_the_floor_stops_an_adoption_and_one_of_four_does_not()
    {
        var rule = DecisionRule.Default with { GroupFloor = 30 };

        Assert.Equal(Result.Adopted, Decide(rule, new string('a', 20), ("nurses", "dddd")).Result);
        var stopped = Decide(rule, new string('a', 20), ("nurses", "aaddd"));
        Assert.Equal(Result.Returned, stopped.Result);
        Assert.Contains("“nurses” 2 of 5", stopped.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_rivals_only_the_surer_one_is_adopted_and_the_other_names_it()
    {
        var (first, second) = DecideRivals("aaa", "aaaaaaaa");

        Assert.Equal((Result.Returned, Result.Adopted), (first.Result, second.Result));
        Assert.Contains("its rival A2", first.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exact_tie_of_rivals_returns_both()
    {
        var (first, second) = DecideRivals("aaad", "aaad");

        Assert.Equal((Result.Returned, Result.Returned), (first.Result, second.Result));
    }

    [Fact]
    public void At_most_one_of_rivals_is_adopted_whatever_the_votes() =>
        Gen.Select(Votes, Votes).Sample((one, other) =>
        {
            var (first, second) = DecideRivals(one, other);
            Assert.False(first.Result == Result.Adopted && second.Result == Result.Adopted);
        });

    [Fact]
    public void Once_the_quorum_is_met_one_more_agree_never_lowers_an_outcome() =>
        Gen.Select(Votes, Gen.Int[50, 100]).Sample((votes, threshold) =>
        {
            if (votes.Length < 3)
                return;
            var rule = DecisionRule.Default with { Threshold = threshold };
            Assert.True(Rank(Decide(rule, votes + "a").Result) >= Rank(Decide(rule, votes).Result));
        });

    private static Gen<string> Votes => Gen.Char["adp"].Array[0, 25].Select(v => new string(v));

    private static int Rank(Result result) => result switch { Result.Adopted => 2, Result.Returned => 1, _ => 0 };

    private static Outcome Decide(DecisionRule rule, string votes, params (string Group, string Votes)[] groups)
    {
        var loop = new Loop();
        var id = loop.Replace(1, "Be very kind.");
        loop.Open(rule);
        var ballots = loop.Ballots(id, votes + string.Concat(groups.Select(g => g.Votes)));
        var named = groups.SelectMany(g => g.Votes.Select(_ => g.Group)).ToList();
        ballots = [.. ballots.Select((b, i) => i < votes.Length ? b : b with { Group = named[i - votes.Length] })];
        return Outcomes.Of(loop.Round, loop.Workshop, Tallying.Count(ballots, loop.Round, loop.Workshop), []).Single();
    }

    private static (Outcome, Outcome) DecideRivals(string first, string second)
    {
        var loop = new Loop();
        var (one, other) = (loop.Replace(1, "Be very kind."), loop.Propose(new RemoveClause(new ClauseId(1), T("Be kind."))));
        loop.Open();
        var outcomes = Outcomes.Of(loop.Round, loop.Workshop, [loop.Tally(one, first), loop.Tally(other, second)], []);
        return (outcomes[0], outcomes[1]);
    }
}
