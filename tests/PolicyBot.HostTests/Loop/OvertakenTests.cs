using PolicyBot.App;
using PolicyBot.Core.Rounds;
using PolicyBot.Emulators.OpenAi;
using PolicyBot.HostTests.TestKit;
using Xunit;

namespace PolicyBot.HostTests.Loop;

/// <summary>What people do while samples are made: what is not wanted any more takes no further calls.</summary>
public sealed class OvertakenTests
{
    [Fact]
    public async Task When_a_round_is_published_while_its_last_samples_are_made_no_model_is_asked_about_it_any_more()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Model = call => Talk.Shape(call) is not null ? Talk.Answers(call)
            : call.Messages[^1].Text.Contains("joke", StringComparison.Ordinal) ? new ModelBehaviour.Held("Ha.") : new ModelBehaviour.Answer("OK");
        await using var driver = await Closing(emulator, concurrency: 8);
        await driver.Until(_ => Jokes(emulator) == 6);

        await driver.Does("maya", "round publish sure:yes");
        emulator.Release();
        await driver.UntilLooked(Steward.Trials);

        Assert.DoesNotContain(emulator.Calls, c => Talk.Shape(c) is not null);
        Assert.Empty((await driver.Look()).Drafted);
        Assert.Contains("A2 is not redrafted: the round was published before the model was asked.", await driver.ReportPage(new(1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scenario_that_is_retired_while_samples_are_made_takes_no_further_calls()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Model = call => Talk.Shape(call) is not null ? Talk.Answers(call)
            : call.Messages[^1].Text.Contains("joke", StringComparison.Ordinal) ? new ModelBehaviour.Held("Ha.") : new ModelBehaviour.Answer("OK");
        await using var driver = await Closing(emulator, concurrency: 1);
        await driver.Until(_ => Jokes(emulator) == 1);

        await driver.Does("maya", "scenario retire S2");
        emulator.Release();
        await driver.UntilRound(RoundState.Confirming);

        // One was in flight, and one more waited for its place already.
        Assert.InRange(Jokes(emulator), 1, 2);
    }

    private static int Jokes(OpenAiEmulator emulator) => emulator.Calls.Count(c => c.Messages[^1].Text.Contains("joke", StringComparison.Ordinal));

    /// <summary>A round that has just been closed: A1 is adopted, A2 comes back with a comment, and nothing aims at S2.</summary>
    private static async Task<WorkshopDriver> Closing(OpenAiEmulator emulator, int concurrency)
    {
        var driver = await WorkshopDriver.StartWithPolicy(Endpoint.Of(emulator, concurrency));
        await Talk.Proposes(driver);
        await driver.Does("maya", "scenario add Tell me a joke about doctors.");
        await driver.Does("tomas", "clause amend C2", ("wording", "Give no dose."), ("scenario", "S1"));
        await driver.Does("maya", "round open 3d sure:yes");
        await driver.UntilRound(RoundState.Open);
        foreach (var who in new[] { "maya", "tomas", "aisha" })
        {
            await driver.Does(who, "vote A1 agree");
            await driver.Does(who, $"vote A2 {(who == "maya" ? "agree" : who == "tomas" ? "disagree" : "pass")}");
        }

        await driver.Does("aisha", "comment A2", ("words", "Say what to do instead."));
        await driver.Does("maya", "round close sure:yes");
        return driver;
    }
}
