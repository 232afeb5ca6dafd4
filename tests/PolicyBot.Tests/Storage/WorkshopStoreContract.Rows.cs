using System.Collections.Immutable;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Scenarios;
using Xunit;

namespace PolicyBot.Tests.Storage;

public abstract partial class WorkshopStoreContract
{
    [Fact]
    public async Task A_sample_is_stored_once_and_for_good()
    {
        var sample = new StoredSample("k1", new(2), "p1", 1, new("Certainly.", Finish.Complete, null, "h", 12, 34, "fp", TimeSpan.FromMilliseconds(250)))
        {
            Model = new("offline", "rules", "temperature=0", 4),
            Version = new(3),
            At = Noon,
        };
        var failed = new StoredSample("k2", new(2), "p1", 2, new("", Finish.TimedOut, "It took longer than 30 s.", "h", null, null, null, TimeSpan.Zero))
        {
            Model = new("offline", "rules", "temperature=0", 4),
        };

        Assert.True(await Store.Save(Care, sample, None));
        Assert.False(await Store.Save(Care, sample with { Sample = 9 }, None));
        Assert.True(await Store.Save(Care, failed, None));
        Assert.True(await Store.Save(School, sample, None));

        var samples = await Store.Samples(Care, None);
        Assert.Equal((2, sample, failed), (samples.Count, samples["k1"], samples["k2"]));
    }

    [Fact]
    public async Task A_failed_sample_gives_way_to_an_answer()
    {
        var failed = new StoredSample("k1", new(2), "p1", 1, new("", Finish.Failed, "It could not be reached.", "h", null, null, null, TimeSpan.Zero)) { Model = new("offline", "rules", "", 4) };
        var answered = failed with { Response = new("Yes.", Finish.Complete, null, "h", 1, 2, "fp", TimeSpan.Zero) { AnsweredBy = "rules-2", Sent = """{"model":"rules","seed":1}""" } };

        Assert.True(await Store.Save(Care, failed, None));
        Assert.True(await Store.Save(Care, answered, None));
        Assert.False(await Store.Save(Care, failed, None));

        Assert.Equal(answered, (await Store.Samples(Care, None))["k1"]);
    }

    [Fact]
    public async Task Samples_of_one_prompt_keep_its_request_once()
    {
        var response = new SampleResponse("Yes.", Finish.Complete, null, "h", 1, 2, null, TimeSpan.Zero) { Request = "[[\"user\",\"Hi\"]]" };
        foreach (var n in new[] { 1, 2 })
            await Store.Save(Care, new StoredSample($"k{n}", new(2), "p1", n, response) { Model = new("offline", "rules", "", 4) }, None);

        Assert.Equal([("h", "[[\"user\",\"Hi\"]]")], (await Store.Requests(Care, None)).Select(r => (r.Key, r.Value)));
        Assert.Empty(await Store.Requests(School, None));
    }

    [Fact]
    public async Task A_judgement_is_stored_once()
    {
        var judgement = new StoredJudgement("j1", "p1", "p2", new(new(2), PolicyBot.Core.Scenarios.Shift.Wording, [new(new(7), false)], "It says it otherwise.") { By = "small" }) { At = Noon };

        Assert.True(await Store.Save(Care, judgement, None));
        Assert.False(await Store.Save(Care, judgement with { Before = "p0" }, None));

        var stored = Assert.Single(await Store.Judgements(Care, None));
        Assert.Equal(judgement, stored with { Judgement = judgement.Judgement });
        Assert.Equal(("It says it otherwise.", false), (stored.Judgement.Why, stored.Judgement.Follows(new(7))));
    }

    [Fact]
    public async Task Themes_are_stored_once_for_each_amendment()
    {
        var themes = new PolicyBot.Core.Voting.Themes(new(3), [new("Names", [new("r1", 4, 5)])], "small");

        Assert.True(await Store.Save(Care, new(1), themes, None));
        Assert.False(await Store.Save(Care, new(1), themes with { By = "large" }, None));

        var stored = Assert.Single(await Store.Themes(Care, new(1), None));
        Assert.Equal(("small", "Names", "staff"), (stored.By, stored.All[0].Title, stored.All[0].Quotes[0].In("the staff")));
        Assert.Empty(await Store.Themes(Care, new(2), None));
    }

