using System.Text;
using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.HostTests.TestKit;
using Xunit;

namespace PolicyBot.HostTests.Loop;

public sealed class PromisesTests
{
    private static readonly RoundId R1 = new(1);

    [Fact]
    public async Task A_repeated_event_gets_the_stored_answer_and_changes_nothing()
    {
        await using var driver = await WithOpenRound("");
        var first = await driver.SaysAs("maya", "scenario add What do you eat?", "same-event");
        var second = await driver.SaysAs("maya", "scenario add What do you eat?", "same-event");
        await driver.SaysAs("tomas", "vote A1 agree", "same-vote");
        await driver.Does("tomas", "vote A1 disagree");
        var repeated = await driver.SaysAs("tomas", "vote A1 agree", "same-vote");

        Assert.Equal(PlainText.Of(first.Card!), PlainText.Of(second.Card!));
        Assert.Equal(2, (await driver.Look()).Scenarios.Count);
        Assert.False(repeated.Refusal);
        Assert.Equal(Core.Voting.Vote.Disagree, Assert.Single(await driver.Store.Ballots(driver.Id, R1, default)).Vote);
    }

    [Fact]
    public async Task Votes_that_race_five_closes_are_counted_exactly_if_they_were_acknowledged()
    {
        const int Voters = 120;
        await using var driver = await WithOpenRound("");
        var votes = Enumerable.Range(0, Voters).Select(i => Task.Run(() => driver.Says($"voter{i}", i % 3 == 0 ? "vote A1 disagree" : "vote A1 agree"))).ToList();
        await Task.WhenAny(votes);
        var closes = Enumerable.Range(0, 5).Select(_ => Task.Run(() => driver.Says("maya", "round close sure:yes"))).ToList();
        var acknowledged = (await Task.WhenAll(votes)).Count(r => !r.Refusal);
        await Task.WhenAll(closes);

        var outcome = (await driver.Until(w => w.Rounds[0].Outcomes.Count > 0)).Rounds[0].Outcomes.Single();

        Assert.Equal(acknowledged, outcome.Tally.Count.Total);
        Assert.Equal(acknowledged, (await driver.Store.Ballots(driver.Id, R1, default)).Count);
        Assert.Single(await driver.Store.Log(driver.Id, default), e => e.Change is RoundClosed);
        Assert.DoesNotContain(await driver.Store.Log(driver.Id, default), e => e is { By: not null, Change: RoundPublished });
    }

    [Fact]
    public async Task A_round_goes_on_after_a_restart_that_spanned_its_deadline()
    {
        await using var driver = await WithOpenRound("");
        foreach (var who in new[] { "maya", "tomas", "aisha" })
            await driver.Does(who, "vote A1 agree");

        await driver.StopHost();
        driver.Passes(TimeSpan.FromDays(4));
        await driver.StartHost();
        Assert.True((await driver.Says("late", "vote A1 disagree")).Refusal);

        var workshop = await driver.UntilRound(RoundState.Confirming);
        Assert.Equal(3, workshop.Rounds[0].Outcomes.Single().Tally.Count.Agree);
        Assert.Single(await driver.Store.Log(driver.Id, default), e => e.Change is RoundClosed);
    }

    [Fact]
    public async Task A_reaction_that_is_taken_off_takes_its_vote_back()
    {
        await using var driver = await WithOpenRound("voters:attributed results:live");
        await driver.Does("tomas", "react A1 👎");
        await driver.Does("aisha", "react A1 👍");
        await driver.Does("aisha", "vote A1 pass");

        await driver.Does("tomas", "react A1 👎 off:yes");
        Assert.True((await driver.Says("aisha", "react A1 👍 off:yes")).Refusal);

        Assert.Equal(Core.Voting.Vote.Pass, Assert.Single(await driver.Store.Ballots(driver.Id, R1, default)).Vote);
    }

    [Fact]
    public async Task An_anonymous_rounds_rows_name_nobody_and_its_key_is_gone_once_published()
    {
        await using var driver = await WithOpenRound("voters:anonymous");
        foreach (var who in new[] { "maya", "tomas", "aisha" })
            await driver.Does(who, "vote A1 agree");
        Assert.Contains("A1", PlainText.Of((await driver.Does("tomas", "mine")).Card!), StringComparison.Ordinal);
        var people = (await driver.Store.People(driver.Id, default)).Select(p => p.Id.Value).ToHashSet();
        Assert.DoesNotContain(await driver.Store.Ballots(driver.Id, R1, default), b => people.Contains(b.Voter.Value));

        await driver.Does("maya", "round close sure:yes");
        await driver.UntilRound(RoundState.Confirming);
        await driver.Does("maya", "round publish sure:yes");
        await driver.UntilRound(RoundState.Published);

        await driver.Until(_ => driver.Keys.Find(driver.Id, R1) is null);
        Assert.Empty(Directory.GetFiles(Path.Combine(driver.Folder, "keys"), "care-*"));
    }

