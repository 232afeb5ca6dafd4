namespace PolicyBot.Emulators.OpenAi;

/// <summary>How the emulated endpoint answers one request.</summary>
public abstract record ModelBehaviour
{
    private ModelBehaviour() { }

    /// <summary>A complete answer; for structured output the text is the JSON, broken or not.</summary>
    public sealed record Answer(string Text) : ModelBehaviour;

    /// <summary>Finish reason <c>length</c>.</summary>
    public sealed record Truncated(string Text) : ModelBehaviour;

    /// <summary><c>message.refusal</c> instead of content.</summary>
    public sealed record Refusal(string Text) : ModelBehaviour;

    /// <summary>200 with finish reason <c>content_filter</c>.</summary>
    public sealed record FilteredAnswer(string Text) : ModelBehaviour;

    /// <summary>Azure's 400 with code <c>content_filter</c>.</summary>
    public sealed record FilteredPrompt : ModelBehaviour;

    /// <summary>An error status; the body repeats the key that it was sent, as some endpoints do.</summary>
    /// <param name="RetryAfter">The header's value; null for none.</param>
    /// <param name="RetryAfterMs">The value of <c>retry-after-ms</c>; null for none.</param>
    public sealed record Error(int Status, string? RetryAfter = null, string? RetryAfterMs = null) : ModelBehaviour;

    /// <summary>Drops the connection without an answer.</summary>
    public sealed record HangUp : ModelBehaviour;

    /// <summary>Says nothing until the caller goes away.</summary>
    public sealed record Silence : ModelBehaviour;

    /// <summary>Answers once <see cref="OpenAiEmulator.Release"/> is called.</summary>
    public sealed record Held(string Text) : ModelBehaviour;

    /// <summary>A complete answer, written slowly.</summary>
    /// <param name="PerToken">Between two words.</param>
    public sealed record Slow(string Text, TimeSpan PerToken) : ModelBehaviour;

    /// <summary>A stream that breaks off in its middle.</summary>
    public sealed record BreaksOff(string Text) : ModelBehaviour;

    /// <summary>200 with a body of one's own.</summary>
    public sealed record Body(string Text) : ModelBehaviour;

    /// <summary>Points elsewhere.</summary>
    public sealed record Redirect(Uri Target) : ModelBehaviour;
}
