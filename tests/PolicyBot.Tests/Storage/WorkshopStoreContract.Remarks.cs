using PolicyBot.App;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using Xunit;

namespace PolicyBot.Tests.Storage;

public abstract partial class WorkshopStoreContract
{
    [Fact]
    public async Task A_remark_can_be_made_changed_and_withdrawn_by_its_voter_alone()
    {
        await OpenRound();
        var remark = RemarkOf(Ann, "Why?", "01") with { Scenario = new(2) };
        await Save(RemarkOf(Bob, "earlier", "02") with { At = Noon.AddMinutes(-1) });

        Assert.Equal(Recorded.Stored, await Save(remark));
        Assert.Equal(["earlier", "Why?"], (await Store.Remarks(Care, R1, None)).Select(r => r.Words));
        Assert.Equal(remark, (await Store.Remarks(Care, R1, None))[1]);
        Assert.Equal(Recorded.Stored, await Save(remark with { Words = "Why so?", At = Noon.AddMinutes(1) }));
        Assert.Equal(remark with { Words = "Why so?" }, (await Store.Remarks(Care, R1, None))[1]);
        Assert.Equal(Recorded.NotYours, await Save(remark with { Voter = Bob }));
        Assert.Equal(Recorded.NotYours, await Save(remark with { Voter = new("P9"), At = Noon.AddHours(1) }));
        Assert.Equal(Recorded.Older, await Save(remark));
        Assert.Equal(Recorded.Stored, await Save(remark with { Withdrawn = true, At = Noon.AddMinutes(2) }));
        Assert.Equal(["earlier"], (await Store.Remarks(Care, R1, None)).Select(r => r.Words));
    }

    [Fact]
    public async Task A_remark_that_is_not_there_cannot_be_withdrawn()
    {
        await OpenRound();

        Assert.Equal(Recorded.NotYours, await Save(RemarkOf(Ann, "x") with { Withdrawn = true }));

        Assert.Empty(await Store.Remarks(Care, R1, None));
    }

    [Fact]
    public async Task A_repeated_remark_is_stored_once()
    {
        await OpenRound();
        var receipt = New();

        Assert.Equal(Recorded.Stored, await Save(RemarkOf(Ann, "x", "01"), receipt));
        Assert.Equal(Recorded.Repeated, await Save(RemarkOf(Ann, "x", "02"), receipt));

        Assert.Single(await Store.Remarks(Care, R1, None));
    }

    [Theory]
    [InlineData(RoundState.Draft, Recorded.Shut, Recorded.Shut)]
    [InlineData(RoundState.Preparing, Recorded.Stored, Recorded.Shut)]
    [InlineData(RoundState.Open, Recorded.Stored, Recorded.Stored)]
    [InlineData(RoundState.Paused, Recorded.Stored, Recorded.Stored)]
    [InlineData(RoundState.Closed, Recorded.Late, Recorded.Stored)]
    [InlineData(RoundState.Confirming, Recorded.Late, Recorded.Stored)]
    [InlineData(RoundState.Published, Recorded.Late, Recorded.Late)]
    [InlineData(RoundState.Cancelled, Recorded.Shut, Recorded.Shut)]
    [InlineData(RoundState.Void, Recorded.Shut, Recorded.Shut)]
    public async Task Comments_end_with_the_close_and_dissent_with_publication(RoundState state, Recorded comment, Recorded dissent)
    {
        Assert.Equal(Recorded.Shut, await Save(RemarkOf(Ann, "x")));
        await Put(state, state == RoundState.Open ? Deadline : null);

        Assert.Equal(comment, await Save(RemarkOf(Ann, "x", "01")));
        Assert.Equal(dissent, await Save(RemarkOf(Ann, "x", "02") with { Kind = RemarkKind.Dissent }));
    }

    [Fact]
    public async Task A_comment_after_the_deadline_is_late()
    {
        await OpenRound();

        Assert.Equal(Recorded.Late, await Save(RemarkOf(Ann, "x"), New(Deadline)));
    }

    [Theory]
    [InlineData(RoundState.Open, Recorded.Shut)]
    [InlineData(RoundState.Closed, Recorded.Shut)]
    [InlineData(RoundState.Confirming, Recorded.Stored)]
    [InlineData(RoundState.Published, Recorded.Late)]
    [InlineData(RoundState.Void, Recorded.Shut)]
    public async Task Only_a_confirming_round_takes_confirmations(RoundState state, Recorded expected)
    {
        Assert.Equal(Recorded.Shut, await Store.Save(Care, AnswerOf(Ann, Meant.Matches), New(), None));
        // The deadline of the voting is past by then.
        await Put(state, Noon.AddDays(-1));

        Assert.Equal(expected, await Store.Save(Care, AnswerOf(Ann, Meant.Matches), New(), None));
    }

    [Theory]
    [InlineData(RoundState.Closed)]
    [InlineData(RoundState.Confirming)]
    public async Task Once_a_publication_has_begun_no_confirmation_and_no_dissent_is_stored(RoundState state)
    {
        await Put(state);

        await Store.EndIntake(Care, R1, Noon, None);

        Assert.Equal(Recorded.Late, await Store.Save(Care, AnswerOf(Ann, Meant.Matches), New(), None));
        Assert.Equal(Recorded.Late, await Save(RemarkOf(Ann, "x") with { Kind = RemarkKind.Dissent }));
        Assert.True(await Store.IntakeEnded(Care, R1, None));
        Assert.Contains(await Store.DueBy(Noon, None), d => d.Workshop == Care && d.Steward == Steward.Deadlines);
    }

    [Fact]
    public async Task The_end_of_the_intake_leaves_a_round_that_is_voted_on_open()
    {
        await OpenRound();

        await Store.EndIntake(Care, R1, Noon, None);

        Assert.Equal(Recorded.Stored, await Save(RemarkOf(Ann, "x")));
    }

    [Fact]
    public async Task The_newest_confirmation_stands_and_repeats_are_recognised()
    {
        await Put(RoundState.Confirming);
        var answer = AnswerOf(Ann, Meant.No, Cause.SideEffect);
        var receipt = New();
        await Store.Save(Care, AnswerOf(Ann, Meant.Matches), receipt, None);

        Assert.Equal(Recorded.Stored, await Store.Save(Care, answer with { At = Noon.AddMinutes(1) }, New(), None));
        Assert.Equal(Recorded.Older, await Store.Save(Care, AnswerOf(Ann, Meant.Partly), New(), None));
        Assert.Equal(Recorded.Repeated, await Store.Save(Care, AnswerOf(Ann, Meant.Partly), receipt, None));

        Assert.Equal([answer with { At = Noon.AddMinutes(1) }], await Store.Confirmations(Care, R1, None));
    }
}
