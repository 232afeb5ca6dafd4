using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using Xunit;

namespace PolicyBot.Tests.Storage;

public abstract partial class WorkshopStoreContract
{
    [Fact]
    public async Task A_ballot_is_stored_and_read_back_whole()
    {
        await OpenRound();
        var ballot = BallotOf(Ann, Vote.Disagree, 3) with { Reason = "Too vague, 太含糊", Group = "nurses", CastAt = Noon.AddMicroseconds(7) };

        Assert.Equal(Recorded.Stored, await Cast(ballot));

        Assert.Equal([ballot], await Store.BallotsOf(Care, R1, Ann, None));
        Assert.Empty(await Store.BallotsOf(Care, R1, Bob, None));
        var stored = Assert.Single(await Store.Ballots(Care, R1, None));
        Assert.Equal((ballot.Amendment, ballot.Voter, ballot.Vote, ballot.Fingerprint, ballot.Group), (stored.Amendment, stored.Voter, stored.Vote, stored.Fingerprint, stored.Group));
        Assert.True(stored.Row >= 0);
        Assert.Equal([new Reason(new(3), Vote.Disagree, "Too vague, 太含糊")], await Store.Reasons(Care, R1, None));
    }

    [Fact]
    public async Task A_changed_mind_replaces_everything_but_the_row()
    {
        await OpenRound();
        await Cast(BallotOf(Ann) with { Reason = "yes", Group = "nurses" });
        var row = Assert.Single(await Store.Ballots(Care, R1, None)).Row;
        var changed = BallotOf(Ann, Vote.Pass) with { Fingerprint = "f2", CastAt = Noon.AddSeconds(1) };

        Assert.Equal(Recorded.Stored, await Cast(changed));

        Assert.Equal([changed], await Store.BallotsOf(Care, R1, Ann, None));
        Assert.Equal(row, Assert.Single(await Store.Ballots(Care, R1, None)).Row);
        Assert.Empty(await Store.Reasons(Care, R1, None));
    }

    [Fact]
    public async Task A_repeated_event_is_recognised_even_when_a_newer_one_stands_or_the_round_has_ended()
    {
        await OpenRound();
        var (first, second) = (New(), New());
        await Cast(BallotOf(Ann), first);
        await Cast(BallotOf(Ann, Vote.Pass) with { CastAt = Noon.AddSeconds(1) }, second);

        Assert.Equal(Recorded.Repeated, await Cast(BallotOf(Ann), first));
        Assert.Equal(Recorded.Repeated, await Cast(BallotOf(Bob), second));
        await Seal();
        Assert.Equal(Recorded.Repeated, await Cast(BallotOf(Ann), first));

        Assert.Equal(Vote.Pass, Assert.Single(await Store.Ballots(Care, R1, None)).Vote);
    }

    [Fact]
    public async Task An_older_event_never_replaces_a_newer_one()
    {
        await OpenRound();
        await Cast(BallotOf(Ann) with { CastAt = Noon.AddSeconds(1) });
        var late = New();

        Assert.Equal(Recorded.Older, await Cast(BallotOf(Ann, Vote.Disagree), late));
        Assert.Equal(Recorded.Older, await Cast(BallotOf(Ann, Vote.Disagree), late));

        Assert.Equal(Vote.Agree, Assert.Single(await Store.Ballots(Care, R1, None)).Vote);
    }

    [Fact]
    public async Task The_deadline_goes_by_when_it_was_received()
    {
        await OpenRound();

        Assert.Equal(Recorded.Stored, await Cast(BallotOf(Ann), New(Deadline.AddMicroseconds(-1))));
        Assert.Equal(Recorded.Late, await Cast(BallotOf(Bob), New(Deadline)));
        Assert.Equal(Recorded.Late, await Cast(BallotOf(Ann), New(Deadline)));

        Assert.Single(await Store.Ballots(Care, R1, None));
    }

