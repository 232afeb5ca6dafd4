using Microsoft.Extensions.AI;

namespace PolicyBot.Models.Endpoints;

/// <summary>One question to a model.</summary>
/// <param name="Model">One of the endpoint's.</param>
internal sealed record Call(string Model, IList<ChatMessage> Messages, ChatOptions Options)
{
    /// <summary>Told how many characters of the answer have come in, which asks for a stream; null: the answer comes in one piece.</summary>
    public Action<int>? Heard { get; init; }
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
