using PolicyBot.App;
using PolicyBot.Core.Scenarios;
using PolicyBot.Emulators.OpenAi;
using PolicyBot.Models;
using Xunit;
using static PolicyBot.Tests.Models.Sample;

namespace PolicyBot.Tests.Models.Endpoints;

public sealed class EndpointTests
{
    private readonly ImpatientClock clock = new();
    private readonly KeptLog log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_comes_back_with_its_usage_and_fingerprint()
    {
        await using var emulator = await OpenAiEmulator.Start(new ModelBehaviour.Answer(" Hello. "));

        var response = await Ask(At(emulator));

        Assert.Equal(("Hello.", Finish.Complete, null, 21, 7, "fp_emulated"),
            (response.Text, response.Finish, response.Note, response.InputTokens, response.OutputTokens, response.Fingerprint));
        Assert.True(response.Latency > TimeSpan.Zero);
        Assert.Equal(PolicyBot.Models.Prompts.PromptFrame.HashOf(PolicyBot.Models.Prompts.PromptFrame.Messages(Policy(Museum), Asking("Hi"))), response.PromptHash);
    }

    [Fact]
    public async Task The_request_carries_the_frame_the_seed_and_the_limits()
    {
        await using var emulator = await OpenAiEmulator.Start();

        await Open(At(emulator)).Respond(new(Policy(Museum), Asking("Hi"), Sample: 7), Cancellation);

        var call = Assert.Single(emulator.Calls);
        Assert.Equal(["system", "user"], call.Messages.Select(m => m.Role));
        Assert.Contains("C2: Visitors may take photographs", call.Messages[0].Text, StringComparison.Ordinal);
        Assert.Equal(("some-model", 7, 0.5, 300), (call.Body.GetProperty("model").GetString(), call.Body.GetProperty("seed").GetInt32(),
            call.Body.GetProperty("temperature").GetDouble(), call.Body.GetProperty("max_completion_tokens").GetInt32()));
        Assert.Equal("Bearer sk-secret-key", call.Headers["authorization"]);
    }

