using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PolicyBot.App;
using PolicyBot.Core.Scenarios;

namespace PolicyBot.Models.Endpoints;

/// <summary>One question to a model.</summary>
/// <param name="Model">One of the endpoint's.</param>
internal sealed record Call(string Model, IList<ChatMessage> Messages, ChatOptions Options)
{
    /// <summary>Told how many characters of the answer have come in, which asks for a stream; null: the answer comes in one piece.</summary>
    public Action<int>? Heard { get; init; }

    /// <summary>What is sent of a question for free text beside its messages, as a JSON object in the protocol's own names.</summary>
    /// <remarks>https://platform.openai.com/docs/api-reference/chat/create</remarks>
    public string Sent()
    {
        var sent = new JsonObject { ["model"] = Model };
        if (Options.Temperature is { } temperature) sent["temperature"] = temperature;
        if (Options.MaxOutputTokens is { } longest) sent["max_completion_tokens"] = longest;
        if (Options.Seed is { } seed) sent["seed"] = seed;
        if (Heard is not null) (sent["stream"], sent["stream_options"]) = (true, new JsonObject { ["include_usage"] = true });
        return sent.ToJsonString();
    }

    /// <summary>What an endpoint may have charged that did not say it: the prompt and what came of the answer, by their length.</summary>
    /// <param name="characters">Of the answer.</param>
    public Took Guessed(int characters) => new(1, Estimating.Tokens(Messages.Sum(m => m.Text.Length)), characters == 0 ? 0 : Estimating.Tokens(characters))
    {
        Estimated = 1,
    };
}

/// <summary>What became of a call.</summary>
internal abstract record ModelAnswer
{
    private ModelAnswer() { }

    /// <param name="Build">The endpoint's build, as it names it.</param>
    public sealed record Given(ChatResponse Response, string? Build) : ModelAnswer;

    public sealed record Filtered : ModelAnswer;

    public sealed record TimedOut : ModelAnswer;

    public sealed record Failed(string Note) : ModelAnswer;
}

/// <param name="Latency">Since a place was free.</param>
/// <param name="Took">Every attempt counted that the endpoint may have charged.</param>
internal readonly record struct Answered(ModelAnswer Answer, TimeSpan Latency, Took Took);
