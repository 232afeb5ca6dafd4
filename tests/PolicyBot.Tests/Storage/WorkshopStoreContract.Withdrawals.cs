using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using Xunit;

namespace PolicyBot.Tests.Storage;

public abstract partial class WorkshopStoreContract
{
    [Fact]
    public async Task A_ballot_that_is_taken_back_is_gone_with_its_reason_and_may_be_cast_again()
    {
        await OpenRound();
        await Cast(BallotOf(Ann) with { Reason = "yes" });
        await Cast(BallotOf(Bob));

        Assert.Equal(Recorded.Stored, await TakeBack(Ann, Vote.Agree, 1));
        Assert.Empty(await Store.BallotsOf(Care, R1, Ann, None));
        Assert.Empty(await Store.Reasons(Care, R1, None));
        Assert.Single(await Store.Ballots(Care, R1, None));

        Assert.Equal(Recorded.Stored, await Cast(BallotOf(Ann) with { CastAt = Noon.AddSeconds(2) }));
        Assert.Equal(2, (await Store.Ballots(Care, R1, None)).Count);
    }

    [Fact]
    public async Task A_ballot_that_says_something_else_or_is_newer_stays()
    {
        await OpenRound();
        await Cast(BallotOf(Ann, Vote.Disagree) with { CastAt = Noon.AddSeconds(5) });

        Assert.Equal(Recorded.NothingThere, await TakeBack(Ann, Vote.Agree, 9));
        Assert.Equal(Recorded.NothingThere, await TakeBack(Ann, Vote.Disagree, 4));
        Assert.Equal(Recorded.NothingThere, await TakeBack(Bob, Vote.Agree, 9));

        Assert.Equal(Vote.Disagree, Assert.Single(await Store.Ballots(Care, R1, None)).Vote);
    }

    [Fact]
    public async Task An_older_event_brings_nothing_back_that_was_taken_back()
    {
        await OpenRound();
        await TakeBack(Ann, Vote.Agree, 5);
        await TakeBack(Ann, Vote.Agree, 1);

        Assert.Equal(Recorded.Older, await Cast(BallotOf(Ann) with { CastAt = Noon.AddSeconds(4) }));
        Assert.Equal(Recorded.Stored, await Cast(BallotOf(Ann, Vote.Pass) with { CastAt = Noon.AddSeconds(3) }));
        Assert.Equal(Recorded.Stored, await Cast(BallotOf(Ann) with { CastAt = Noon.AddSeconds(6) }));
    }

    [Fact]
    public async Task Taking_back_is_recorded_once_and_only_while_votes_are_taken()
    {
        await OpenRound();
        await Cast(BallotOf(Ann));
        var receipt = New();

        Assert.Equal(Recorded.Stored, await TakeBack(Ann, Vote.Agree, 1, receipt));
        await Cast(BallotOf(Ann) with { CastAt = Noon.AddSeconds(1) });
        Assert.Equal(Recorded.Repeated, await TakeBack(Ann, Vote.Agree, 1, receipt));
        Assert.Equal(Recorded.Late, await TakeBack(Ann, Vote.Agree, 2, New(Deadline)));
        await Put(RoundState.Paused, Deadline);
        Assert.Equal(Recorded.Shut, await TakeBack(Ann, Vote.Agree, 2));
        await OpenRound();
        await Seal();
        Assert.Equal(Recorded.Late, await TakeBack(Ann, Vote.Agree, 2));

        Assert.Single(await Store.Ballots(Care, R1, None));
    }

    private Task<Recorded> TakeBack(Voter voter, Vote vote, int second, Receipt? receipt = null) =>
        Store.Withdraw(Care, new Withdrawal(R1, new AmendmentId(1), voter, vote, Noon.AddSeconds(second)), receipt ?? New(), None);
}
