using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Emulators.OpenAi;
using PolicyBot.HostTests.TestKit;
using Xunit;

namespace PolicyBot.HostTests.Loop;

/// <summary>What becomes of a returned amendment: it is shown before it takes effect, and asked for until it is there.</summary>
public sealed class RedraftsTests
{
    private const string Wording = "Greet people who ask for help, and be brief.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_automatic_mode_the_change_and_its_responses_are_shown_before_the_version_is_made()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Model = call => Talk.Shape(call) is not null ? Talk.Answers(call)
            : call.Messages[0].Text.Contains(Wording, StringComparison.Ordinal) ? new ModelBehaviour.Held("Hello!") : new ModelBehaviour.Answer("Good morning.");
        await using var driver = await Open(emulator);
        await driver.Does("maya", "workshop settings redraft:automatic");
        await driver.Does("maya", "round close sure:yes");

        var card = PlainText.Of(await driver.UntilShown("redraft:A2"));
        Assert.Contains("It goes into the policy when all linked channels show this card with its responses", card, StringComparison.Ordinal);
        Assert.Contains("tomas, A1: “Always greet people who ask for help kindly, and be brief.”", card, StringComparison.Ordinal);
        Assert.True(card.IndexOf("be brief.”", StringComparison.Ordinal) < card.IndexOf("[removed: ", StringComparison.Ordinal));
        driver.Passes(TimeSpan.FromHours(1));
        await UntilShownAgain(driver);
        Assert.Equal(1, (await driver.Look()).Current.Number.Number);
        emulator.Release();

        var workshop = await driver.Until(w => w.Current.Number.Number == 2);
        card = PlainText.Of(await driver.UntilShown("redraft:A2", c => PlainText.Of(c).Contains("It is in the policy as v2, without a vote", StringComparison.Ordinal)));

