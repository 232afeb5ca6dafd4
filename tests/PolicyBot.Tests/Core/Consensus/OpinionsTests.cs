using System.Collections.Immutable;
using CsCheck;
using PolicyBot.Core;
using PolicyBot.Core.Consensus;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using Xunit;

namespace PolicyBot.Tests.Core.Consensus;

public sealed class OpinionsTests
{
    private const int Columns = 12;

    [Fact]
    public void One_of_one_twice_never_outranks_two_hundred_of_three_hundred_twice()
    {
        Count[] thin = [new(1, 0, 0), new(1, 0, 0)], thick = [new(200, 100, 0), new(200, 100, 0)];

        Assert.True(GroupConsensus.Sure(thin) < GroupConsensus.Sure(thick));
        Assert.Equal(0.444, GroupConsensus.Plain(thin), 3);
        Assert.Equal(0.443, GroupConsensus.Plain(thick), 3);
    }

    [Fact]
    public void One_more_agreement_never_lowers_a_share() =>
        Gen.Select(Gen.Int[0, 500], Gen.Int[0, 500], Gen.Int[0, 500]).Sample((agree, disagree, pass) =>
        {
            Count before = new(agree, disagree, pass), after = new(agree + 1, disagree, pass);
            Assert.True(Share.OfAgree(after).Smoothed >= Share.OfAgree(before).Smoothed);
            Assert.True(Share.OfAgree(after).Sure.Lower >= Share.OfAgree(before).Sure.Lower);
            Assert.True(GroupConsensus.Plain([after]) >= GroupConsensus.Plain([before]));
            Assert.True(GroupConsensus.Sure([after]) >= GroupConsensus.Sure([before]));
        });

    [Fact]
    public void Groups_are_apart_only_as_far_as_it_is_sure()
    {
        Assert.Equal(0, GroupConsensus.Divide([new(1, 0, 0), new(0, 1, 0)]));
        Assert.InRange(GroupConsensus.Divide([new(90, 10, 0), new(10, 90, 0)]), 0.6, 0.7);
    }

    [Fact]
    public void Two_camps_are_found_and_the_larger_is_called_A()
    {
        var found = Opinions.Of(Round(), Camps(40, 25));

        Assert.Equal([("A", 40), ("B", 25)], found.Groups.Select(g => (g.Name, g.People)));
        Assert.Equal((65, 65), (found.People, found.Placed));
        Assert.All(found.Counts, c => Assert.Equal(c.Count.Total, c.Groups.Values.Sum(g => g.Total)));
        Assert.Equal(65, found.Map.Sum(s => s.People));
        Assert.True(found.Separation > 0.5);
    }

    [Theory]
    [InlineData(30, 19, false)]
    [InlineData(30, 20, true)]
    public void Groups_are_looked_for_from_fifty_people_on(int one, int other, bool found) =>
        Assert.Equal(found, !Opinions.Of(Round(), Camps(one, other)).Groups.IsEmpty);

    [Fact]
    public void A_camp_of_fewer_than_five_is_no_group() =>
        Assert.All(Opinions.Of(Round(), Camps(60, 3)).Groups, g => Assert.True(g.People >= 5));

    [Fact]
    public void Where_everybody_votes_alike_there_are_no_groups()
    {
        var found = Opinions.Of(Round(), Enumerable.Range(0, 80).SelectMany(p => Row(p, _ => Vote.Agree)));

        Assert.Empty(found.Groups);
        Assert.Equal(80, found.StraightLiners);
    }

    [Fact]
    public void An_anonymous_round_tells_nothing_of_fewer_than_five_people()
    {
        var round = Round() with { Rule = DecisionRule.Default with { Anonymous = true } };
        // One person of the second camp is the only one there who has seen the last amendment.
        var ballots = Camps(60, 20).Where(b => b.Amendment.Number < Columns || b.Voter.Value is "p75" || int.Parse(b.Voter.Value[1..], null) < 60);

        var found = Opinions.Of(round, ballots);

        Assert.Equal(2, found.Groups.Count);
        Assert.All(found.Map, s => Assert.True(s.People >= 5));
        Assert.All(found.Counts, c => Assert.All(c.Groups.Values, g => Assert.True(g.Total >= 5)));
        Assert.Equal(["A"], found.Counts[^1].Groups.Keys);
    }

