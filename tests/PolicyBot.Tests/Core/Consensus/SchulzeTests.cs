using CsCheck;
using PolicyBot.Core.Consensus;
using Xunit;

namespace PolicyBot.Tests.Core.Consensus;

public sealed class SchulzeTests
{
    /// <summary>Example 1 of Schulze's paper, the 45 voters that encyclopaedias show, and Tennessee's capital (Memphis a, Nashville b,
    /// Chattanooga c, Knoxville d).</summary>
    [Theory]
    [InlineData("8 acdb, 2 badc, 4 cdba, 4 dbac, 3 dcba", "d,a,c,b")]
    [InlineData("5 acbed, 5 adecb, 8 bedac, 3 cabed, 7 caebd, 2 cbade, 7 dceba, 8 ebadc", "e,a,c,b,d")]
    [InlineData("42 abcd, 26 bcda, 15 cdba, 17 dcba", "b,c,d,a")]
    public void A_published_election_ends_as_published(string ballots, string order) => Assert.Equal(order, Order(Preferences(ballots)));

    [Fact]
    public void The_paper_s_first_example_has_its_published_paths()
    {
        var preferred = Preferences("8 acdb, 2 badc, 4 cdba, 4 dbac, 3 dcba");

        Assert.Equal(new[,] { { 0, 8, 14, 10 }, { 13, 0, 6, 2 }, { 7, 15, 0, 12 }, { 11, 19, 9, 0 } }, preferred);
        Assert.Equal(new[,] { { 0, 14, 14, 12 }, { 13, 0, 13, 12 }, { 13, 15, 0, 12 }, { 13, 19, 13, 0 } }, Schulze.WidestPaths(preferred));
    }

    [Fact]
    public void A_perfect_cycle_is_a_tie() => Assert.Equal("a=b=c", Order(Preferences("1 abc, 1 bca, 1 cab")));

    [Fact]
    public void Without_any_ranking_all_are_tied() => Assert.Equal("a=b=c", Order(new int[3, 3]));

    [Fact]
    public void Who_is_left_out_comes_last_and_equal_to_others_left_out() =>
        Assert.Equal(new[,] { { 0, 0, 5 }, { 7, 0, 7 }, { 0, 0, 0 } }, Preferences("2 b, 5 ba", 3));

    [Fact]
    public void Who_beats_everybody_else_in_pairs_always_wins() => Elections.Sample(orders =>
    {
        var preferred = Schulze.Preferences(5, orders);
        var beaten = Enumerable.Range(0, 5).Where(i => Enumerable.Range(0, 5).All(j => j == i || preferred[i, j] > preferred[j, i])).ToList();
        if (beaten is [var winner])
            Assert.Equal([winner], Schulze.Places(preferred)[0]);
    });

    [Fact]
    public void Turning_every_ballot_round_turns_the_order_round() => Elections.Sample(orders =>
    {
        var (there, back) = (Schulze.Places(Schulze.Preferences(5, orders)), Schulze.Places(Schulze.Preferences(5, orders.ConvertAll(o => o.Reverse().ToArray()))));
        if (there.TrueForAll(p => p.Count == 1))
            Assert.Equal(there.Reverse().SelectMany(p => p), back.SelectMany(p => p));
    });

    [Fact]
    public void The_order_of_the_ballots_and_the_numbers_of_the_candidates_change_nothing() => Gen.Select(Elections, Gen.Shuffle(new[] { 0, 1, 2, 3, 4 })).Sample((orders, renamed) =>
    {
        var plain = Schulze.Places(Schulze.Preferences(5, orders));
        var other = Schulze.Places(Schulze.Preferences(5, Enumerable.Reverse(orders).Select(o => o.Select(c => renamed[c]).ToArray())));
        Assert.Equal(plain.Select(p => string.Join('=', p.Select(c => renamed[c]).Order())), other.Select(p => string.Join('=', p.Order())));
    });

    private static readonly Gen<List<int[]>> Elections = Gen.Shuffle(new[] { 0, 1, 2, 3, 4 }).List[1, 40];

    private static int[,] Preferences(string ballots, int? candidates = null) => Schulze.Preferences(
        candidates ?? ballots.Where(char.IsAsciiLetter).Distinct().Count(),
        ballots.Split(", ").Select(b => b.Split(' ')).SelectMany(b => Enumerable.Repeat(b[1].Select(c => c - 'a').ToArray(), int.Parse(b[0], null))));

    private static string Order(int[,] preferred) => string.Join(',', Schulze.Places(preferred).Select(p => string.Join('=', p.Select(c => (char)('a' + c)))));
}
