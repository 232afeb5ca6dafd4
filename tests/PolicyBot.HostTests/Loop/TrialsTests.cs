using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Emulators.OpenAi;
using PolicyBot.HostTests.TestKit;
using Xunit;

namespace PolicyBot.HostTests.Loop;

/// <summary>Sample responses of an endpoint, from the preview to what is stored of them.</summary>
public sealed class TrialsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_amendment_is_shown_with_three_responses_each_sampled_three_times_and_all_of_it_is_kept()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Model = call => new ModelBehaviour.Answer($"{Policy(call)} says {call.Body.GetProperty("seed").GetInt32()}.");
        await using var driver = await WithAmendment(emulator);
        var preview = PlainText.Of((await driver.Does("maya", "round preview")).Card!);
        await driver.Does("maya", "round open 3d sure:yes");
        await driver.UntilRound(RoundState.Open);

        var card = PlainText.Of(await driver.UntilShown("amendment:A1", c => PlainText.Of(c).Contains("Without a policy", StringComparison.Ordinal)));

        Assert.Matches("This round needs about 15 calls, [0-9,]+ tokens, \\$0.0[0-9]+. 9 of the calls run before voting opens, 6 after the close.", preview);
        Assert.Contains("Kind says 1.", card, StringComparison.Ordinal);
        Assert.Contains("Kind and brief says 1.", card, StringComparison.Ordinal);
        Assert.Contains("Nobody says 1.", card, StringComparison.Ordinal);
        var samples = (await driver.Store.Samples(driver.Id, Cancellation)).Values.ToList();
        var requests = await driver.Store.Requests(driver.Id, Cancellation);
        Assert.Equal((9, 9, 3), (samples.Count, emulator.Calls.Count, requests.Count));
        Assert.All(samples, s =>
        {
            Assert.Equal((Finish.Complete, 21, 7, "fp_emulated", "small"), (s.Response.Finish, s.Response.InputTokens, s.Response.OutputTokens, s.Response.Fingerprint, s.Response.AnsweredBy));
            Assert.True(s.Response.Latency > TimeSpan.Zero);
            Assert.Contains(s.Response.PromptHash, requests.Keys);
            Assert.Equal($$$"""{"model":"small","max_completion_tokens":800,"seed":{{{s.Sample}}},"stream":true,"stream_options":{"include_usage":true}}""", s.Response.Sent);
        });
        Assert.Equal(new Usage(new DateOnly(2026, 11, 23), "small", new Took(9, 9 * 21, 9 * 7)), (await driver.Store.Spent(driver.Id, new DateOnly(2026, 11, 23), Cancellation)).Single());
    }

    [Theory]
    [InlineData(Answering.AtEndpoint)]
    [InlineData(Answering.Offline)]
    public async Task Whoever_answers_each_sample_is_stored_once_with_its_request_and_the_export_can_be_verified(string which)
    {
        await using var model = await Answering.Start(which);
        await using var driver = await WithAmendment(model.Settings);
        await driver.Does("maya", "round open 3d sure:yes");
        await driver.UntilRound(RoundState.Open);
        await driver.StopHost();
        await driver.StartHost();
        foreach (var who in new[] { "maya", "tomas", "aisha" })
            await driver.Does(who, "vote A1 agree");
        await driver.Does("maya", "round close sure:yes");
        await driver.UntilRound(RoundState.Confirming);

        // Today, with the change, and without a policy; the new version is the change alone.
        var samples = (await driver.Store.Samples(driver.Id, Cancellation)).Values.ToList();
        Assert.Equal((9, 9), (samples.Count, samples.Select(s => (s.PolicyFingerprint, s.Sample)).Distinct().Count()));
        Assert.Equal(9, model.Emulator?.Calls.Count(c => !c.Body.TryGetProperty("response_format", out _)) ?? 9);
        var requests = await driver.Store.Requests(driver.Id, Cancellation);
        Assert.All(samples, s => Assert.Contains(s.Response.PromptHash, requests.Keys));
        Assert.All(samples, s => Assert.StartsWith($$"""{"model":"{{s.Model.Model}}",""", s.Response.Sent, StringComparison.Ordinal));
        var export = ((Readable)ExportJson.Read(await driver.Export())).Export;
        Assert.Equal(9, export.Samples.Count(s => s.Sent is not null));
        Assert.All(Verification.Of(export), c => Assert.True(c.Holds, $"{c.What} {c.Detail}"));
    }

    [Fact]
    public async Task At_the_cap_it_stops_says_so_and_goes_on_when_the_cap_is_raised()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Took = (400, 100);
        await using var driver = await WithAmendment(emulator);
        await driver.Does("maya", "workshop model budget:2000");
        await driver.Does("maya", "round open 3d sure:yes");

        var card = await driver.UntilShown("round:R1", c => PlainText.Of(c).Contains("have stopped", StringComparison.Ordinal));
        await driver.UntilTold("maya", "today's budget is used up");

        Assert.Contains("the workshop's budget is 2,000 tokens a day", PlainText.Of(card), StringComparison.Ordinal);
        Assert.Equal(RoundState.Preparing, (await driver.Look()).Rounds[0].State);
        Assert.InRange(emulator.Calls.Count, 1, 8);

        await driver.Does("maya", "workshop model budget:100000");
        await driver.UntilRound(RoundState.Open);
        Assert.Equal(9, emulator.Calls.Count);
    }

    [Fact]
    public async Task Under_a_cap_in_money_no_model_without_a_price_is_taken()
    {
        await using var emulator = await OpenAiEmulator.Start();
        await using var driver = await WorkshopDriver.StartWithPolicy(new(Endpoint.Of(emulator)) { ["Models:Prices"] = "large 10/20" });
        Assert.True((await driver.Says("maya", "workshop model money:1")).Refusal);
        await driver.Does("maya", "workshop model model:large money:1");

        Assert.True((await driver.Says("maya", "workshop model model:small")).Refusal);
        Assert.True((await driver.Says("maya", "workshop model judge:small")).Refusal);

        await driver.Does("maya", "workshop model judge:off temperature:0.2");
        await driver.Does("maya", "workshop model judge:small model:small money:off");
    }

    [Fact]
    public async Task Many_who_try_at_once_do_not_pass_the_cap()
    {
        await using var emulator = await OpenAiEmulator.Start();
        (emulator.Took, emulator.Latency) = ((400, 100), TimeSpan.FromMilliseconds(50));
        await using var driver = await WorkshopDriver.StartWithPolicy(Endpoint.Of(emulator, concurrency: 16));
        await driver.Does("maya", "workshop model budget:2000");

        var replies = await Task.WhenAll(Enumerable.Range(1, 12).Select(n => driver.Says($"person{n}", "try Which dose?")));

        Assert.InRange(emulator.Calls.Count, 1, 4);
        Assert.Equal(12 - emulator.Calls.Count, replies.Count(r => r.Refusal && PlainText.Of(r.Card!).Contains("budget for today is used up", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_endpoint_that_is_down_at_the_close_is_asked_for_the_redraft_when_it_is_back()
    {
        await using var emulator = await OpenAiEmulator.Start();
        await using var driver = await WithAmendment(emulator);
        await driver.Does("aisha", "clause amend C2", ("wording", "Give no dose."), ("scenario", "S1"));
        await driver.Does("maya", "scenario add Tell me a joke about doctors.");
        await driver.Does("maya", "round open 3d sure:yes");
        await driver.UntilRound(RoundState.Open);
        foreach (var (who, vote) in new[] { ("maya", "agree"), ("tomas", "agree"), ("aisha", "disagree"), ("ben", "disagree") })
        {
            await driver.Does(who, "vote A1 agree");
            await driver.Does(who, $"vote A2 {vote}");
        }

        await driver.Does("aisha", "comment A2", ("words", "Say whom to ask instead."));
        emulator.Otherwise = new ModelBehaviour.Error(401);
        await driver.Does("maya", "round close sure:yes");
        await driver.UntilShown("round:R1", c => PlainText.Of(c).Contains("responses failed", StringComparison.Ordinal));
        emulator.Model = call => new ModelBehaviour.Answer(call.Body.TryGetProperty("response_format", out var format) && format.GetProperty("json_schema").GetProperty("name").GetString() == "redraft"
            ? """{"wording":"Give no dose; send people to a pharmacist.","why":"It says whom to ask.","answered":[1],"not_answered":[]}"""
            : "OK");
        driver.Passes(TimeSpan.FromSeconds(31));

        var redraft = Assert.Single((await driver.UntilRound(RoundState.Confirming)).Drafted);
        Assert.Equal((Origin.Model, new AmendmentId(2)), (redraft.Origin, redraft.Follows));
    }

    [Fact]
    public async Task The_next_day_it_goes_on_by_itself()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Took = (400, 100);
        await using var driver = await WithAmendment(emulator);
        await driver.Does("maya", "workshop model money:0.004");
        await driver.Does("maya", "round open 3d sure:yes");
        await driver.UntilShown("round:R1", c => PlainText.Of(c).Contains("have stopped", StringComparison.Ordinal));
        var made = emulator.Calls.Count;

        for (var day = 0; day < 9 && (await driver.Look()).Rounds[0].State != RoundState.Open; day++)
        {
            driver.Passes(TimeSpan.FromDays(1));
            await driver.Until(w => emulator.Calls.Count > made || w.Rounds[0].State == RoundState.Open);
            made = emulator.Calls.Count;
        }

        await driver.UntilRound(RoundState.Open);
        Assert.Equal(9, emulator.Calls.Count);
    }

    [Fact]
    public async Task A_changed_model_runs_everything_again_and_is_said_on_the_card()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Model = call => new ModelBehaviour.Answer($"{call.Body.GetProperty("model").GetString()} answers as {Policy(call)}.");
        await using var driver = await WithAmendment(emulator);
        await driver.Does("maya", "workshop model samples:1");
        await driver.Does("maya", "round open 3d sure:yes");
        await driver.UntilRound(RoundState.Open);
        await driver.UntilShown("amendment:A1", c => PlainText.Of(c).Contains("small answers", StringComparison.Ordinal));

        Assert.True((await driver.Says("maya", "workshop model model:huge")).Refusal);
        await driver.Does("maya", "workshop model model:large temperature:0.3");

        var card = PlainText.Of(await driver.UntilShown("amendment:A1", c => PlainText.Of(c).Contains("large answers as Kind and brief", StringComparison.Ordinal)));
        Assert.Contains("The model or its parameters have changed: all responses here are by openai/large?", card, StringComparison.Ordinal);
        Assert.DoesNotContain("small answers", card, StringComparison.Ordinal);
        Assert.Equal(6, emulator.Calls.Count);
    }

    [Fact]
    public async Task While_responses_are_written_the_rounds_card_says_how_far_they_are()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Otherwise = new ModelBehaviour.Slow("Take a rest for a while and see a doctor when it does not go away.", TimeSpan.FromMilliseconds(200));
        await using var driver = await WithAmendment(emulator);
        await driver.Does("maya", "workshop model samples:1");
        await driver.Does("maya", "round open 3d sure:yes");

        var card = PlainText.Of(await driver.UntilShown("round:R1", c => PlainText.Of(c) is var text && text.Contains("being written now (", StringComparison.Ordinal) && !text.Contains("(0 characters", StringComparison.Ordinal)));

        Assert.Matches("3 responses are being written now \\([0-9]+ characters so far\\).", card);
        await driver.UntilRound(RoundState.Open);
    }

    [Fact]
    public async Task An_endpoint_that_is_down_is_named_and_waited_for()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Otherwise = new ModelBehaviour.Error(401);
        await using var driver = await WithAmendment(emulator);
        await driver.Does("maya", "round open 3d sure:yes");

        await driver.UntilShown("round:R1", c => PlainText.Of(c).Contains("9 responses failed: The model's endpoint refused the key (HTTP 401)", StringComparison.Ordinal));
        Assert.Equal(RoundState.Preparing, (await driver.Look()).Rounds[0].State);
        emulator.Otherwise = new ModelBehaviour.Answer("OK");
        driver.Passes(TimeSpan.FromSeconds(31));

        await driver.UntilRound(RoundState.Open);
        Assert.All((await driver.Store.Samples(driver.Id, Cancellation)).Values, s => Assert.Equal(Finish.Complete, s.Response.Finish));
    }

    [Fact]
    public async Task Refusals_filters_and_cut_answers_are_shown_for_what_they_are()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Model = call => Policy(call) switch
        {
            "Kind" => new ModelBehaviour.Refusal("I can't help with that."),
            "Kind and brief" => new ModelBehaviour.Truncated("It goes on and"),
            _ => new ModelBehaviour.FilteredPrompt(),
        };
        await using var driver = await WithAmendment(emulator);
        await driver.Does("maya", "round open 3d sure:yes");
        await driver.UntilRound(RoundState.Open);

        var card = PlainText.Of(await driver.UntilShown("amendment:A1"));

        Assert.Contains("The model refused to answer.", card, StringComparison.Ordinal);
        Assert.Contains("The answer was cut off at 800 tokens", card, StringComparison.Ordinal);
        Assert.Contains("The provider's content filter stopped the request before the model saw it.", card, StringComparison.Ordinal);
    }

    private static string Policy(ReceivedCall call) => call.Messages[0].Text switch
    {
        var text when text.Contains("kindly, and be brief", StringComparison.Ordinal) => "Kind and brief",
        var text when text.Contains("kindly", StringComparison.Ordinal) => "Kind",
        _ => "Nobody",
    };

    private static Task<WorkshopDriver> WithAmendment(OpenAiEmulator emulator) => WithAmendment(Endpoint.Of(emulator));

    private static async Task<WorkshopDriver> WithAmendment(Dictionary<string, string?>? settings)
    {
        var driver = await WorkshopDriver.StartWithPolicy(settings);
        await driver.Does("tomas", "clause amend C1", ("wording", "Always greet people who ask for help kindly, and be brief."), ("scenario", "S1"));
        return driver;
    }
}
