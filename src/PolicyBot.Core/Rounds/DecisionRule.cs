using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PolicyBot.Core.Rounds;

/// <summary>Who may vote; taken as a snapshot when the round opens.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "electorate")]
[JsonDerivedType(typeof(EverybodyHere), "everybody")]
[JsonDerivedType(typeof(ListedPeople), "list")]
public abstract record Electorate;

/// <summary>Everybody who can see a linked channel; its size is unknown.</summary>
public sealed record EverybodyHere : Electorate;

/// <summary>Exactly these people; the round may close early once all of them have voted.</summary>
public sealed record ListedPeople(ImmutableList<PersonId> People) : Electorate;

/// <summary>How many must have voted on an amendment (pass included) for its result to count.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "quorum")]
[JsonDerivedType(typeof(QuorumOf), "people")]
[JsonDerivedType(typeof(QuorumShare), "share")]
public abstract record Quorum;

/// <param name="People">At least 1.</param>
public sealed record QuorumOf(int People) : Quorum;

/// <param name="Percent">1–100 of a listed electorate, rounded up.</param>
public sealed record QuorumShare(int Percent) : Quorum;

/// <summary>How a round decides; frozen when it opens.</summary>
/// <param name="Threshold">Percent of agree among agree and disagree, 50–100: at or above it an amendment is adopted, and
/// with as large a share of disagree it is declined.</param>
/// <param name="GroupFloor">Percent that the lower 95 % Wilson bound of agreement must exceed in every declared group of at
/// least 5; null for no floor.</param>
/// <param name="Fidelity">Percent of matches among at least 3 confirmations below which an adopted change returns.</param>
public sealed record DecisionRule(Electorate Electorate, Quorum Quorum, int Threshold, int? GroupFloor, int Fidelity)
{
    public static readonly DecisionRule Default = new(new EverybodyHere(), new QuorumOf(3), 60, null, 60);

    /// <summary>Ballots, comments and confirmations are stored under a keyed hash of the person.</summary>
    public bool Anonymous { get; init; }

    /// <summary>Nobody sees a tally before the close.</summary>
    public bool Hidden { get; init; } = true;

    /// <summary>Confirming does not say which response is the new one; null: it does.</summary>
    public bool? Blind { get; init; }
}
