using PolicyBot.Core;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Scenarios;

namespace PolicyBot.App;

/// <summary>A model conditioned on a policy: answers scenarios, and offers wordings.</summary>
public interface IPolicyModel
{
    /// <summary>Which model answers, and how, unless a workshop wants it otherwise.</summary>
    ModelDescription Description { get; }

    /// <summary>The models that a workshop may choose, the usual one first.</summary>
    IReadOnlyList<string> Choices { get; }

    /// <summary>Which model answers a workshop, and how; part of every trial's key.</summary>
    ModelDescription Describe(Sampling? sampling);

    /// <summary>In tokens: where an answer is cut off.</summary>
    int LongestAnswer(Sampling? sampling);

    /// <summary>What the model costs; null when that is not known.</summary>
    Price? PriceOf(string model);

    /// <summary>Runs one scenario under one policy (null: no policy at all). Never throws for what a model or its
    /// endpoint does (refusal, filter, time-out, HTTP error): that is the sample's <see cref="Finish"/>.</summary>
    Task<SampleResponse> Respond(TrialRequest request, CancellationToken cancellation);

    /// <summary>Offers a new wording for an amendment from its comments, or goes on with a draft; null with the reason when it has nothing to add.</summary>
    Task<RedraftOffer> Redraft(RedraftRequest request, CancellationToken cancellation);

    /// <summary>Says which clauses bear on a scenario, whether the new response follows them, and how it changed.</summary>
    Task<JudgeOffer> Judge(JudgeRequest request, CancellationToken cancellation);

    /// <summary>Offers a clause under which the model would have answered as somebody has edited its answer; it may have nothing to add.</summary>
    Task<RewordOffer> Reword(RewordRequest request, CancellationToken cancellation);

    /// <summary>Groups remarks on an amendment into themes with quotes from them.</summary>
    Task<ThemesOffer> Themes(ThemesRequest request, CancellationToken cancellation);

    /// <summary>Says which themes of several parts of the remarks say the same.</summary>
    Task<MergeOffer> Merge(MergeRequest request, CancellationToken cancellation);

    /// <summary>Everything that a model is sent for a scenario under a policy: role and text of each message.</summary>
    IReadOnlyList<(string Role, string Text)> Frame(Policy? policy, Scenario scenario);

    /// <summary>One cheap call that shows whether the model can be reached; the message says what to mend.</summary>
    Task<(bool Works, string Message)> Probe(CancellationToken cancellation);
}

/// <param name="Provider">offline, openai or azure.</param>
/// <param name="Model">The model's or the deployment's name.</param>
/// <param name="Parameters">Everything else that changes a response, canonical (<c>temperature=0.7;max_tokens=800</c>).</param>
/// <param name="Concurrency">How many calls the endpoint takes at once, at least 1.</param>
public sealed record ModelDescription(string Provider, string Model, string Parameters, int Concurrency)
{
    /// <summary>One string for everything that can change a response.</summary>
    public string Tag => $"{Provider}/{Model}?{Parameters}";

    /// <summary>The longest request for a redraft or themes, in tokens; it changes no sample.</summary>
    public int LongestRequest { get; init; } = 6_000;
}

public sealed record TrialRequest(Policy? Policy, Scenario Scenario, int Sample)
{
    public Sampling? Sampling { get; init; }

    /// <summary>Told, while the answer is written, how many characters have come in.</summary>
    public Action<int>? Heard { get; init; }
}

/// <summary>What one or more calls took.</summary>
/// <param name="Read">Tokens; so are those written.</param>
public readonly record struct Took(int Calls, long Read, long Written)
{
    /// <summary>Calls whose endpoint did not say what they took, so that it was estimated by their length: cut off, filtered, tried again.</summary>
    public int Estimated { get; init; }

    public static Took operator +(Took one, Took other) => new(one.Calls + other.Calls, one.Read + other.Read, one.Written + other.Written)
    {
        Estimated = one.Estimated + other.Estimated,
    };
}

public enum Finish
{
    Complete,
    Truncated,
    Refused,
    Filtered,
    TimedOut,
    Failed,
}

