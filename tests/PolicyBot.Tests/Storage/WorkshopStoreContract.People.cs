using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Voting;
using Xunit;

namespace PolicyBot.Tests.Storage;

public abstract partial class WorkshopStoreContract
{
    [Fact]
    public async Task People_get_pseudonyms_in_order_and_keep_them_under_their_newest_name()
    {
        var ann = await Store.Enter(Care, new("discord", "1"), "Ann", None);
        var bob = await Store.Enter(Care, new("room", "1"), "Bob", None);
        var again = await Store.Enter(Care, new("discord", "1"), "Ann B.", None);
        var elsewhere = await Store.Enter(School, new("room", "1"), "Bob", None);

        Assert.Equal((new("P1"), true), (ann.Id, ann.New));
        Assert.Equal((new("P2"), true), (bob.Id, bob.New));
        Assert.Equal((new("P1"), false, "Ann B."), (again.Id, again.New, again.Name));
        Assert.Equal(new("P1"), elsewhere.Id);
        Assert.Equal(["Ann B.", "Bob"], (await Store.People(Care, None)).Select(p => p.Name));
        Assert.Equal([new Account("discord", "1")], again.Accounts);
    }

    [Fact]
    public async Task People_who_enter_at_once_are_told_apart_and_made_once()
    {
        var entered = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Store.Enter(Care, new("room", $"{i % 100}"), "x", None)));

        Assert.Equal(100, entered.Select(p => p.Id).Distinct().Count());
        Assert.Equal(100, entered.Count(p => p.New));
        Assert.Equal(100, (await Store.People(Care, None)).Count);
    }

    [Fact]
    public async Task Nobody_gets_a_pseudonym_that_an_imported_log_uses()
    {
        var added = Chain.Link(null, Noon, new PersonId("P3"), new FacilitatorAdded(new("P7")));
        await Store.Append(new(Care, 0, [added]) { Row = Row(Care) }, None);

        Assert.Equal(new("P8"), (await Store.Enter(Care, new("room", "1"), "Ann", None)).Id);
    }

    [Fact]
    public async Task Answers_that_repeat_a_forgotten_persons_words_are_replaced()
    {
        var ann = await Store.Enter(Care, new("room", "1"), "Ann", None);
        var first = Chain.Link(null, Noon, ann.Id, new RoundPaused(R1));
        var second = Chain.Link(first, Noon, new PersonId("P9"), new RoundPaused(R1));
        await Store.Append(new(Care, 0, [first]) { Row = Row(Care), Receipt = ("e1", "Ann's secret") }, None);
        await Store.Append(new(Care, 1, [second]) { Row = Row(Care), Receipt = ("e2", "somebody else's") }, None);

        await Store.Append(new(Care, 2, []) { Row = Row(Care), Erases = (ann.Id, new([], []) { Answer = "gone" }) }, None);

        Assert.Equal(("gone", "somebody else's"), (await Store.Answered("e1", None), await Store.Answered("e2", None)));
    }

    [Fact]
    public async Task Whoever_is_forgotten_leaves_a_pseudonym_and_a_log_that_verifies()
    {
        var ann = await Store.Enter(Care, new("room", "1"), "Ann", None);
        var reason = Text.Of("I moved house", "5a17");
        var other = Text.Of("Something else", "5a18");
        var first = Chain.Link(null, Noon, ann.Id, new DeadlineMoved(R1, Deadline, reason));
        var log = new[] { first, Chain.Link(first, Noon, null, new DeadlineMoved(R1, Deadline, other)) };
        await Store.Append(new(Care, 0, log) { Row = Row(Care), Rounds = [new(R1, PolicyBot.Core.Rounds.RoundState.Open, Deadline)] }, None);
        await Cast(BallotOf(Ann) with { Reason = "mine" });
        await Cast(BallotOf(Bob) with { Reason = "Bob's" });
        await Save(RemarkOf(Ann, "my remark", "01"));
        await Save(RemarkOf(Bob, "Bob's remark", "02"));

        Assert.Equal(Appended.Done, await Forget(ann.Id, new([reason.Hash], [Ann]), log[^1]));

        var person = Assert.Single(await Store.People(Care, None));
        Assert.Equal((ann.Id, null, 0), (person.Id, person.Name, person.Accounts.Count));
        var loaded = await Store.Log(Care, None);
        Assert.Equal([Text.Erased, "Something else"], loaded.Select(e => e.Change).OfType<DeadlineMoved>().Select(m => m.Reason?.ToString()));
        Assert.Null(Chain.FirstBroken(loaded));
        Assert.Equal(["Bob's"], (await Store.Reasons(Care, R1, None)).Select(r => r.Words));
        Assert.Equal([null, "Bob's remark"], (await Store.Remarks(Care, R1, None)).Select(r => r.Words));
        Assert.Equal(2, (await Store.Ballots(Care, R1, None)).Count);
        Assert.Equal((new("P2"), true), await Entered());

        async Task<(PersonId, bool)> Entered() => await Store.Enter(Care, new("room", "1"), "Ann", None) is var p ? (p.Id, p.New) : default;
    }

    [Fact]
    public async Task Of_an_anonymous_round_the_remarks_of_whoever_is_forgotten_go_whole_until_its_votes_are_counted()
    {
        await OpenRound();
        await Cast(BallotOf(Ann) with { Reason = "mine" });
        await Save(RemarkOf(Ann, "my remark", "01"));
        await Save(RemarkOf(Bob, "Bob's remark", "02"));

        await Forget(new("P1"), new([], []) { Nameless = [Ann] }, (await Store.Log(Care, None)).LastOrDefault());
        Assert.Equal(["Bob's remark"], (await Store.Remarks(Care, R1, None)).Select(r => r.Words));
        Assert.Empty(await Store.Reasons(Care, R1, None));

        await Store.Seal(Care, R1, new(Noon.AddMinutes(5), PolicyBot.Core.Rounds.ClosedBy.Hand), None);
        await Save(RemarkOf(Bob, "Bob's dissent", "03") with { Kind = RemarkKind.Dissent });
        await Forget(new("P2"), new([], []) { Nameless = [Bob] }, (await Store.Log(Care, None)).LastOrDefault());
        Assert.Equal(["Bob's remark"], (await Store.Remarks(Care, R1, None)).Select(r => r.Words));
    }

    [Fact]
    public async Task Erased_words_do_not_come_back_with_a_later_entry()
    {
        var reason = Text.Of("I moved house", "5a17");
        var first = Chain.Link(null, Noon, null, new DeadlineMoved(R1, Deadline, reason));
        await Store.Append(new(Care, 0, [first]) { Row = Row(Care) }, None);

        await Forget(new("P1"), new([reason.Hash], []), first);
        var last = (await Store.Log(Care, None))[^1];
        await Store.Append(new(Care, 2, [Chain.Link(last, Noon, null, new DeadlineMoved(R1, Deadline, reason))]) { Row = Row(Care) }, None);

        Assert.All((await Store.Log(Care, None)).Select(e => e.Change).OfType<DeadlineMoved>(), m => Assert.Null(m.Reason!.Value));
    }

    protected Task<Appended> Forget(PersonId person, Erasure erasure, LogEntry? last) => Store.Append(
        new(Care, last?.Number ?? 0, [Chain.Link(last, Noon, person, new PersonForgotten(person))]) { Row = Row(Care), Erases = (person, erasure) }, None);
}