        Assert.True(workshop.Current.Provisional);
        Assert.Equal(Wording, workshop.Current.Policy.Find(new(1))!.Text.ToString());
        Assert.Contains("With A2: “Hello!”", card, StringComparison.Ordinal);
        Assert.Contains("Today (v1): “Good morning.”", card, StringComparison.Ordinal);
        await driver.Does("tomas", "clause amend C2", ("wording", "Give no dose."), ("scenario", "S1"));
        await driver.Does("maya", "round open 2d sure:yes");
        var next = await driver.Until(w => w.Rounds.Count == 2);
        Assert.Contains(next.Rounds[1].Amendments, a => next.Find(a)!.Proposal is RatifyVersion);
    }

    [Fact]
    public async Task In_facilitator_mode_it_is_put_in_only_after_its_responses_were_there_to_see()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Model = call => Talk.Shape(call) is not null ? Talk.Answers(call)
            : call.Messages[0].Text.Contains(Wording, StringComparison.Ordinal) ? new ModelBehaviour.Held("Hello!") : new ModelBehaviour.Answer("Good morning.");
        await using var driver = await Open(emulator);
        await driver.Does("maya", "workshop settings redraft:facilitator");
        await driver.Does("maya", "round close sure:yes");
        await driver.UntilShown("redraft:A2", c => c.Buttons.Any(b => b.Label == "Put it in"));
        await driver.UntilRound(RoundState.Published);

        Assert.Contains("not all there yet", PlainText.Of((await driver.Says("maya", "clause apply A2 sure:yes")).Card!), StringComparison.Ordinal);
        emulator.Release();
        await driver.UntilShown("redraft:A2", c => PlainText.Of(c).Contains("With A2: “Hello!”", StringComparison.Ordinal));

        Assert.Contains("With A2: “Hello!”", PlainText.Of((await driver.Does("maya", "clause apply A2")).Card!), StringComparison.Ordinal);
        await driver.Does("maya", "clause apply A2 sure:yes");
        Assert.True((await driver.Look()).Current.Provisional);
    }

    [Fact]
    public async Task An_endpoint_that_gives_no_answer_is_asked_again_and_nothing_is_published_meanwhile()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Model = call => Talk.Shape(call) is null ? new ModelBehaviour.Answer("OK") : new ModelBehaviour.Error(401);
        await using var driver = await Open(emulator);
        await driver.Does("maya", "round close sure:yes");
        await driver.Until(_ => emulator.Calls.Count(c => Talk.Shape(c) == "redraft") >= 3);
        Assert.Equal(RoundState.Closed, (await driver.Look()).Rounds[0].State);
        emulator.Model = Talk.Answers;
        driver.Passes(TimeSpan.FromSeconds(31));

        var workshop = await driver.UntilRound(RoundState.Published);

        Assert.Equal((Origin.Model, new AmendmentId(1)), (Assert.Single(workshop.Drafted).Origin, workshop.Drafted.Single().Follows));
        Assert.Empty(workshop.Rounds[0].Missing);
        Assert.Empty(await driver.Store.Advice(driver.Id, new(1), Cancellation));
        Assert.Contains("Greetings (3 comments)", await driver.ReportPage(new(1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_at_the_publication_is_said_and_a_facilitator_can_ask_for_it_later()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Model = call => Talk.Shape(call) is null ? new ModelBehaviour.Answer("OK") : new ModelBehaviour.Error(401);
        await using var driver = await Open(emulator);
        await driver.Does("maya", "round close sure:yes");
        await driver.Until(_ => emulator.Calls.Any(c => Talk.Shape(c) == "redraft"));
        driver.Passes(TimeSpan.FromMinutes(16));
        await driver.UntilRound(RoundState.Published);

        var report = PlainText.Of(await driver.UntilShown("report:R1"));
        Assert.Contains("A1 is not redrafted: The model's endpoint refused the key (HTTP 401)", report, StringComparison.Ordinal);
        Assert.Contains("`clause redraft A1`", report, StringComparison.Ordinal);

        emulator.Model = Talk.Answers;
        Assert.True((await driver.Says("tomas", "clause redraft A1")).Refusal);
        await driver.Does("maya", "clause redraft A1");
        var workshop = await driver.Until(w => w.Drafted.Any());
        await driver.UntilShown("report:R1", c => PlainText.Of(c).Contains("Greetings (3 comments)", StringComparison.Ordinal));

        Assert.Equal(Wording, ((ReplaceClause)workshop.Drafted.Single().Proposal).Wording.ToString());
        var card = PlainText.Of(await driver.UntilShown("redraft:A2"));
        Assert.Contains("It takes up 1 of 3 comments on A1", card, StringComparison.Ordinal);
        var told = new List<string>();
        foreach (var who in new[] { "tomas", "maya", "aisha" })
            told.Add(PlainText.Of((await driver.Does(who, "mine")).Card!));
        Assert.Single(told, t => t.Contains("Answered: The model's redraft A2 takes it up", StringComparison.Ordinal));
        Assert.Equal(2, told.Count(t => t.Contains("Not taken up: The model did not take it up: Read as", StringComparison.Ordinal)));
        await driver.Does("maya", "round open 2d sure:yes");
        Assert.True((await driver.Says("maya", "clause redraft A1")).Refusal);
    }

    [Fact]
    public async Task The_model_is_not_asked_for_themes_of_comments_that_nobody_has_made()
    {
        await using var emulator = await OpenAiEmulator.Start();
        await using var driver = await WorkshopDriver.StartWithPolicy(Endpoint.Of(emulator));
        await Talk.Proposes(driver);
        await driver.Does("maya", "round open 3d sure:yes");
        await driver.UntilRound(RoundState.Open);
        foreach (var who in new[] { "maya", "tomas", "aisha" })
            await driver.Does(who, "vote A1 agree");
        await driver.Does("maya", "round close sure:yes");
        await driver.UntilRound(RoundState.Confirming);

        var reply = await driver.Says("maya", "clause redraft A1");

        Assert.True(reply.Refusal);
        Assert.Contains("its comments are grouped already, or fewer than 3", PlainText.Of(reply.Card!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redraft_that_would_pass_the_cap_waits_for_the_next_day()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Took = (400, 100);
        emulator.Model = Talk.Answers;
        await using var driver = await Open(emulator);
        // 9 samples took 500 tokens each: there is room for one call, but not for a redraft and its repair.
        await driver.Does("maya", "workshop model budget:5000");
        await driver.Does("maya", "round close sure:yes");
        await driver.UntilTold("maya", "today's budget is used up");
        Assert.DoesNotContain(emulator.Calls, c => Talk.Shape(c) == "redraft");
        Assert.Equal(RoundState.Closed, (await driver.Look()).Rounds[0].State);

        driver.Passes(TimeSpan.FromDays(1));

        Assert.Single((await driver.UntilRound(RoundState.Published)).Drafted);
        Assert.Single(emulator.Calls, c => Talk.Shape(c) == "redraft");
    }

    [Fact]
    public async Task The_preview_says_what_redrafts_and_themes_may_take_at_most()
    {
        await using var emulator = await OpenAiEmulator.Start();
        await using var driver = await WorkshopDriver.StartWithPolicy(Endpoint.Of(emulator));
        await Talk.Proposes(driver);

        // Two objects, each with a repair, and the redraft's three samples.
        Assert.Matches(
            "Redrafts, their responses and themes may take up to 7 calls, 4[89],[0-9]{3} tokens, \\$0.0[0-9] more after the close",
            PlainText.Of((await driver.Does("maya", "round preview")).Card!));
    }

    private static async Task<WorkshopDriver> Open(OpenAiEmulator emulator)
    {
        var driver = await WorkshopDriver.StartWithPolicy(Endpoint.Of(emulator));
        await Talk.Proposes(driver);
        await driver.Does("maya", "round open 3d sure:yes");
        await driver.UntilRound(RoundState.Open);
        await driver.Does("maya", "vote A1 agree");
        await driver.Does("tomas", "vote A1 disagree");
        await driver.Does("aisha", "vote A1 pass");
        foreach (var (who, words) in new[] { ("tomas", "Greet people shorter."), ("maya", "Greetings matter to people."), ("aisha", "People like greetings.") })
            await driver.Does(who, "comment A1", ("words", words));
        return driver;
    }

    /// <summary>Waits until the stewards have looked at everything that is due.</summary>
    private static async Task UntilShownAgain(WorkshopDriver driver)
    {
        await driver.Store.Wake(new Due(driver.Id, Steward.Posts, driver.Clock.GetUtcNow()), Cancellation);
        for (var due = true; due; due = (await driver.Store.DueBy(driver.Clock.GetUtcNow(), Cancellation)).Any(d => d.Steward == Steward.Posts))
            await driver.Until(_ => true);
    }
}
