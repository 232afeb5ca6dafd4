using System.Collections.Immutable;

namespace PolicyBot.Core.Scenarios;

/// <summary>A sample response as cards show it.</summary>
/// <param name="Words">Null when the model gave none; <paramref name="Note"/> then says why.</param>
public sealed record SampleShown(string? Words, string Model, string? Note)
{
    /// <summary>Stands for the model and all its parameters: only responses with the same one are compared.</summary>
    public string Tag { get; init; } = "";

    /// <summary>The model that the endpoint says has answered; null when it did not say.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>The model refused to answer.</summary>
    public bool Refused { get; init; }

    /// <summary>The endpoint gave no answer; it is asked again.</summary>
    public bool Failed { get; init; }

    /// <summary>No answer came, or none in time: that says nothing of how the model behaves.</summary>
    public bool Unanswered { get; init; }

    /// <summary>The endpoint's build, as it names it; null when it did not.</summary>
    public string? Build { get; init; }
}

/// <summary>The sample responses that are there, by scenario and policy text (<see cref="Policies.Policy.Fingerprint"/>), those of
/// the model that answers now first, in sample order.</summary>
public sealed record Evidence(ImmutableDictionary<(ScenarioId Scenario, string Policy), ImmutableList<SampleShown>> Samples)
{
    public static readonly Evidence None = new(ImmutableDictionary<(ScenarioId, string), ImmutableList<SampleShown>>.Empty);

    /// <summary>What judges said, by scenario and the policy texts before and after, oldest first.</summary>
    public ImmutableDictionary<(ScenarioId Scenario, string Before, string After), ImmutableList<Judgement>> Judgements { get; init; } =
        ImmutableDictionary<(ScenarioId, string, string), ImmutableList<Judgement>>.Empty;

    /// <summary>Judgements, oldest first, by what they are about.</summary>
    public static ImmutableDictionary<(ScenarioId Scenario, string Before, string After), ImmutableList<Judgement>> Sorted(IEnumerable<(string Before, string After, Judgement Judgement)> judgements) =>
        judgements.GroupBy(j => (j.Judgement.Scenario, j.Before, j.After)).ToImmutableDictionary(g => g.Key, g => g.Select(j => j.Judgement).ToImmutableList());

    /// <summary>What a judge says about the responses of one model with one set of parameters; null when nobody judged them.</summary>
    public Verdict? VerdictOn((ScenarioId Scenario, string Before, string After) change, string tag) =>
        Verdict.Newest(Judgements.GetValueOrDefault(change, []).Where(j => j.Tag is null || j.Tag == tag));

    public ImmutableList<SampleShown> Of(ScenarioId scenario, string policy) =>
        Samples.GetValueOrDefault((scenario, policy), []);
}
