using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Consensus;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Rounds;

/// <summary>Where a round is. Draft is the collection of proposed amendments before any round holds them.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RoundState>))]
public enum RoundState
{
    Draft,
    Preparing,
    Open,
    Paused,
    Closed,
    Confirming,
    Published,
    Cancelled,
    Void,
}

/// <summary>How long voting lasts: a time from opening, or until an instant.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "deadline")]
[JsonDerivedType(typeof(Lasting), "lasting")]
[JsonDerivedType(typeof(Until), "until")]
public abstract record Deadline;

public sealed record Lasting(TimeSpan Time) : Deadline;

public sealed record Until(DateTimeOffset At) : Deadline;

/// <summary>Who or what ended the voting.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClosedBy>))]
public enum ClosedBy
{
    Deadline,
    Hand,
    EverybodyVoted,
}

/// <summary>A set of amendments put to the vote under one frozen rule.</summary>
/// <param name="Base">The version that its amendments change.</param>
public sealed record Round(RoundId Id, DecisionRule Rule, VersionNumber Base, ImmutableList<AmendmentId> Amendments, Deadline Asked)
{
    public RoundState State { get; init; } = RoundState.Preparing;

    public DateTimeOffset PreparingSince { get; init; }

    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Set when voting opens; may move later, never earlier, except that it stands still while paused.</summary>
    public DateTimeOffset? ClosesAt { get; init; }

    public DateTimeOffset? PausedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public ClosedBy? ClosedBy { get; init; }

    /// <summary>SHA-256 (hex) of the sealed ballots ordered by their random row ids.</summary>
    public string? BallotDigest { get; init; }

    public ImmutableList<Outcome> Outcomes { get; init; } = [];

    /// <summary>What the sealed rankings say of rival wordings; null before the close, and where the rule asks for none.</summary>
    public ImmutableList<Contest>? Contests { get; init; }

    /// <summary>What the sealed ballots say about opinions; null before the close.</summary>
    public Opinion? Opinion { get; init; }

    /// <summary>The version that the close made; null when nothing was adopted.</summary>
    public VersionNumber? Made { get; init; }

    public DateTimeOffset? ConfirmingUntil { get; init; }

    public ImmutableList<Fidelity> Fidelities { get; init; } = [];

    /// <summary>What was missing when it was published, in words; empty when nothing was.</summary>
    public ImmutableList<string> Missing { get; init; } = [];

    public ImmutableList<Disposition> Dispositions { get; init; } = [];

    /// <summary>What redrafts made of comments after the publication, whose report stands; null: there was none.</summary>
    public ImmutableList<Disposition>? Later { get; init; }

    /// <summary>What became of each comment as far as it is known now, by its id.</summary>
    public IReadOnlyDictionary<string, Disposition> Became() =>
        Dispositions.Concat(Later ?? []).GroupBy(d => d.Remark).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);

    /// <summary>Clauses that were put to the facilitators because the model does not follow their wording; null: none.</summary>
    public ImmutableList<ClauseId>? NotFollowed { get; init; }

    /// <summary>How far people went, everybody first; null before the publication.</summary>
    public ImmutableList<TookPart>? TookPart { get; init; }

    /// <summary>What models took for it; null before the publication.</summary>
    public ImmutableList<ModelTook>? ModelTook { get; init; }

    /// <summary>Outcomes that a facilitator put in place of the votes', oldest first; null for none.</summary>
    public ImmutableList<Overrule>? Overruled { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public int Reminders { get; init; }

    [JsonIgnore]
    public bool TakesBallots => State == RoundState.Open;

    /// <summary>True when counts, and what goes with single votes, may be shown: after the close, and before it where results are live.</summary>
    [JsonIgnore]
    public bool ShowsCounts => ClosedAt is not null || (OpenedAt is not null && !Rule.Hidden);

    [JsonIgnore]
    public bool Ended => State is RoundState.Published or RoundState.Cancelled or RoundState.Void;
}

/// <summary>Intention fidelity of one amendment: matches ÷ (matches + partly + no), unknown below 3 answers.</summary>
/// <param name="ChangedMind">Counted apart, never in the share.</param>
public sealed record Fidelity(AmendmentId Amendment, int Matches, int Partly, int No, int ChangedMind)
{
    public const int Enough = 3;

    public ImmutableSortedDictionary<Cause, int> Causes { get; init; } = ImmutableSortedDictionary<Cause, int>.Empty;

    /// <summary>The same for each declared group of which at least 5 backers answered; null: there is none.</summary>
    public ImmutableList<GroupFidelity>? Groups { get; init; }

    [JsonIgnore]
    public int Answers => Matches + Partly + No;

    [JsonIgnore]
    public bool Known => Answers >= Enough;
}

/// <summary>How many of a group's backers who answered say that it is what they meant.</summary>
public sealed record GroupFidelity(AmendmentId Amendment, string Group, int Matches, int Answers);

/// <summary>What became of one comment; <paramref name="Remark"/> is its id.</summary>
public sealed record Disposition(string Remark, AmendmentId Amendment, bool Answered, string Why);
