using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PolicyBot.Core.Scenarios;

/// <summary>How a response changed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Shift>))]
public enum Shift
{
    None,

    /// <summary>Other words for the same behaviour.</summary>
    Wording,

    /// <summary>Another behaviour.</summary>
    Substance,
}

/// <summary>A clause that bears on a scenario, and whether the new response follows it.</summary>
public sealed record Bearing(ClauseId Clause, bool Followed);

/// <summary>What a model says about one sample of a scenario before and after a change of the policy: advice, never a decision.</summary>
/// <param name="Why">The model's own words, at most 500 characters.</param>
public sealed record Judgement(ScenarioId Scenario, Shift Shift, ImmutableList<Bearing> Bearings, string Why)
{
    public const int LongestWhy = 500, MostBearings = 12;

    /// <summary>Which sample of both it is about, counted from 1.</summary>
    public int Sample { get; init; } = 1;

    /// <summary>The model and parameters that both responses are by; null in judgements from before it was kept.</summary>
    public string? Tag { get; init; }

    /// <summary>The model that judged.</summary>
    public string By { get; init; } = "";

    /// <summary>Whether the new response follows a clause; null where the judge does not say.</summary>
    public bool? Follows(ClauseId clause) => Bearings.Find(b => b.Clause == clause)?.Followed;
}
