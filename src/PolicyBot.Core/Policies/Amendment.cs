using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Policies;

/// <summary>What an amendment does to the policy, bound to the exact text that it changes.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "change")]
[JsonDerivedType(typeof(AddClause), "add")]
[JsonDerivedType(typeof(ReplaceClause), "replace")]
[JsonDerivedType(typeof(RemoveClause), "remove")]
[JsonDerivedType(typeof(RatifyVersion), "ratify")]
public abstract record Proposal;

/// <summary>Adds a clause behind another one; null: at the end.</summary>
public sealed record AddClause(ClauseId? After, Text Wording) : Proposal;

/// <param name="Base">The clause's text when the amendment was written: votes and adoption hold for this text alone.</param>
public sealed record ReplaceClause(ClauseId Clause, Text Base, Text Wording) : Proposal;

public sealed record RemoveClause(ClauseId Clause, Text Base) : Proposal;

/// <summary>Asks whether a provisional version stays; declined, the policy goes back to <paramref name="OrElse"/>.</summary>
public sealed record RatifyVersion(VersionNumber Version, VersionNumber OrElse) : Proposal;

/// <summary>Who worded it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Origin>))]
public enum Origin
{
    Person,
    Model,
    Confirmation,
    Bot,
}

[JsonConverter(typeof(JsonStringEnumConverter<AmendmentState>))]
public enum AmendmentState
{
    Proposed,
    InRound,
    Withdrawn,
    Adopted,
    Returned,
    Declined,
}

/// <summary>A proposed change to one clause.</summary>
/// <param name="By">Author; null when a model or the loop itself proposes.</param>
/// <param name="Scenarios">Where its effect shows; at least one before it opens.</param>
/// <param name="Follows">The earlier amendment that this one redrafts or takes up again.</param>
public sealed record Amendment(
    AmendmentId Id, Proposal Proposal, Text? Rationale, PersonId? By, ImmutableList<ScenarioId> Scenarios)
{
    public Origin Origin { get; init; } = Origin.Person;

    public AmendmentId? Follows { get; init; }

    public AmendmentState State { get; init; } = AmendmentState.Proposed;

    public RoundId? Round { get; init; }

    /// <summary>True once the model has said how it would redraft it.</summary>
    public bool Redrafted { get; init; }

    /// <summary>A facilitator has asked the model again; null: nobody has.</summary>
    public bool? AskedAgain { get; init; }

    /// <summary>How a model's redraft was to take effect when it was drafted; null for anything else, and in older logs.</summary>
    public RedraftMode? Redraft { get; init; }

    /// <summary>The provisional version that put it in without a vote.</summary>
    public VersionNumber? Applied { get; init; }

    /// <summary>Authors of duplicates that were merged into it; null while there are none.</summary>
    public ImmutableList<PersonId>? CoAuthors { get; init; }

    /// <summary>The amendment into which it was merged.</summary>
    public AmendmentId? MergedInto { get; init; }

    /// <summary>Every person who wrote it, the first author first.</summary>
    [JsonIgnore]
    public IEnumerable<PersonId> Authors => (By is { } by ? [by] : Enumerable.Empty<PersonId>()).Concat(CoAuthors ?? []);

    /// <summary>The clause that it changes; null for an addition or a ratification.</summary>
    [JsonIgnore]
    public ClauseId? Clause => Proposal switch
    {
        ReplaceClause r => r.Clause,
        RemoveClause r => r.Clause,
        _ => null,
    };

    /// <summary>16 hex digits that stand for the exact change; a ballot is cast on them.</summary>
    [JsonIgnore]
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Proposal switch
    {
        AddClause a => $"add\u001f{a.After}\u001f{a.Wording.Hash}",
        ReplaceClause r => $"replace\u001f{r.Clause}\u001f{r.Base.Hash}\u001f{r.Wording.Hash}",
        RemoveClause r => $"remove\u001f{r.Clause}\u001f{r.Base.Hash}",
        RatifyVersion r => $"ratify\u001f{r.Version}\u001f{r.OrElse}",
        _ => throw new System.Diagnostics.UnreachableException(),
    })))[..16];
}