    [Theory]
    [InlineData(RoundState.Draft, Recorded.Shut)]
    [InlineData(RoundState.Preparing, Recorded.Shut)]
    [InlineData(RoundState.Paused, Recorded.Shut)]
    [InlineData(RoundState.Closed, Recorded.Late)]
    [InlineData(RoundState.Confirming, Recorded.Late)]
    [InlineData(RoundState.Published, Recorded.Late)]
    [InlineData(RoundState.Cancelled, Recorded.Shut)]
    [InlineData(RoundState.Void, Recorded.Shut)]
    public async Task Only_an_open_round_takes_ballots(RoundState state, Recorded expected)
    {
        Assert.Equal(Recorded.Shut, await Cast(BallotOf(Ann)));
        await Put(state);

        Assert.Equal(expected, await Cast(BallotOf(Ann)));

        Assert.Empty(await Store.Ballots(Care, R1, None));
        Assert.Empty(await Store.Turnout(Care, R1, None));
    }

    [Fact]
    public async Task After_the_seal_no_ballot_is_stored_and_repeating_it_changes_nothing()
    {
        Assert.False(await Seal());
        await OpenRound();
        await Cast(BallotOf(Ann));
        Assert.Null(await Store.SealOf(Care, R1, None));

        Assert.True(await Seal());
        Assert.True(await Store.Seal(Care, R1, new(Deadline, ClosedBy.Deadline), None));

        Assert.Equal(new Sealing(Noon.AddMinutes(30), ClosedBy.Hand), await Store.SealOf(Care, R1, None));
        Assert.Equal(Recorded.Late, await Cast(BallotOf(Bob)));
        Assert.Equal(Recorded.Late, await Cast(BallotOf(Ann, Vote.Pass)));
        Assert.Equal(Recorded.Late, await Save(RemarkOf(Ann, "x")));
        await Put(RoundState.Closed);
        Assert.False(await Seal());
        Assert.Equal(Vote.Agree, Assert.Single(await Store.Ballots(Care, R1, None)).Vote);
    }

    [Fact]
    public async Task A_seal_in_the_midst_of_many_casts_parts_them_cleanly()
    {
        await OpenRound();
        var casts = Enumerable.Range(0, 2000).Select(i => Task.Run(() => Cast(BallotOf(new($"P{i}"))))).ToList();
        await casts[100];
        Assert.True(await Seal());
        var afterSeal = (await Store.Ballots(Care, R1, None)).Count;

        var results = await Task.WhenAll(casts);

        Assert.All(results, r => Assert.True(r is Recorded.Stored or Recorded.Late));
        Assert.Equal(afterSeal, results.Count(r => r == Recorded.Stored));
        Assert.Equal(afterSeal, (await Store.Ballots(Care, R1, None)).Count);
    }

    [Fact]
    public async Task The_same_ballot_from_many_sides_at_once_is_one_ballot()
    {
        await OpenRound();
        var receipt = New();

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => Cast(BallotOf(Ann), receipt))));

        Assert.Single(results, Recorded.Stored);
        Assert.Equal(99, results.Count(r => r == Recorded.Repeated));
    }

    [Fact]
    public async Task Counts_and_turnout_say_what_the_ballots_say()
    {
        await OpenRound();
        await Cast(BallotOf(Ann) with { Group = "nurses" });
        await Cast(BallotOf(Ann, Vote.Pass, 2) with { Group = "nurses" });
        await Cast(BallotOf(Bob, Vote.Disagree));

        var counts = await Store.Counts(Care, R1, None);

        Assert.Equal([new AmendmentId(1), new AmendmentId(2)], counts.Select(c => c.Amendment));
        Assert.Equal([new Count(1, 1, 0), new Count(0, 0, 1)], counts.Select(c => c.Count));
        Assert.Equal(new Count(1, 0, 0), Assert.Single(counts[0].Groups, g => g.Key == "nurses").Value);
        var turnout = await Store.Turnout(Care, R1, None);
        Assert.Equal((2, 2, 1), (turnout.Count, turnout[Ann], turnout[Bob]));
    }

    [Fact]
    public async Task Workshops_do_not_see_each_others_rounds_or_receipts()
    {
        await OpenRound();
        await Put(RoundState.Open, Deadline, workshop: School);
        var receipt = New();

        Assert.Equal(Recorded.Stored, await Cast(BallotOf(Ann), receipt));
        Assert.Equal(Recorded.Stored, await Store.Cast(School, BallotOf(Ann, Vote.Pass), receipt, None));

        Assert.Equal(Vote.Agree, Assert.Single(await Store.Ballots(Care, R1, None)).Vote);
        Assert.Equal(Vote.Pass, Assert.Single(await Store.Ballots(School, R1, None)).Vote);
    }
}
