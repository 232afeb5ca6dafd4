using PolicyBot.App;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Emulators.OpenAi;
using PolicyBot.HostTests.TestKit;
using Xunit;

namespace PolicyBot.HostTests.Loop;

/// <summary>A day's cap holds, whatever calls turn out to take.</summary>
public sealed class BudgetTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_long_the_answers_are_calls_in_flight_do_not_pass_the_cap()
    {
        await using var emulator = await OpenAiEmulator.Start();
        (emulator.Took, emulator.Latency) = ((100, 800), TimeSpan.FromMilliseconds(50));
        await using var driver = await WithAmendment(Endpoint.Of(emulator, concurrency: 16));
        await driver.Does("maya", "workshop model budget:5000");

        await driver.Does("maya", "round open 3d sure:yes");
        await driver.UntilShown("round:R1", c => PlainText.Of(c).Contains("the next call may take up to", StringComparison.Ordinal));

        var took = (await Spent(driver)).Single().Took;
        Assert.InRange(took.Read + took.Written, 1, 5_000);
        Assert.Equal(emulator.Calls.Count, took.Calls);
    }

    [Theory]
    [InlineData(Answering.AtEndpoint)]
    [InlineData(Answering.Offline)]
    public async Task At_the_cap_it_stops_until_it_is_raised_whoever_answers(string which)
    {
        await using var model = await Answering.Start(which);
        if (model.Emulator is { } emulator)
            emulator.Took = (400, 100);
        await using var driver = await WithAmendment(model.Settings);
        await driver.Does("maya", "workshop model budget:1500");

        await driver.Does("maya", "round open 3d sure:yes");
        var card = PlainText.Of(await driver.UntilShown("round:R1", c => PlainText.Of(c).Contains("have stopped", StringComparison.Ordinal)));

        Assert.Equal(which == Answering.Offline, card.Contains("of the calls counted by the length of their words as the endpoint did not say what they took", StringComparison.Ordinal));
        Assert.Equal(RoundState.Preparing, (await driver.Look()).Rounds[0].State);
        Assert.InRange((await driver.Store.Samples(driver.Id, Cancellation)).Count, 1, 8);
        await driver.Does("maya", "workshop model budget:100000");
        await driver.UntilRound(RoundState.Open);
        Assert.Equal(9, (await driver.Store.Samples(driver.Id, Cancellation)).Count);
    }

    [Fact]
    public async Task A_cap_that_is_less_than_one_call_promises_nothing_for_tomorrow()
    {
        await using var emulator = await OpenAiEmulator.Start();
        await using var driver = await WithAmendment(Endpoint.Of(emulator));
        await driver.Does("maya", "workshop model budget:1");

        var refused = PlainText.Of((await driver.Says("aisha", "try Which dose?")).Card!);
        var preview = PlainText.Of((await driver.Does("maya", "round preview")).Card!);

        Assert.Contains("This may take more than the workshop's budget for a whole day.", refused, StringComparison.Ordinal);
        Assert.Contains("one response may take more than a whole day's budget, so none runs until a facilitator raises it", preview, StringComparison.Ordinal);
        Assert.Empty(emulator.Calls);
    }

    [Fact]
    public async Task A_prompt_that_a_filter_stopped_counts_as_read()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Otherwise = new ModelBehaviour.FilteredPrompt();
        await using var driver = await WithAmendment(Endpoint.Of(emulator));

        await driver.Does("maya", "round open 3d sure:yes");
        await driver.UntilRound(RoundState.Open);

        var took = (await Spent(driver)).Single().Took;
        Assert.Equal((9, 9, 0), (took.Calls, took.Estimated, took.Written));
        Assert.True(took.Read > 0);
    }

    [Fact]
    public async Task What_a_model_without_a_price_took_earlier_that_day_counts_at_the_dearest_price()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Took = (1_000, 500);
        await using var driver = await WithAmendment(new(Endpoint.Of(emulator)) { ["Models:Prices"] = "large 10/20, cheap 1/1" });
        await driver.Does("aisha", "try Which dose?");

        await driver.Does("maya", "workshop model model:cheap money:0.019");
        var refused = await driver.Says("aisha", "try Which dose?");
        await driver.Does("maya", "round open 3d sure:yes");
        var card = PlainText.Of(await driver.UntilShown("round:R1", c => PlainText.Of(c).Contains("have stopped", StringComparison.Ordinal)));

        Assert.Contains("budget for today is used up", PlainText.Of(refused.Card!), StringComparison.Ordinal);
        Assert.Contains("1 call, 1,500 tokens, $0.02 are spent today, 1,500 of the tokens at the dearest price that is known here as their model has none", card, StringComparison.Ordinal);
        Assert.Single(emulator.Calls);
        await driver.Does("maya", "workshop model money:1");
        await driver.UntilRound(RoundState.Open);
    }

    [Fact]
    public async Task A_cap_in_money_stops_a_model_whose_price_is_gone_and_says_what_to_do()
    {
        await using var emulator = await OpenAiEmulator.Start();
        await using var driver = await WithAmendment(Endpoint.Of(emulator));
        await driver.Does("maya", "workshop model money:1");
        await driver.StopHost();
        driver.More["Models:Prices"] = "large 10/20";
        await driver.StartHost();

        await driver.Does("maya", "round open 3d sure:yes");
        var card = PlainText.Of(await driver.UntilShown("round:R1", c => PlainText.Of(c).Contains("have stopped", StringComparison.Ordinal)));

        Assert.Contains("what its model costs is not known here any more", card, StringComparison.Ordinal);
        Assert.Empty(emulator.Calls);
        await driver.Does("maya", "workshop model money:off");
        await driver.UntilRound(RoundState.Open);
    }

    private static Task<IReadOnlyList<Usage>> Spent(WorkshopDriver driver) => driver.Store.Spent(driver.Id, Today, Cancellation);

    private static async Task<WorkshopDriver> WithAmendment(Dictionary<string, string?>? settings)
    {
        var driver = await WorkshopDriver.StartWithPolicy(settings);
        await driver.Does("tomas", "clause amend C1", ("wording", "Always greet people who ask for help kindly, and be brief."), ("scenario", "S1"));
        return driver;
    }
}