    [Fact]
    public async Task How_far_advice_has_got_is_kept_until_it_is_dropped()
    {
        RedraftSoFar redraft = new(new(3)) { Wording = "Be kind.", Why = "Shorter.", Answered = ["r1"], NotAnswered = ImmutableDictionary<string, string>.Empty.Add("r2", "Praise."), Held = "Down." };
        ThemesSoFar themes = new(new(3)) { Read = ["r1"], Parts = 1, Themes = [new("Names", [new("r1", 4, 5)])] };
        await Store.Save(Care, new(1), themes, None);
        await Store.Save(Care, new(1), redraft with { Wording = null }, None);
        await Store.Save(Care, new(1), redraft, None);

        var kept = Assert.Single((await Store.Advice(Care, new(1), None)).OfType<RedraftSoFar>());
        Assert.Equal(("Be kind.", "Shorter.", "Down.", true, true, false), (kept.Wording, kept.Why, kept.Held, kept.HasRead("r1"), kept.HasRead("r2"), kept.HasRead("r3")));
        Assert.Empty(await Store.Advice(Care, new(2), None));

        await Store.Drop(Care, new(1), redraft, None);
        var left = Assert.IsType<ThemesSoFar>(Assert.Single(await Store.Advice(Care, new(1), None)));
        Assert.Equal((1, "Names", true), (left.Parts, left.Themes[0].Title, left.Read.Contains("r1")));
    }

    [Fact]
    public async Task What_models_took_adds_up_by_day_and_model()
    {
        var day = new DateOnly(2026, 11, 23);
        await Store.Spend(Care, new Usage(day, "small", new(1, 100, 10)), None);
        await Store.Spend(Care, new Usage(day, "small", new(2, 50, 5) { Estimated = 2 }), None);
        await Store.Spend(Care, new Usage(day, "small", new(1, 10, 1) { Estimated = 1 }), None);
        await Store.Spend(Care, new Usage(day, "large", new(1, 1, 1)), None);
        await Store.Spend(Care, new Usage(day.AddDays(1), "small", new(1, 1, 1)), None);
        await Store.Save(Care, new StoredSample("k1", new(2), "p1", 1, new("Yes.", Finish.Complete, null, "h", 7, 3, null, TimeSpan.Zero))
        {
            Model = new("openai", "large", "", 4),
            Usage = new(day, "large", new(1, 7, 3)),
        }, None);

        Assert.Equal([new Usage(day, "large", new(2, 8, 4)), new Usage(day, "small", new(4, 160, 16) { Estimated = 3 })], await Store.Spent(Care, day, None));
        Assert.Empty(await Store.Spent(School, day, None));
    }

    [Fact]
    public async Task What_models_took_for_a_round_adds_up_by_kind_of_work_and_model()
    {
        var day = new DateOnly(2026, 11, 23);
        await Store.Spend(Care, new Usage(day, "small", new(1, 100, 10)) { Task = ModelTask.Redraft, Round = R1 }, None);
        await Store.Spend(Care, new Usage(day.AddDays(1), "small", new(2, 50, 5)) { Task = ModelTask.Redraft, Round = R1 }, None);
        await Store.Spend(Care, new Usage(day, "small", new(1, 1, 1)) { Task = ModelTask.Try, Round = R1 }, None);
        await Store.Spend(Care, new Usage(day, "small", new(1, 1, 1)) { Task = ModelTask.Redraft }, None);
        await Store.Spend(Care, new Usage(day, "small", new(1, 1, 1)) { Task = ModelTask.Redraft, Round = new(2) }, None);

        Assert.Equal([(ModelTask.Redraft, "small", new Took(3, 150, 15)), (ModelTask.Try, "small", new Took(1, 1, 1))], await Store.SpentOn(Care, R1, None));
        Assert.Equal(new Took(4, 103, 13), (await Store.Spent(Care, day, None)).Single().Took);
    }

    [Fact]
    public async Task A_post_is_made_and_remade_at_its_address()
    {
        var post = new Post(new(Care, new("discord", "5"), "round:R1"), null, null, Noon);

        await Store.Save(post, None);
        var made = post with { Message = "77", Shown = "abc", EditedAt = Noon.AddSeconds(1), Lost = 1, CreatedAt = Noon, Denials = 2 };
        await Store.Save(made, None);
        await Store.Save(post with { Address = post.Address with { Key = "amendment:A1" } }, None);

        Assert.Equal(
            [post with { Address = post.Address with { Key = "amendment:A1" } }, made],
            await Store.Posts(Care, None));
    }

    [Fact]
    public async Task Who_was_told_what_is_noted_once_and_can_be_taken_back()
    {
        PersonId[] both = [new("P1"), new("P2")];
        await Store.NoteTold(Care, "remind:R1:1", both, None);
        await Store.NoteTold(Care, "remind:R1:1", both, None);
        await Store.NoteTold(School, "remind:R1:1", both, None);
        await Store.TakeBackTold(Care, "remind:R1:1", [both[0]], None);

        Assert.Equal([both[1]], await Store.Told(Care, "remind:R1:1", None));
        Assert.Empty(await Store.Told(Care, "remind:R1:2", None));
        await Store.ForgetReminded(Care, R1, None);
        Assert.Empty(await Store.Told(Care, "remind:R1:1", None));
        Assert.Equal(2, (await Store.Told(School, "remind:R1:1", None)).Count);
    }

