using System.Text.Json;
using PolicyBot.App;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Rounds;
using PolicyBot.Emulators.OpenAi;
using PolicyBot.HostTests.TestKit;
using Xunit;

namespace PolicyBot.HostTests.Loop;

/// <summary>The judge looks at every sample of a scenario, not at the first alone.</summary>
public sealed class JudgingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2, "judge: another behaviour in 2 of 3, no change in 1 of 3 (now C1 followed in 2 of 3); ", true)]
    [InlineData(1, "judge: another behaviour in 1 of 3, no change in 2 of 3 (now C1 followed in 1 of 3); ", false)]
    public async Task The_report_says_in_how_many_samples_a_clause_is_followed_and_flags_what_most_of_them_do(int changed, string said, bool flagged)
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Model = call => new ModelBehaviour.Answer(call.Body.TryGetProperty("response_format", out _)
            ? Judged(call.Messages[^1].Text.Contains("Quite otherwise", StringComparison.Ordinal))
            : call.Messages[0].Text.Contains("be brief", StringComparison.Ordinal) && call.Body.GetProperty("seed").GetInt32() <= changed ? $"Quite otherwise {Seed(call)}." : $"Take a rest {Seed(call)}.");
        await using var driver = await Confirming(emulator);
        await driver.Does("maya", "round publish sure:yes");
        await driver.UntilRound(RoundState.Published);

        var report = await driver.ReportPage(new(1));

        Assert.Contains(said, report, StringComparison.Ordinal);
        Assert.Equal(flagged, report.Contains("⚠ Look at S2", StringComparison.Ordinal));
        Assert.Equal(2 * 3, Judgements(emulator));
        var judgements = await driver.Store.Judgements(driver.Id, Cancellation);
        Assert.Equal([(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)], judgements.Select(j => (j.Judgement.Scenario.Number, j.Judgement.Sample)).Order());
        var export = ((Readable)ExportJson.Read(await driver.Export())).Export;
        Assert.Contains(said, PolicyBot.Core.Views.PlainText.Of(PolicyBot.Core.Views.Card.Of("R1", PolicyBot.Core.Views.ReportSheet.Of(ExportView.Of(export), ExportView.Of(export).Workshop.Rounds[0]).SelectMany(s => s.Blocks))), StringComparison.Ordinal);
        Assert.All(Verification.Of(export), c => Assert.True(c.Holds, c.What));
    }

    [Fact]
    public async Task Samples_that_say_the_same_are_judged_once_and_counted_each()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Model = call => new ModelBehaviour.Answer(call.Body.TryGetProperty("response_format", out _) ? Judged(false) : "Take a rest.");
        await using var driver = await Confirming(emulator);
        await driver.Does("maya", "round publish sure:yes");
        await driver.UntilRound(RoundState.Published);

        Assert.Contains("judge: no change in 3 of 3 (now C1 followed in 0 of 3); ", await driver.ReportPage(new(1)), StringComparison.Ordinal);
        Assert.Equal(2, Judgements(emulator));
    }

    [Fact]
    public async Task At_the_cap_the_judge_stops_says_so_and_goes_on_the_next_day()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Model = call =>
        {
            var judges = call.Body.TryGetProperty("response_format", out _);
            emulator.Took = judges ? (400, 150) : (21, 7);
            return new ModelBehaviour.Answer(judges ? Judged(false) : $"Take a rest {Seed(call)}.");
        };
        await using var driver = await Confirming(emulator, "workshop model budget:1600");
        await driver.UntilTold("maya", "today's budget is used up");
        var looked = Judgements(emulator);

        driver.Passes(TimeSpan.FromDays(1));
        await driver.Until(_ => Judgements(emulator) > looked);

        Assert.InRange(looked, 1, 5);
        await driver.Does("maya", "workshop model budget:off");
        await driver.Until(_ => Judgements(emulator) == 6);
    }

    [Fact]
    public async Task A_judge_whose_answers_cannot_be_used_is_not_asked_again_whenever_something_changes()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Model = call => new ModelBehaviour.Answer(call.Body.TryGetProperty("response_format", out _) ? "I would rather chat." : $"Take a rest {Seed(call)}.");
        await using var driver = await Confirming(emulator);
        // Each of six samples is asked about once, with one repair.
        Assert.Equal(12, Judgements(emulator));

        await driver.Does("tomas", "clause propose Be brief.", ("why", "People are in a hurry."));
        await driver.StopHost();
        await driver.StartHost();
        await driver.UntilLooked(Steward.Trials);

        Assert.Equal(12, Judgements(emulator));
    }

    [Fact]
    public async Task A_judge_that_cannot_be_reached_delays_nothing_and_is_asked_again_until_the_round_is_published()
    {
        await using var emulator = await OpenAiEmulator.Start();
        var down = true;
        emulator.Model = call => !call.Body.TryGetProperty("response_format", out _) ? new ModelBehaviour.Answer($"Take a rest {Seed(call)}.")
            : down ? new ModelBehaviour.Error(401) : new ModelBehaviour.Answer(Judged(true));
        await using var driver = await Confirming(emulator);
        await driver.UntilLooked(Steward.Trials);
        down = false;

        driver.Passes(TimeSpan.FromMinutes(16));
        await driver.Until(_ => Judgements(emulator) >= 6 && driver.Store.Judgements(driver.Id, Cancellation).Result.Count == 6);

        await driver.Does("maya", "round publish sure:yes");
        await driver.UntilRound(RoundState.Published);
        Assert.Contains("judge: another behaviour in 3 of 3", await driver.ReportPage(new(1)), StringComparison.Ordinal);
    }

    private static int Judgements(OpenAiEmulator emulator) => emulator.Calls.Count(c => c.Body.TryGetProperty("response_format", out _));

    private static int Seed(ReceivedCall call) => call.Body.GetProperty("seed").GetInt32();

    private static string Judged(bool otherwise) => JsonSerializer.Serialize(new
    {
        bears_on = new[] { new { clause = "C1", followed = otherwise } },
        change = otherwise ? "substance" : "none",
        why = "It is as it is.",
    });

    /// <summary>A round with an adopted change of C1, shown with S1; nothing aims at S2.</summary>
    /// <param name="before">What the facilitator says before the close.</param>
    private static async Task<WorkshopDriver> Confirming(OpenAiEmulator emulator, string before = "help")
    {
        var driver = await WorkshopDriver.StartWithPolicy(Endpoint.Of(emulator));
        await driver.Does("maya", "scenario add Tell me a joke about doctors.");
        await driver.Does("tomas", "clause amend C1", ("wording", "Always greet people who ask for help kindly, and be brief."), ("scenario", "S1"));
        await driver.Does("maya", "round open 3d sure:yes");
        await driver.UntilRound(RoundState.Open);
        foreach (var who in new[] { "maya", "tomas", "aisha" })
            await driver.Does(who, "vote A1 agree");
        await driver.Does("maya", before);
        await driver.Does("maya", "round close sure:yes");
        await driver.UntilRound(RoundState.Confirming);
        return driver;
    }
}
