using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Voting;
using Xunit;

namespace PolicyBot.Tests.Storage;

public abstract partial class WorkshopStoreContract
{
    private static readonly PersonId P1 = new("P1"), P2 = new("P2");

    [Fact]
    public async Task Joined_people_keep_the_later_of_two_votes_and_all_their_words()
    {
        await OpenRound();
        await Cast(BallotOf(Ann, Vote.Agree, 1) with { Reason = "old" });
        await Cast(BallotOf(Bob, Vote.Disagree, 1) with { CastAt = Noon.AddSeconds(1), Reason = "new" });
        await Cast(BallotOf(Ann, Vote.Pass, 2) with { CastAt = Noon.AddSeconds(3) });
        await Cast(BallotOf(Bob, Vote.Agree, 2) with { CastAt = Noon.AddSeconds(2), Reason = "gone" });
        await Cast(BallotOf(Bob, Vote.Agree, 3));
        await Save(RemarkOf(Bob, "mine too"));

        Assert.Equal(Appended.Done, await JoinBobIntoAnn());

        Assert.Equal(
            [(1, Vote.Disagree, "new"), (2, Vote.Pass, null), (3, Vote.Agree, (string?)null)],
            (await Store.BallotsOf(Care, R1, Ann, None)).Select(b => (b.Amendment.Number, b.Vote, b.Reason)));
        Assert.Empty(await Store.BallotsOf(Care, R1, Bob, None));
        Assert.Equal(["new"], (await Store.Reasons(Care, R1, None)).Select(r => r.Words));
        Assert.Equal(Ann, Assert.Single(await Store.Remarks(Care, R1, None)).Voter);
        Assert.Equal(new Dictionary<Voter, int> { [Ann] = 3 }, await Store.Turnout(Care, R1, None));
    }

    [Fact]
    public async Task Joined_accounts_are_one_person_and_what_either_was_told_both_were()
    {
        await Store.Enter(Care, new("discord", "1"), "Ann", None);
        await Store.Enter(Care, new("teams", "1"), "Ann T.", None);
        await Store.NoteTold(Care, "remind:R1:1", [P2], None);
        await Store.Keep(Care, new LinkCode("h1", P2, Noon.AddMinutes(10)), Noon, None);

        await JoinBobIntoAnn();

        Assert.Equal(P1, (await Store.Enter(Care, new("teams", "1"), "Ann T.", None)).Id);
        Assert.Equal([2, 0], (await Store.People(Care, None)).Select(p => p.Accounts.Count));
        Assert.Contains(P1, await Store.Told(Care, "remind:R1:1", None));
        Assert.Null(await Store.CodeOf(Care, "h1", Noon, None));
    }

    [Fact]
    public async Task Nobody_is_joined_while_votes_are_being_counted()
    {
        await OpenRound();
        await Cast(BallotOf(Bob));
        await Seal();

        Assert.Equal(Appended.Overtaken, await JoinBobIntoAnn());

        Assert.Single(await Store.BallotsOf(Care, R1, Bob, None));
    }

    [Fact]
    public async Task A_code_is_one_persons_until_its_time_is_over_and_wrong_ones_are_counted()
    {
        await Store.Keep(Care, new LinkCode("h1", P1, Noon.AddMinutes(10)), Noon, None);
        await Store.Keep(Care, new LinkCode("h2", P1, Noon.AddMinutes(12)), Noon.AddMinutes(2), None);
        await Store.NoteWrongCode(Care, P2, Noon, None);
        await Store.NoteWrongCode(Care, P2, Noon.AddMinutes(1), None);

        Assert.Null(await Store.CodeOf(Care, "h1", Noon.AddMinutes(2), None));
        Assert.Equal(P1, await Store.CodeOf(Care, "h2", Noon.AddMinutes(11), None));
        Assert.Null(await Store.CodeOf(Care, "h2", Noon.AddMinutes(12), None));
        Assert.Null(await Store.CodeOf(School, "h2", Noon.AddMinutes(3), None));
        Assert.Equal((2, 1, 0), (
            await Store.WrongCodes(Care, P2, Noon.AddMinutes(-1), None),
            await Store.WrongCodes(Care, P2, Noon, None),
            await Store.WrongCodes(Care, P1, Noon.AddMinutes(-1), None)));
    }

    private Task<Appended> JoinBobIntoAnn() => Store.Append(
        new(Care, 0, []) { Row = Row(Care), Joins = new Join(P2, P1, [(R1, Bob, Ann)]) }, None);
}