    [Fact]
    public async Task What_is_due_comes_earliest_first_and_an_earlier_time_stays()
    {
        await Store.Wake(new(Care, Steward.Posts, Noon), None);
        await Store.Wake(new(Care, Steward.Posts, Noon.AddHours(1)), None);
        await Store.Wake(new(School, Steward.Trials, Noon.AddHours(1)), None);
        await Store.Wake(new(School, Steward.Trials, Noon.AddMinutes(-1)), None);
        await Store.Append(new(Care, 0, []) { Row = Row(Care), Due = [new(Care, Steward.Deadlines, Noon.AddMinutes(5))] }, None);

        Assert.Equal(
            [(School, Steward.Trials, Noon.AddMinutes(-1)), (Care, Steward.Posts, Noon)],
            (await Store.DueBy(Noon, None)).Select(d => (d.Workshop, d.Steward, d.At)));
        Assert.Equal(3, (await Store.DueBy(Noon.AddMinutes(5), None)).Count);
    }

    [Fact]
    public async Task Settling_clears_what_was_done_or_moves_it()
    {
        await Store.Wake(new(Care, Steward.Posts, Noon), None);
        await Store.Wake(new(Care, Steward.Trials, Noon), None);
        foreach (var done in await Store.DueBy(Noon, None))
            await Store.Settle(done, done.Steward == Steward.Posts ? null : Noon.AddHours(1), None);

        Assert.Empty(await Store.DueBy(Noon, None));
        Assert.Equal(Steward.Trials, Assert.Single(await Store.DueBy(Noon.AddHours(1), None)).Steward);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_earlier_run_does_not_swallow_a_later_wake(bool runsOn)
    {
        var (soon, later) = (Noon.AddSeconds(1), Noon.AddHours(1));
        await Store.Wake(new(Care, Steward.Deadlines, soon), None);
        await Store.Wake(new(Care, Steward.Deadlines, Noon), None);

        await Store.Settle(Assert.Single(await Store.DueBy(Noon, None)), runsOn ? later : null, None);
        Assert.Empty(await Store.DueBy(Noon, None));
        await Store.Settle(Assert.Single(await Store.DueBy(soon, None)), runsOn ? later : null, None);

        Assert.Empty(await Store.DueBy(soon, None));
        Assert.Equal(runsOn ? 1 : 0, (await Store.DueBy(later, None)).Count);
    }

    [Fact]
    public async Task Settling_leaves_a_wake_alone_that_came_meanwhile()
    {
        await Store.Wake(new(Care, Steward.Posts, Noon), None);
        var first = Assert.Single(await Store.DueBy(Noon, None));
        await Store.Wake(new(Care, Steward.Posts, Noon), None);

        await Store.Settle(first, null, None);
        var second = Assert.Single(await Store.DueBy(Noon, None));
        await Store.Settle(second, null, None);
        Assert.Empty(await Store.DueBy(Noon.AddDays(1), None));
        await Store.Wake(new(Care, Steward.Posts, Noon), None);
        await Store.Settle(second, null, None);

        Assert.Single(await Store.DueBy(Noon, None));
    }

    [Fact]
    public async Task A_room_shows_its_newest_messages_oldest_first_and_edited_ones_as_they_are_now()
    {
        for (var i = 0; i < 510; i++)
            await Store.Save(new RoomMessage($"{i:d6}", "hall", i % 2 == 0 ? null : "ann", Noon.AddSeconds(i), $"{{\"n\":{i}}}"), None);
        await Store.Save(new RoomMessage("000509", "hall", "ann", Noon, "{}"), None);
        await Store.Save(new RoomMessage("000001", "cellar", null, Noon, "{}"), None);

        var messages = await Store.RoomMessages("hall", None);

        Assert.Equal((500, "000010", "000509"), (messages.Count, messages[0].Id, messages[^1].Id));
        Assert.Equal(new RoomMessage("000509", "hall", "ann", Noon, "{}"), messages[^1]);
        Assert.Null(messages[0].To);
        Assert.Equal(["000008", "000009"], (await Store.OlderRoomMessages("hall", "000010", None)).TakeLast(2).Select(m => m.Id));
        Assert.Empty(await Store.OlderRoomMessages("hall", "000000", None));
    }
}
