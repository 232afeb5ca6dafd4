using PolicyBot.App;
using PolicyBot.Core.Log;
using PolicyBot.Core.Rounds;
using PolicyBot.Tests.Core.Log;
using Xunit;

namespace PolicyBot.Tests.Storage;

public abstract partial class WorkshopStoreContract
{
    [Fact]
    public async Task A_log_comes_back_as_it_was_appended()
    {
        var log = ChangeExamples.Chained();

        Assert.Equal(Appended.Done, await Store.Append(new(Care, 0, log) { Row = Row(Care) }, None));

        var loaded = await Store.Log(Care, None);
        Assert.Equal(log.Select(e => LogJson.Encode(e.Change)), loaded.Select(e => LogJson.Encode(e.Change)));
        Assert.Equal(log.Select(e => (e.Number, e.At, e.By, e.Previous, e.Hash)), loaded.Select(e => (e.Number, e.At, e.By, e.Previous, e.Hash)));
        Assert.Null(Chain.FirstBroken(loaded));
        Assert.Empty(await Store.Log(School, None));
    }

    [Fact]
    public async Task A_log_grows_only_from_where_its_writer_saw_it_end()
    {
        var log = ChangeExamples.Chained();
        Append From(int after) => new(Care, after, [log[after]]) { Row = Row(Care) with { Name = $"after {after}" } };

        Assert.Equal(Appended.Overtaken, await Store.Append(From(1), None));
        Assert.Equal(Appended.Done, await Store.Append(From(0), None));
        Assert.Equal(Appended.Overtaken, await Store.Append(From(0), None));
        Assert.Equal(Appended.Done, await Store.Append(From(1), None));

        Assert.Equal(2, (await Store.Log(Care, None)).Count);
        Assert.Equal("after 1", Assert.Single(await Store.Workshops(None)).Name);
    }

    [Fact]
    public async Task Of_many_writers_that_saw_the_same_end_one_gets_through()
    {
        var log = ChangeExamples.Chained();
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Store.Append(new(Care, 0, [log[0]]) { Row = Row(Care) }, None)));

        Assert.Single(results, Appended.Done);
        Assert.Equal(49, results.Count(r => r == Appended.Overtaken));
    }

    [Fact]
    public async Task A_repeated_event_changes_nothing_and_its_answer_is_kept()
    {
        var log = ChangeExamples.Chained();
        Append WithEvent(int after, string answer) => new(Care, after, [log[after]]) { Row = Row(Care), Receipt = ("discord:1", answer) };

        Assert.Null(await Store.Answered("discord:1", None));
        Assert.Equal(Appended.Done, await Store.Append(WithEvent(0, "first"), None));
        Assert.Equal(Appended.Repeated, await Store.Append(WithEvent(1, "second"), None));

        Assert.Equal("first", await Store.Answered("discord:1", None));
        Assert.Single(await Store.Log(Care, None));
    }

    [Fact]
    public async Task An_event_that_was_overtaken_is_not_taken_for_handled()
    {
        var log = ChangeExamples.Chained();
        var append = new Append(Care, 0, [log[0]]) { Row = Row(Care) };
        await Store.Append(append, None);

        Assert.Equal(Appended.Overtaken, await Store.Append(append with { Receipt = ("discord:2", "no") }, None));

        Assert.Null(await Store.Answered("discord:2", None));
    }

    [Fact]
    public async Task A_round_is_closed_once_and_only_after_its_seal()
    {
        var log = ChangeExamples.Chained();
        await OpenRound();
        Append Close(int after) => new(Care, after, [log[after]]) { Row = Row(Care), Closes = R1, Rounds = [new(R1, RoundState.Closed, Deadline)] };

        Assert.Equal(Appended.Overtaken, await Store.Append(Close(0), None));
        Assert.True(await Seal());
        Assert.Equal(Appended.Done, await Store.Append(Close(0), None));
        Assert.Equal(Appended.Overtaken, await Store.Append(Close(1), None));

        Assert.Single(await Store.Log(Care, None));
    }

    [Fact]
    public async Task Workshops_are_listed_with_their_places_once_they_have_a_log()
    {
        var log = ChangeExamples.Chained();
        await Store.Enter(School, new("room", "ann"), "Ann", None);
        Assert.Empty(await Store.Workshops(None));

        await Store.Append(new(Care, 0, [log[0]]) { Row = Row(Care) with { Places = [new("room", "b"), new("discord", "a")] } }, None);
        await Store.Append(new(School, 0, [log[0]]) { Row = new(School, "School", [], true) }, None);

        var rows = await Store.Workshops(None);
        Assert.Equal([Care, School], rows.Select(r => r.Id));
        Assert.Equal(["room:b", "discord:a"], rows[0].Places.Select(p => p.ToString()));
        Assert.Equal([false, true], rows.Select(r => r.Archived));
    }

    [Fact]
    public async Task A_failing_item_leaves_the_others_of_its_batch_alone()
    {
        var log = ChangeExamples.Chained();
        await OpenRound();
        // Two entries of the same number cannot both be stored: the second fails after the first was written.
        var broken = new Append(School, 0, [log[0], log[0]]) { Row = Row(School), Receipt = ("discord:3", "x") };

        var casts = Enumerable.Range(0, 200).Select(i => Cast(BallotOf(new($"P{i}")))).ToList();
        var failing = Store.Append(broken, None);
        var more = Enumerable.Range(200, 200).Select(i => Cast(BallotOf(new($"P{i}")))).ToList();

        await Assert.ThrowsAnyAsync<Exception>(() => failing);
        Assert.All(await Task.WhenAll(casts.Concat(more)), r => Assert.Equal(Recorded.Stored, r));
        Assert.Equal(400, (await Store.Ballots(Care, R1, None)).Count);
        Assert.Empty(await Store.Log(School, None));
        Assert.Null(await Store.Answered("discord:3", None));
    }
}
