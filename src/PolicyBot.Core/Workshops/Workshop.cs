using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;

namespace PolicyBot.Core.Workshops;

/// <summary>A channel's address: which channel (<c>room</c>, <c>discord</c>, <c>teams</c>) and the id that it uses.</summary>
public readonly record struct Place(string Channel, string Id)
{
    public override string ToString() => $"{Channel}:{Id}";
}

/// <summary>How a redraft of a returned amendment takes effect.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RedraftMode>))]
public enum RedraftMode
{
    Vote,
    Facilitator,
    Automatic,
}

/// <summary>What a facilitator can set; rounds freeze the rule when they open.</summary>
/// <param name="TimeZone">IANA name; deadlines are read in it.</param>
/// <param name="ConfirmFor">How long confirming lasts, 1 hour to 30 days.</param>
/// <param name="Samples">Sample responses for each trial, 1–5.</param>
public sealed record Settings(string TimeZone, DecisionRule Rule, TimeSpan ConfirmFor, RedraftMode Redraft, int Samples)
{
    public static readonly Settings Default = new("UTC", DecisionRule.Default, TimeSpan.FromHours(48), RedraftMode.Vote, 3);

    /// <summary>No reminder goes out in these hours of the workshop's zone.</summary>
    public QuietHours Quiet { get; init; } = new(21, 8);

    public Sampling? Sampling { get; init; }

    /// <summary>Who judges how behaviour changed: a model's name, or <see cref="NoJudge"/>; null: the model that answers.</summary>
    public string? Judge { get; init; }

    public const string NoJudge = "off";

    /// <summary>Null: models may take any amount.</summary>
    public Budget? Budget { get; init; }
}

/// <param name="From">0–23, inclusive.</param>
/// <param name="To">0–23, exclusive; below <paramref name="From"/> it is the next morning.</param>
public sealed record QuietHours(int From, int To);

/// <summary>A group, its policy, its linked channels and its settings: the state that the log folds into.</summary>
public sealed record Workshop(WorkshopId Id, string Name)
{
    public Settings Settings { get; init; } = Settings.Default;

    public ImmutableSortedSet<string> Facilitators { get; init; } = [];

    public ImmutableList<Place> Places { get; init; } = [];

    /// <summary>Oldest first; the first is the empty version 0.</summary>
    public ImmutableList<PolicyVersion> Versions { get; init; } = [];

    public ImmutableSortedDictionary<int, Amendment> Amendments { get; init; } = ImmutableSortedDictionary<int, Amendment>.Empty;

    public ImmutableSortedDictionary<int, Scenario> Scenarios { get; init; } = ImmutableSortedDictionary<int, Scenario>.Empty;

    /// <summary>In order of opening.</summary>
    public ImmutableList<Round> Rounds { get; init; } = [];

    /// <summary>Declared stakeholder groups: person's pseudonym → group.</summary>
    public ImmutableSortedDictionary<string, string> Groups { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Redrafts that wait for a facilitator (mode <see cref="RedraftMode.Facilitator"/>).</summary>
    public ImmutableList<AmendmentId> AwaitingFacilitator { get; init; } = [];

    /// <summary>What facilitators have hidden: id → why.</summary>
    public ImmutableSortedDictionary<string, Text> Hidden { get; init; } = ImmutableSortedDictionary.Create<string, Text>(StringComparer.Ordinal);

    /// <summary>Pseudonyms that are another person now: pseudonym → that person's.</summary>
    public ImmutableSortedDictionary<string, string> Joined { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public bool Archived { get; init; }

    /// <summary>The highest clause number ever given.</summary>
    public int ClausesMade { get; init; }

    public PolicyVersion Current => Versions[^1];

    /// <summary>The round that is not ended; null when the next one is being drafted.</summary>
    public Round? Running => Rounds.LastOrDefault(r => !r.Ended);

    public bool IsFacilitator(PersonId? person) => person is { } p && Facilitators.Contains(p.Value);

    public Amendment? Find(AmendmentId id) => Amendments.GetValueOrDefault(id.Number);

    public Scenario? Find(ScenarioId id) => Scenarios.GetValueOrDefault(id.Number);

    public Round? Find(RoundId id) => Rounds.FirstOrDefault(r => r.Id == id);

    public PolicyVersion? Find(VersionNumber number) => Versions.FirstOrDefault(v => v.Number == number);

    /// <summary>Amendments that the next round will hold.</summary>
    public IEnumerable<Amendment> Drafted => Amendments.Values.Where(a => a.State == AmendmentState.Proposed);
}
