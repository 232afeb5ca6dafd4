using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace PolicyBot.Core.Rounds;

/// <summary>Who may vote; taken as a snapshot when the round opens.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "electorate")]
[JsonDerivedType(typeof(EverybodyHere), "everybody")]
[JsonDerivedType(typeof(ListedPeople), "list")]
[JsonDerivedType(typeof(EverybodyOf), "everybody-of")]
[JsonDerivedType(typeof(ChannelMembers), "channel")]
[JsonDerivedType(typeof(RoleHolders), "role")]
public abstract record Electorate;

/// <summary>Everybody who can see a linked channel; its size is unknown.</summary>
public sealed record EverybodyHere : Electorate;

/// <summary>Exactly these people; the round may close early once all of them have voted.</summary>
public sealed record ListedPeople(ImmutableList<PersonId> People) : Electorate
{
    /// <summary>Where the list was taken from when the round was opened, in words; null when the people were named.</summary>
    public string? From { get; init; }

    // Beside the record, because it must not count in its equality; every ballot asks, and a list may hold thousands.
    private static readonly ConditionalWeakTable<ListedPeople, FrozenSet<PersonId>> Sets = [];

    public bool Holds(PersonId person) => Sets.GetValue(this, list => list.People.ToFrozenSet()).Contains(person);
}

/// <summary>Everybody who can see a linked channel; a facilitator has said how many that are.</summary>
/// <param name="People">At least 1; a quorum in percent is a share of it.</param>
public sealed record EverybodyOf(int People) : Electorate;

/// <summary>A wish: whoever is in the linked channels when the round is opened, listed then.</summary>
public sealed record ChannelMembers : Electorate;

/// <summary>A wish: whoever has the role in the channel where the round is opened, listed then.</summary>
/// <param name="Role">Its name or id there.</param>
public sealed record RoleHolders(string Role) : Electorate;

/// <summary>How many must have voted on an amendment (pass included) for its result to count.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "quorum")]
[JsonDerivedType(typeof(QuorumOf), "people")]
[JsonDerivedType(typeof(QuorumShare), "share")]
public abstract record Quorum;

/// <param name="People">At least 1.</param>
public sealed record QuorumOf(int People) : Quorum;

/// <param name="Percent">1–100 of an electorate of known size, rounded up.</param>
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

    /// <summary>Rival wordings of one clause are ranked, and the most wanted one is held against the clause as it is; null: of those
    /// that are adopted the one with the surer agreement stays.</summary>
    public bool? Ranked { get; init; }
}
