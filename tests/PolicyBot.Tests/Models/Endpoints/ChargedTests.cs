using PolicyBot.App;
using PolicyBot.Core.Scenarios;
using PolicyBot.Emulators.OpenAi;
using PolicyBot.Models;
using Xunit;
using static PolicyBot.Tests.Models.Sample;

namespace PolicyBot.Tests.Models.Endpoints;

/// <summary>What counts against a budget, whatever became of a call.</summary>
public sealed class ChargedTests
{
    public static TheoryData<ModelBehaviour[], int> Charged => new()
    {
        { [new ModelBehaviour.Answer("Yes.")], 0 },
        { [new ModelBehaviour.HangUp(), new ModelBehaviour.Answer("Yes.")], 1 },
        { [new ModelBehaviour.Error(500), new ModelBehaviour.Error(502), new ModelBehaviour.Answer("Yes.")], 2 },
        { [new ModelBehaviour.BreaksOff("One two three four."), new ModelBehaviour.Answer("Yes.")], 1 },
        { [new ModelBehaviour.Error(429, RetryAfterMs: "10"), new ModelBehaviour.Error(503), new ModelBehaviour.Answer("Yes.")], 0 },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Charged))]
    public async Task What_an_endpoint_may_have_charged_before_it_answered_is_counted_by_the_length_of_the_prompt(ModelBehaviour[] script, int lost)
    {
        await using var emulator = await OpenAiEmulator.Start(script);

        var response = await Open(At(emulator)).Respond(Trial("Hi", Museum) with { Heard = _ => { } }, Cancellation);

        Assert.Equal((1 + lost, 21 + (lost * Prompt(emulator)), lost), (response.Took.Calls, response.Took.Read, response.Took.Estimated));
        // Of a stream that broke off, what had come in.
        Assert.InRange(response.Took.Written, 7, script[0] is ModelBehaviour.BreaksOff ? 7 + Estimating.Tokens("One two ".Length) : 7);
    }

    [Theory]
    [InlineData(500, 4)]
    [InlineData(503, 0)]
    [InlineData(401, 0)]
    [InlineData(404, 0)]
    [InlineData(400, 0)]
    public async Task A_call_that_never_gives_an_answer_counts_as_often_as_it_may_have_been_charged(int status, int calls)
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Otherwise = new ModelBehaviour.Error(status);

        var took = (await Open(At(emulator)).Respond(Trial("Hi", Museum), Cancellation)).Took;

        Assert.Equal(new Took(calls, calls * Prompt(emulator), 0) { Estimated = calls }, took);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, -1)]
    [InlineData(21, -5)]
    public async Task An_endpoint_that_does_not_count_its_tokens_is_counted_by_length_lest_it_costs_nothing(int read, int written)
    {
        await using var emulator = await OpenAiEmulator.Start();
        (emulator.Took, emulator.Otherwise) = ((read, written), new ModelBehaviour.Answer("Yes, indeed."));

        var took = (await Open(At(emulator)).Respond(Trial("Hi", Museum), Cancellation)).Took;

        Assert.Equal(new Took(1, Prompt(emulator), Estimating.Tokens("Yes, indeed.".Length)) { Estimated = 1 }, took);
    }

    [Fact]
    public async Task A_prompt_that_a_filter_stopped_and_one_that_was_never_answered_count_and_one_that_never_arrived_does_not()
    {
        Uri gone;
        await using (var emulator = await OpenAiEmulator.Start(new ModelBehaviour.FilteredPrompt(), new ModelBehaviour.Silence()))
        {
            var model = Open(At(emulator) with { TimeoutSeconds = 0.5 }, TimeProvider.System);
            foreach (var finish in new[] { Finish.Filtered, Finish.TimedOut })
            {
                var response = await model.Respond(Trial("Hi", Museum), Cancellation);
                Assert.Equal((finish, new Took(1, Prompt(emulator), 0) { Estimated = 1 }), (response.Finish, response.Took));
            }

            gone = emulator.Address;
        }

        Assert.Equal(default, (await Open(new() { Provider = ModelOptions.OpenAi, Endpoint = gone + "v1", Model = "m" }).Respond(Trial("Hi", Museum), Cancellation)).Took);
    }

    private static long Prompt(OpenAiEmulator emulator) => Estimating.Tokens(emulator.Calls[0].Messages.Sum(m => m.Text.Length));

    private static IPolicyModel Open(ModelOptions options, TimeProvider? time = null) => ModelsSetup.Open(options, time ?? new ImpatientClock(), new KeptLog());
}