/// <summary>What came back: <paramref name="Text"/> is empty when <paramref name="Finish"/> is TimedOut or Failed,
/// and <paramref name="Note"/> then says in plain words what happened.</summary>
public sealed record SampleResponse(
    string Text, Finish Finish, string? Note, string PromptHash, int? InputTokens, int? OutputTokens, string? Fingerprint, TimeSpan Latency)
{
    /// <summary>All messages that the model was sent, as a JSON array of role and text; <see cref="PromptHash"/> is the SHA-256 of it.</summary>
    public string? Request { get; init; }

    /// <summary>Everything else that was sent (model, seed, temperature, longest answer), as a JSON object in the endpoint's own words; null in samples from before it was kept.</summary>
    public string? Sent { get; init; }

    /// <summary>The model that the endpoint says has answered.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>What counts against the budget, estimated where the endpoint did not say.</summary>
    public Took Took { get; init; }
}

public sealed record RedraftRequest(ClauseId? Clause, string? BaseText, string ProposedText, string? Rationale, IReadOnlyList<RemarkForRedraft> Remarks)
{
    public Sampling? Sampling { get; init; }

    /// <summary>What earlier remarks have led to; null for the first, and while they led to nothing.</summary>
    public DraftSoFar? Draft { get; init; }
}

public sealed record DraftSoFar(string Wording, string Why);

/// <param name="Number">1-based; the offer refers to remarks by it.</param>
public sealed record RemarkForRedraft(int Number, string Words);

/// <param name="Wording">The new text; null when there is nothing to change or the model failed, <paramref name="Why"/> then says so.</param>
/// <param name="Answered">Numbers of remarks; with <paramref name="NotAnswered"/> every remark has its place.</param>
public sealed record RedraftOffer(string? Wording, string Why, IReadOnlyList<int> Answered, IReadOnlyDictionary<int, string> NotAnswered)
{
    public Took Took { get; init; }

    /// <summary>The endpoint gave no answer: that is no offer, and it may be asked again.</summary>
    public bool Unreached { get; init; }
}

/// <param name="Policy">The one that the new response was given under.</param>
/// <param name="Before">A response under the earlier policy.</param>
public sealed record JudgeRequest(Policy Policy, Scenario Scenario, string Before, string After)
{
    public Sampling? Sampling { get; init; }
}

/// <param name="Judgement">Null when there is none; <paramref name="Fault"/> then says why.</param>
public sealed record JudgeOffer(Judgement? Judgement, string? Fault, Took Took)
{
    /// <summary>The endpoint gave no answer: it may be asked again.</summary>
    public bool Unreached { get; init; }
}

/// <param name="Edited">The response as the person wants it.</param>
public sealed record RewordRequest(Policy Policy, Scenario Scenario, string Response, string Edited)
{
    public Sampling? Sampling { get; init; }
}

/// <param name="Clause">The clause to replace; null for a new one.</param>
/// <param name="Wording">Null when there is nothing to add or the model failed, <paramref name="Why"/> then says so.</param>
public sealed record RewordOffer(ClauseId? Clause, string? Wording, string Why)
{
    public Took Took { get; init; }
}

public sealed record ThemesRequest(string Amendment, IReadOnlyList<RemarkForRedraft> Remarks)
{
    public Sampling? Sampling { get; init; }
}

/// <summary>A theme with its quotes: the number of a remark, and where its words stand in it.</summary>
public sealed record ThemeFound(string Title, IReadOnlyList<(int Remark, int Start, int Length)> Quotes);

/// <param name="Themes">Null when there are none; <paramref name="Fault"/> then says why.</param>
public sealed record ThemesOffer(IReadOnlyList<ThemeFound>? Themes, string? Fault, Took Took)
{
    /// <summary>The endpoint gave no answer: it may be asked again.</summary>
    public bool Unreached { get; init; }
}

/// <param name="Themes">Of several parts of the remarks, with how many remarks each is about; the offer numbers them from 1.</param>
public sealed record MergeRequest(IReadOnlyList<(string Title, int Remarks)> Themes)
{
    public Sampling? Sampling { get; init; }
}

/// <summary>A theme in place of several.</summary>
public sealed record ThemesTogether(string Title, IReadOnlyList<int> Of);

/// <param name="Themes">Null when there are none; <paramref name="Fault"/> then says why.</param>
public sealed record MergeOffer(IReadOnlyList<ThemesTogether>? Themes, string? Fault, Took Took)
{
    /// <summary>The endpoint gave no answer: it may be asked again.</summary>
    public bool Unreached { get; init; }
}