    [Fact]
    public void Unfinished_and_straight_lined_ballots_are_told_and_counted()
    {
        var ballots = Row(0, _ => Vote.Pass).Concat(Row(1, c => c % 2 == 0 ? Vote.Agree : Vote.Pass)).Concat(Row(2, _ => Vote.Agree).Take(6)).ToList();

        var found = Opinions.Of(Round(), ballots);

        Assert.Equal((3, 2, 1, 1), (found.People, found.Placed, found.StraightLiners, found.Unfinished));
    }

    [Fact]
    public void The_order_of_people_and_of_ballots_changes_nothing() =>
        Gen.Select(Gen.Int[1, 1000], Gen.Int[25, 45], Gen.Int[25, 45]).Sample((seed, one, other) =>
        {
            var ballots = Camps(one, other, seed).ToList();
            var turned = ballots.OrderBy(b => Scramble(b.Row * 7919, seed)).ToList();

            Same(Opinions.Of(Round(), ballots), Opinions.Of(Round(), turned));
        }, iter: 60);

    [Fact]
    public void The_order_of_amendments_changes_no_group() =>
        Gen.Select(Gen.Int[1, 1000], Gen.Int[25, 45], Gen.Int[25, 45]).Sample((seed, one, other) =>
        {
            var (ballots, round) = (Camps(one, other, seed).ToList(), Round());
            var turned = round with { Amendments = [.. round.Amendments.OrderBy(a => Scramble(a.Number, seed))] };

            Same(Opinions.Of(round, ballots), Opinions.Of(turned, ballots));
        }, iter: 60);

    [Fact]
    public void Few_people_are_filled_up_with_the_most_active()
    {
        var cells = Enumerable.Range(0, 20).SelectMany(p => Enumerable.Range(0, Columns).Select(c => c < p % 7 ? (sbyte)1 : VoteMatrix.Unseen)).ToArray();

        var inside = Conversation.In(new VoteMatrix(20, Columns, cells));

        Assert.Equal(Conversation.FewestPeople, inside.Length);
        Assert.All(Enumerable.Range(0, 20).Except(inside), p => Assert.True(p % 7 <= 1));
    }

    private static Round Round() =>
        new(new RoundId(1), DecisionRule.Default, new VersionNumber(1), [.. Enumerable.Range(1, Columns).Select(n => new AmendmentId(n))], new Lasting(TimeSpan.FromDays(3)));

    /// <summary>Two camps that vote against each other on most amendments, with some noise that the seed decides.</summary>
    private static IEnumerable<SealedBallot> Camps(int one, int other, int seed = 1) => Enumerable.Range(0, one + other)
        .SelectMany(p => Row(p, c => Scramble((p * 100) + c, seed) % 100 < 8 ? Vote.Pass : (p < one) == (c % 3 != 0) ? Vote.Agree : Vote.Disagree));

    private static IEnumerable<SealedBallot> Row(int person, Func<int, Vote> vote) => Enumerable.Range(0, Columns)
        .Select(c => new SealedBallot((person * 100) + c, new AmendmentId(c + 1), new Voter($"p{person}"), vote(c), "f", null));

    private static uint Scramble(long number, int seed) => (uint)(((number + 1) * 2654435761 * seed) >> 7) * 2246822519u >> 8;

    private static void Same(Opinion one, Opinion other)
    {
        Assert.Equal((one.People, one.Placed, one.Separation), (other.People, other.Placed, other.Separation));
        Assert.Equal(one.Groups.Select(g => g.People), other.Groups.Select(g => g.People));
        var (a, b) = (Counts(one), Counts(other));
        Assert.Equal(a, b);

        static ImmutableList<string> Counts(Opinion o) =>
            [.. o.Counts.OrderBy(c => c.Amendment.Number).Select(c => $"{c.Amendment} {c.Count} {string.Join(';', c.Groups.Select(g => $"{g.Key}{g.Value}"))}")];
    }
}