    [Fact]
    public async Task Whoever_is_forgotten_leaves_no_word_and_a_log_that_verifies()
    {
        await using var driver = await WorkshopDriver.StartWithPolicy();
        await driver.Does("tomas", "scenario add My very own unforgettable question about doses");
        await driver.Does("tomas", "mine forget sure:yes");

        var log = await driver.Store.Log(driver.Id, default);
        Assert.Null(Chain.FirstBroken(log));
        Assert.DoesNotContain("unforgettable", string.Join('\n', log.Select(e => LogJson.Encode(e.Change))), StringComparison.Ordinal);
        Assert.DoesNotContain(await driver.Store.People(driver.Id, default), p => p.Name == "tomas");
    }

    [Theory]
    [InlineData("ruond opne", "round open")]
    [InlineData("clause amend C99 wording:\"Something else\"", "C99")]
    [InlineData("vote A1 agree", "No round")]
    [InlineData("round close sure:yes", "round")]
    [InlineData("policy import markdown:\"   \"", "")]
    [InlineData("scenario add \u0007bell", "")]
    [InlineData("round open yesterday sure:yes", "")]
    public async Task Bad_input_is_refused_with_what_to_do_next_and_stores_nothing(string line, string names)
    {
        await using var driver = await WorkshopDriver.StartWithPolicy();
        var before = (await driver.Store.Log(driver.Id, default)).Count;

        var reply = await driver.Says("maya", line);

        Assert.True(reply.Refusal || reply.Form is not null, PlainText.Of(reply.Card ?? Card.Of("nothing")));
        if (reply.Card is { } card)
        {
            Assert.Contains(names, PlainText.Of(card), StringComparison.OrdinalIgnoreCase);
            Assert.NotEmpty(card.Blocks);
            Assert.DoesNotContain("Exception", PlainText.Of(card), StringComparison.Ordinal);
        }

        Assert.Equal(before, (await driver.Store.Log(driver.Id, default)).Count);
    }

    [Fact]
    public async Task Ten_megabytes_pasted_are_refused()
    {
        await using var driver = await WorkshopDriver.StartWithPolicy();
        var paste = new StringBuilder().Insert(0, "word ", 2_000_000).ToString();

        Assert.True((await driver.Says("maya", $"clause propose {paste}")).Refusal);
        Assert.True((await driver.Says("maya", "policy import", ("markdown", paste))).Refusal);
        Assert.True((await driver.Says("maya", "comment A1", ("words", paste))).Refusal);
    }

    [Fact]
    public async Task An_amendment_of_a_text_that_has_changed_since_offers_to_rebase()
    {
        await using var driver = await WorkshopDriver.StartWithPolicy();
        await driver.Does("tomas", "clause amend C1", ("wording", "Greet everybody."), ("scenario", "S1"));
        await driver.Does("maya", "policy import", ("markdown", "# Care\n\nAlways greet people who ask for help kindly and briefly.\n\nYou must not give a dose of any medicine.\n"));

        var refused = await driver.Says("maya", "round open 2d sure:yes");
        Assert.True(refused.Refusal);
        Assert.Contains("clause rebase A1", PlainText.Of(refused.Card!), StringComparison.Ordinal);

        await driver.Does("tomas", "clause rebase A1");
        await driver.Does("maya", "round open 2d sure:yes");
        Assert.Equal(new AmendmentId(2), Assert.Single((await driver.UntilRound(RoundState.Open)).Rounds[0].Amendments));
    }

    private static async Task<WorkshopDriver> WithOpenRound(string rule)
    {
        var driver = await WorkshopDriver.StartWithPolicy();
        await driver.Does("tomas", "clause amend C1", ("wording", "Greet everybody who asks for help, and say that you are no doctor."), ("scenario", "S1"));
        await driver.Does("maya", $"round open 3d {rule} sure:yes");
        await driver.UntilRound(RoundState.Open);
        return driver;
    }
}
