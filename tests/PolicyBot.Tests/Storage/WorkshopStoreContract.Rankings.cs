using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using Xunit;

namespace PolicyBot.Tests.Storage;

public abstract partial class WorkshopStoreContract
{
    [Fact]
    public async Task A_ranking_can_be_changed_and_keeps_its_row_and_an_older_one_changes_nothing()
    {
        await OpenRound();

        Assert.Equal(Recorded.Stored, await Rank(Ann, 5, "A3", "A5"));
        var row = Assert.Single(await Store.Rankings(Care, R1, null, None)).Row;
        Assert.Equal(Recorded.Stored, await Rank(Ann, 6, "A5"));
        Assert.Equal(Recorded.Older, await Rank(Ann, 4, "A3"));
        Assert.Equal(Recorded.Stored, await Rank(Bob, 4, "A3"));

        var own = Assert.Single(await Store.Rankings(Care, R1, Ann, None));
        Assert.Equal((row, new ClauseId(7), "A5", "0123456789abcdef", Noon.AddSeconds(6)), (own.Row, own.Clause, Rankings.Written(own.Order), own.Fingerprint, own.CastAt));
        Assert.Equal(2, (await Store.Rankings(Care, R1, null, None)).Count);
    }

    [Fact]
    public async Task A_ranking_is_recorded_once_and_only_while_votes_are_taken()
    {
        await OpenRound();
        var receipt = New();

        Assert.Equal(Recorded.Stored, await Rank(receipt, Ann, 1, "A3"));
        Assert.Equal(Recorded.Repeated, await Rank(receipt, Ann, 1, "A3"));
        Assert.Equal(Recorded.Late, await Rank(New(Deadline), Ann, 2, "A5"));
        await Put(RoundState.Paused, Deadline);
        Assert.Equal(Recorded.Shut, await Rank(Ann, 3, "A5"));
        await OpenRound();
        await Seal();
        Assert.Equal(Recorded.Late, await Rank(Ann, 3, "A5"));

        Assert.Equal("A3", Rankings.Written(Assert.Single(await Store.Rankings(Care, R1, null, None)).Order));
    }

    [Fact]
    public async Task Turnout_counts_ballots_and_rankings_of_those_who_voted()
    {
        await OpenRound();
        await Cast(BallotOf(Ann));
        await Rank(Ann, 1, "A3");
        await Rank(Bob, 1, "A3");

        Assert.Equal(new Dictionary<Voter, int> { [Ann] = 2 }, await Store.Turnout(Care, R1, None));
    }

    [Fact]
    public async Task Joined_people_keep_the_later_of_two_rankings()
    {
        await OpenRound();
        await Rank(Ann, 1, "A3");
        await Rank(Bob, 2, "A5");

        Assert.Equal(Appended.Done, await JoinBobIntoAnn());

        var left = Assert.Single(await Store.Rankings(Care, R1, null, None));
        Assert.Equal((Ann, "A5"), (left.Voter, Rankings.Written(left.Order)));
    }

    private Task<Recorded> Rank(Voter voter, int second, params string[] order) => Rank(New(), voter, second, order);

    private Task<Recorded> Rank(Receipt receipt, Voter voter, int second, params string[] order) => Store.Rank(
        Care, new Ranking(R1, new ClauseId(7), voter, [.. order.Select(a => new AmendmentId(a[1] - '0'))], "0123456789abcdef") { CastAt = Noon.AddSeconds(second) }, receipt, None);
}
