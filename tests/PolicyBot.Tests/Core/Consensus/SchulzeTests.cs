using System.Collections.Immutable;
using CsCheck;
using PolicyBot.Core.Consensus;
using Xunit;

namespace PolicyBot.Tests.Core.Consensus;

public sealed class SchulzeTests
{
    /// <summary>Example 1 of Schulze's paper, the 45 voters that encyclopaedias show, and Tennessee's capital.</summary>
    [Theory]
    [InlineData("8 acdb, 2 badc, 4 cdba, 4 dbac, 3 dcba", "d,a,c,b")]
    [InlineData("5 acbed, 5 adecb, 8 bedac, 3 cabed, 7 caebd, 2 cbade, 7 dceba, 8 ebadc", "e,a,c,b,d")]
    [InlineData("42 mnck, 26 nckm, 15 cknm, 17 kcnm", "n,c,k,m")]
    public void A_published_election_ends_as_published(string ballots, string order) =>
        Assert.Equal(order, Order(Schulze.Of(Candidates(ballots), Ballots(ballots))));

    [Fact]
    public void The_paper_s_first_example_has_its_published_paths()
    {
        var result = Schulze.Of(Candidates("a abcd"), Ballots("8 acdb, 2 badc, 4 cdba, 4 dbac, 3 dcba"));

        int[,] preferred = { { 0, 8, 14, 10 }, { 13, 0, 6, 2 }, { 7, 15, 0, 12 }, { 11, 19, 9, 0 } };
        int[,] paths = { { 0, 14, 14, 12 }, { 13, 0, 13, 12 }, { 13, 15, 0, 12 }, { 13, 19, 13, 0 } };
        Assert.Equal(preferred, result.Preferred);
        Assert.Equal(paths, result.Paths);
    }

    [Fact]
    public void A_perfect_cycle_is_a_tie() =>
        Assert.Equal("a=b=c", Order(Schulze.Of(Candidates("abc"), Ballots("1 abc, 1 bca, 1 cab"))));

    [Fact]
    public void Who_is_not_ranked_comes_last_and_equals_are_no_preference()
    {
        var result = Schulze.Of(["a", "b", "c"], [new Ranking<string>([["b"], ["a"]], 2), new Ranking<string>([["a", "b"]], 5)]);

        Assert.Equal("b,a,c", Order(result));
        Assert.Equal((0, 2, 7), (result.Preferred[0, 1], result.Preferred[1, 0], result.Preferred[0, 2]));
    }

    [Fact]
    public void Who_beats_everybody_else_in_pairs_always_wins() =>
        Elections.Sample(rankings =>
        {
            var result = Schulze.Of(Names, rankings);
            var beaten = Names.FindAll(n => Names.All(o => o == n || result.Preferred[Names.IndexOf(n), Names.IndexOf(o)] > result.Preferred[Names.IndexOf(o), Names.IndexOf(n)]));
            if (beaten is [var winner])
                Assert.Equal([winner], result.Places[0]);
        });

    [Fact]
    public void Turning_every_ballot_round_turns_the_order_round() =>
        Elections.Sample(rankings =>
        {
            var (there, back) = (Schulze.Of(Names, rankings), Schulze.Of(Names, rankings.Select(r => r with { Tiers = r.Tiers.Reverse() })));
            if (there.Places.TrueForAll(p => p.Count == 1))
                Assert.Equal(there.Places.Reverse().SelectMany(p => p), back.Places.SelectMany(p => p));
        });

    private static readonly ImmutableList<string> Names = ["a", "b", "c", "d", "e"];

    private static readonly Gen<List<Ranking<string>>> Elections = Gen.Select(Gen.Shuffle(Names.ToArray()), Gen.Int[1, 9])
        .Select((order, people) => new Ranking<string>([.. order.Select(o => ImmutableList.Create(o))], people)).List[1, 12];

    private static ImmutableList<string> Candidates(string ballots) =>
        [.. ballots.Where(char.IsAsciiLetter).Distinct().Order().Select(c => c.ToString())];

    private static IEnumerable<Ranking<string>> Ballots(string ballots) => ballots.Split(", ").Select(b => b.Split(' '))
        .Select(b => new Ranking<string>([.. b[1].Select(c => ImmutableList.Create(c.ToString()))], int.Parse(b[0], null)));

    private static string Order(RankedResult<string> result) => string.Join(',', result.Places.Select(p => string.Join('=', p)));
}
