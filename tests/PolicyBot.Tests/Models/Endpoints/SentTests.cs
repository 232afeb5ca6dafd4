using System.Text.Json.Nodes;
using PolicyBot.App;
using PolicyBot.Core.Scenarios;
using PolicyBot.Emulators.OpenAi;
using PolicyBot.Models;
using Xunit;
using static PolicyBot.Tests.Models.Sample;

namespace PolicyBot.Tests.Models.Endpoints;

/// <summary>What is kept of a request beside its messages.</summary>
public sealed class SentTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ModelOptions.OpenAi, "v1", null)]
    [InlineData(ModelOptions.OpenAi, "v1", 1.3)]
    [InlineData(ModelOptions.Azure, "openai/v1/", 0.7)]
    [InlineData(ModelOptions.Azure, "", 0.7)]
    public async Task What_is_kept_of_a_request_is_all_that_was_sent(string provider, string path, double? temperature)
    {
        await using var emulator = await OpenAiEmulator.Start();
        var model = Open(At(emulator) with { Provider = provider, Endpoint = new Uri(emulator.Address, path).ToString(), Temperature = temperature });

        var response = await model.Respond(Trial("Hi", Museum) with { Sample = 2, Heard = _ => { } }, Cancellation);

        var body = JsonObject.Create(emulator.Calls.Single().Body)!;
        body.Remove("messages");
        Assert.True(JsonNode.DeepEquals(body, JsonNode.Parse(response.Sent!)), $"{body} was sent, {response.Sent} was kept");
        Assert.Equal(2, body["seed"]!.GetValue<int>());
        Assert.EndsWith(";seed=1", model.Description.Parameters, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whether_no_seed_was_set_or_the_usual_one_it_is_the_same_trial()
    {
        await using var emulator = await OpenAiEmulator.Start();
        var model = Open(At(emulator));

        Assert.Equal(model.Description.Tag, model.Describe(new Sampling { Seed = 1 }).Tag);
        Assert.NotEqual(model.Description.Tag, model.Describe(new Sampling { Seed = 2 }).Tag);
    }

    private static IPolicyModel Open(ModelOptions options) => ModelsSetup.Open(options, new ImpatientClock(), new KeptLog());
}