    [Theory]
    [InlineData("openai/v1/", "/openai/v1/chat/completions", "authorization")]
    [InlineData("openai/v1", "/openai/v1/chat/completions", "authorization")]
    [InlineData("", "/openai/deployments/some-model/chat/completions", "api-key")]
    [InlineData("openai/deployments/mine/chat/completions?api-version=2024-10-21", "/openai/deployments/mine/chat/completions", "api-key")]
    public async Task Both_forms_of_azures_address_work_with_a_key(string path, string asked, string header)
    {
        await using var emulator = await OpenAiEmulator.Start();

        var response = await Ask(At(emulator) with { Provider = ModelOptions.Azure, Endpoint = new Uri(emulator.Address, path).ToString() });

        Assert.Equal(("OK", Finish.Complete, "fp_emulated"), (response.Text, response.Finish, response.Fingerprint));
        var call = Assert.Single(emulator.Calls);
        Assert.Equal(asked, call.Path);
        Assert.Contains("sk-secret-key", call.Headers[header], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_endpoint_is_given_the_time_that_it_asks_for()
    {
        await using var emulator = await OpenAiEmulator.Start(new ModelBehaviour.Error(429, RetryAfter: "7"), new ModelBehaviour.Error(429, RetryAfterMs: "1500"));

        var response = await Ask(At(emulator));

        Assert.Equal(Finish.Complete, response.Finish);
        Assert.Collection(clock.Waits, first => Assert.InRange(first.TotalSeconds, 7, 7.8), second => Assert.InRange(second.TotalSeconds, 1.5, 1.7));
    }

    [Fact]
    public async Task Errors_of_the_endpoint_are_tried_four_times_with_growing_pauses()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Otherwise = new ModelBehaviour.Error(500);

        var response = await Ask(At(emulator));

        Assert.Equal(4, emulator.Calls.Count);
        Assert.Collection(clock.Waits, w => Assert.InRange(w.TotalSeconds, 0.25, 0.5), w => Assert.InRange(w.TotalSeconds, 0.5, 1), w => Assert.InRange(w.TotalSeconds, 1, 2));
        Failed(response, "had an error of its own (HTTP 500)");
    }

    [Fact]
    public async Task A_hang_up_is_tried_again()
    {
        await using var emulator = await OpenAiEmulator.Start(new ModelBehaviour.HangUp(), new ModelBehaviour.Error(408), new ModelBehaviour.Error(503));

        Assert.Equal(Finish.Complete, (await Ask(At(emulator))).Finish);
        Assert.Equal(4, emulator.Calls.Count);
    }

    [Fact]
    public async Task A_wait_beyond_the_time_out_is_not_begun()
    {
        await using var emulator = await OpenAiEmulator.Start(new ModelBehaviour.Error(429, RetryAfter: "120"));

        Failed(await Ask(At(emulator)), "asks to wait 120 s");
        Assert.Empty(clock.Waits);
    }

    [Fact]
    public async Task An_endpoint_that_asks_for_a_long_wait_is_left_alone_by_all_calls()
    {
        await using var emulator = await OpenAiEmulator.Start(new ModelBehaviour.Error(429, RetryAfter: "120"));
        var model = Open(At(emulator));
        await model.Respond(Trial("Hi"), Cancellation);

        var next = await model.Respond(Trial("Hi") with { Sample = 2 }, Cancellation);

        Failed(next, "asks to wait 1");
        Assert.Single(emulator.Calls);
    }

    [Theory]
    [InlineData(401, "check Models__Key")]
    [InlineData(403, "check Models__Key")]
    [InlineData(404, "check Models__Model")]
    [InlineData(400, "check Models__Temperature")]
    public async Task A_lasting_refusal_is_not_tried_again_and_says_what_to_mend(int status, string advice)
    {
        await using var emulator = await OpenAiEmulator.Start(new ModelBehaviour.Error(status));

        Failed(await Ask(At(emulator)), advice);
        Assert.Single(emulator.Calls);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_named()
    {
        Uri gone;
        await using (var emulator = await OpenAiEmulator.Start()) gone = emulator.Address;

        Failed(await Ask(new() { Provider = ModelOptions.OpenAi, Endpoint = gone + "v1", Model = "m" }), $"could not be reached at {gone.Authority};");
    }

    [Fact]
    public async Task Silence_ends_with_the_time_out()
    {
        await using var emulator = await OpenAiEmulator.Start(new ModelBehaviour.Silence());

        var response = await Ask(At(emulator) with { TimeoutSeconds = 0.5 }, TimeProvider.System);

        Assert.Equal(("", Finish.TimedOut, "The model did not answer within 0.5 s (Models__TimeoutSeconds)."), (response.Text, response.Finish, response.Note));
    }

    [Fact]
    public async Task Truncation_refusal_and_filters_are_outcomes()
    {
        await using var emulator = await OpenAiEmulator.Start(new ModelBehaviour.Truncated("Half a"), new ModelBehaviour.Refusal("I can't."),
            new ModelBehaviour.FilteredAnswer("Some"), new ModelBehaviour.FilteredPrompt());
        var model = Open(At(emulator));
        var responses = new List<SampleResponse>();
        for (var i = 0; i < 4; i++) responses.Add(await model.Respond(Trial("Hi", Museum), Cancellation));

        Assert.Equal(
            [("Half a", Finish.Truncated), ("I can't.", Finish.Refused), ("Some", Finish.Filtered), ("", Finish.Filtered)],
            responses.Select(r => (r.Text, r.Finish)));
        Assert.All(responses, r => Assert.EndsWith(".", r.Note, StringComparison.Ordinal));
        Assert.Equal(4, emulator.Calls.Count);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("<html>Sign in</html>")]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"moon","message":{"role":"assistant","content":"x"}}]}""")]
    public async Task A_body_that_cannot_be_read_is_a_failure_in_plain_words(string body)
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Otherwise = new ModelBehaviour.Body(body);

        var response = await Ask(At(emulator));

        Assert.Equal(("", Finish.Failed), (response.Text, response.Finish));
        NothingLeaked(response);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_asked_for_again()
    {
        await using var emulator = await OpenAiEmulator.Start(new ModelBehaviour.BreaksOff("One two three four."), new ModelBehaviour.Answer("One two three four."));

        var response = await Ask(At(emulator));

        Assert.Equal(("One two three four.", Finish.Complete), (response.Text, response.Finish));
        Assert.Equal(2, emulator.Calls.Count);
    }

    [Fact]
    public async Task While_an_answer_is_written_its_characters_are_told()
    {
        await using var emulator = await OpenAiEmulator.Start(new ModelBehaviour.Slow("One two three.", TimeSpan.FromMilliseconds(5)));
        var heard = new List<int>();

        var response = await Open(At(emulator), TimeProvider.System).Respond(Trial("Hi") with { Heard = heard.Add }, Cancellation);

        Assert.Equal("One two three.", response.Text);
        Assert.Equal([4, 8, 14], heard);
    }

    [Fact]
    public async Task A_workshops_own_model_temperature_seed_and_length_are_asked_for()
    {
        await using var emulator = await OpenAiEmulator.Start();
        var model = Open(At(emulator) with { Prices = "large 2/8" });
        var sampling = new Sampling { Model = "large", Temperature = 1.5, Seed = 40, LongestAnswer = 90 };

        var response = await model.Respond(Trial("Hi") with { Sample = 3, Sampling = sampling }, Cancellation);

        var body = emulator.Calls.Single().Body;
        Assert.Equal(("large", 42, 1.5, 90), (body.GetProperty("model").GetString(), body.GetProperty("seed").GetInt32(),
            body.GetProperty("temperature").GetDouble(), body.GetProperty("max_completion_tokens").GetInt32()));
        Assert.Equal(("large", "frame=1;temperature=1.5;max_tokens=90;seed=40"), (model.Describe(sampling).Model, model.Describe(sampling).Parameters));
        Assert.Equal(("large", new Took(1, 21, 7)), (response.AnsweredBy, response.Took));
        Assert.Equal(["some-model", "large"], model.Choices);
        Assert.Equal((new Price(2, 8), null), (model.PriceOf("large"), model.PriceOf("some-model")));
        Assert.Equal((90, 300), (model.LongestAnswer(sampling), model.LongestAnswer(null)));
    }

    [Fact]
    public async Task The_whole_request_is_kept_and_gives_the_prompts_hash()
    {
        await using var emulator = await OpenAiEmulator.Start();

        var response = await Ask(At(emulator));

        Assert.Equal(response.PromptHash, PolicyBot.Models.Prompts.PromptFrame.HashOf(response.Request!));
        var sent = emulator.Calls.Single().Messages.Select(m => new[] { m.Role, m.Text });
        Assert.Equal(sent, System.Text.Json.JsonSerializer.Deserialize<string[][]>(response.Request!));
    }

    [Fact]
    public async Task When_one_call_is_told_to_wait_all_wait()
    {
        await using var emulator = await OpenAiEmulator.Start(new ModelBehaviour.Error(429, RetryAfterMs: "700"));
        var model = Open(At(emulator) with { Concurrency = 8 }, TimeProvider.System);
        var first = model.Respond(Trial("Hi"), Cancellation);
        await emulator.Arrival(1, Cancellation);
        while (log.Lines.Length == 0)
            await Task.Yield();
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var others = await Task.WhenAll(Enumerable.Range(2, 5).Select(n => model.Respond(Trial("Hi") with { Sample = n }, Cancellation)));

        Assert.All(others.Append(await first), r => Assert.Equal(Finish.Complete, r.Finish));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.4, 20);
        Assert.Equal(7, emulator.Calls.Count);
    }

    [Fact]
    public async Task A_storm_of_429_slows_the_calls_down_and_loses_none()
    {
        await using var emulator = await OpenAiEmulator.Start();
        (emulator.Places, emulator.Latency) = (3, TimeSpan.FromMilliseconds(20));
        var model = Open(At(emulator) with { Concurrency = 6 }, TimeProvider.System);

        var answers = await Task.WhenAll(Enumerable.Range(1, 40).Select(n => model.Respond(Trial("Hi") with { Sample = n }, Cancellation)));

        Assert.Contains(emulator.Calls.Count, Enumerable.Range(41, 1_000));
        Assert.InRange(answers.Count(a => a.Finish == Finish.Complete), 30, 40);
    }

    [Fact]
    public async Task An_empty_answer_is_a_failure()
    {
        await using var emulator = await OpenAiEmulator.Start(new ModelBehaviour.Answer("  "));

        Failed(await Ask(At(emulator)), "answered with nothing");
    }

    [Fact]
    public async Task The_key_is_not_carried_elsewhere_by_a_redirect()
    {
        await using var elsewhere = await OpenAiEmulator.Start();
        await using var emulator = await OpenAiEmulator.Start(new ModelBehaviour.Redirect(new(elsewhere.Address, "v1/chat/completions")));

        Assert.Equal(Finish.Failed, (await Ask(At(emulator))).Finish);
        Assert.Empty(elsewhere.Calls);
    }

    [Fact]
    public async Task No_more_calls_are_in_flight_than_the_endpoint_takes()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Otherwise = new ModelBehaviour.Held("OK");
        var model = Open(At(emulator) with { Concurrency = 3 });

        var all = Enumerable.Range(1, 9).Select(i => model.Respond(Trial("Hi") with { Sample = i }, Cancellation)).ToList();
        await emulator.Arrival(3, Cancellation);
        emulator.Release();
        await Task.WhenAll(all);

        Assert.Equal((9, 3), (emulator.Calls.Count, emulator.MostInFlight));
        Assert.Equal(3, model.Description.Concurrency);
    }

    [Fact]
    public async Task A_cancelled_call_ends_as_cancelled_and_frees_its_place()
    {
        await using var emulator = await OpenAiEmulator.Start(new ModelBehaviour.Silence());
        var model = Open(At(emulator) with { Concurrency = 1 });
        using var cancel = new CancellationTokenSource();

        var call = model.Respond(Trial("Hi"), cancel.Token);
        await emulator.Arrival(1, Cancellation);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(Finish.Complete, (await model.Respond(Trial("Hi"), Cancellation)).Finish);
    }

    [Fact]
    public async Task A_probe_says_whether_the_model_answers_and_else_what_to_mend()
    {
        await using var emulator = await OpenAiEmulator.Start(new ModelBehaviour.Truncated("O"), new ModelBehaviour.Error(401));
        var model = Open(At(emulator));

        Assert.StartsWith("openai some-model answers", (await model.Probe(Cancellation)) is (true, var good) ? good : "", StringComparison.Ordinal);
        Assert.Contains("check Models__Key", (await model.Probe(Cancellation)) is (false, var bad) ? bad : "", StringComparison.Ordinal);
    }

    [Fact]
    public void The_description_names_everything_that_changes_a_response() =>
        Assert.Equal(
            new ModelDescription("openai", "m", "frame=1;temperature=0.25;max_tokens=800;seed=1", 4),
            Open(new() { Provider = "openai", Key = "k", Model = "m", Temperature = 0.25 }).Description);

    private void Failed(SampleResponse response, string note)
    {
        Assert.Equal(("", Finish.Failed), (response.Text, response.Finish));
        Assert.Contains(note, response.Note, StringComparison.Ordinal);
        NothingLeaked(response);
    }

    private void NothingLeaked(SampleResponse response)
    {
        Assert.DoesNotContain("secret", response.Note + log.Lines, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception:", response.Note + log.Lines, StringComparison.Ordinal);
    }

    private IPolicyModel Open(ModelOptions options, TimeProvider? time = null) => ModelsSetup.Open(options, time ?? clock, log);

    private Task<SampleResponse> Ask(ModelOptions options, TimeProvider? time = null) => Open(options, time).Respond(Trial("Hi", Museum), Cancellation);
}
