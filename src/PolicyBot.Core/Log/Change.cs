using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PolicyBot.Core.Consensus;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Log;

/// <summary>A fact about a workshop. The log is the list of them, and a workshop is nothing but their fold.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "what")]
[JsonDerivedType(typeof(WorkshopCreated), "workshop-created")]
[JsonDerivedType(typeof(SettingsChanged), "settings-changed")]
[JsonDerivedType(typeof(PlaceLinked), "place-linked")]
[JsonDerivedType(typeof(FacilitatorAdded), "facilitator-added")]
[JsonDerivedType(typeof(FacilitatorRemoved), "facilitator-removed")]
[JsonDerivedType(typeof(WorkshopArchived), "workshop-archived")]
[JsonDerivedType(typeof(GroupJoined), "group-joined")]
[JsonDerivedType(typeof(VersionMade), "version-made")]
[JsonDerivedType(typeof(AmendmentProposed), "amendment-proposed")]
[JsonDerivedType(typeof(AmendmentWithdrawn), "amendment-withdrawn")]
[JsonDerivedType(typeof(ScenarioAdded), "scenario-added")]
[JsonDerivedType(typeof(ScenarioRetired), "scenario-retired")]
[JsonDerivedType(typeof(ScenarioLinked), "scenario-linked")]
[JsonDerivedType(typeof(RoundPrepared), "round-prepared")]
[JsonDerivedType(typeof(VotingOpened), "voting-opened")]
[JsonDerivedType(typeof(DeadlineMoved), "deadline-moved")]
[JsonDerivedType(typeof(RoundPaused), "round-paused")]
[JsonDerivedType(typeof(RoundResumed), "round-resumed")]
[JsonDerivedType(typeof(RoundCancelled), "round-cancelled")]
[JsonDerivedType(typeof(RoundVoided), "round-voided")]
[JsonDerivedType(typeof(RoundClosed), "round-closed")]
[JsonDerivedType(typeof(ConfirmingStarted), "confirming-started")]
[JsonDerivedType(typeof(RoundPublished), "round-published")]
[JsonDerivedType(typeof(OutcomeOverruled), "outcome-overruled")]
[JsonDerivedType(typeof(RemindersSent), "reminders-sent")]
[JsonDerivedType(typeof(Redrafted), "redrafted")]
[JsonDerivedType(typeof(RedraftApplied), "redraft-applied")]
[JsonDerivedType(typeof(AdviceAsked), "advice-asked")]
[JsonDerivedType(typeof(PersonForgotten), "person-forgotten")]
[JsonDerivedType(typeof(AccountsJoined), "accounts-joined")]
[JsonDerivedType(typeof(WordsHidden), "words-hidden")]
[JsonDerivedType(typeof(WordsShown), "words-shown")]
[JsonDerivedType(typeof(AmendmentMerged), "amendment-merged")]
public abstract record Change;

public sealed record WorkshopCreated(WorkshopId Id, string Name, Settings Settings, Place Place, PersonId Facilitator) : Change;

public sealed record SettingsChanged(Settings Settings) : Change;

public sealed record PlaceLinked(Place Place) : Change;

public sealed record FacilitatorAdded(PersonId Person) : Change;

public sealed record FacilitatorRemoved(PersonId Person) : Change;

public sealed record WorkshopArchived : Change;

public sealed record GroupJoined(PersonId Person, string Group) : Change;

public sealed record VersionMade(PolicyVersion Version) : Change;

public sealed record AmendmentProposed(Amendment Amendment) : Change;

/// <param name="Because">One sentence: the author's wish, a rival or a rebase took its place.</param>
public sealed record AmendmentWithdrawn(AmendmentId Amendment, string Because) : Change;

public sealed record ScenarioAdded(Scenario Scenario) : Change;

public sealed record ScenarioRetired(ScenarioId Scenario) : Change;

public sealed record ScenarioLinked(ScenarioId Scenario, AmendmentId Amendment) : Change;

public sealed record RoundPrepared(Round Round) : Change;

public sealed record VotingOpened(RoundId Round, DateTimeOffset ClosesAt) : Change;

public sealed record DeadlineMoved(RoundId Round, DateTimeOffset ClosesAt, Text? Reason) : Change;

public sealed record RoundPaused(RoundId Round) : Change;

public sealed record RoundResumed(RoundId Round, DateTimeOffset ClosesAt) : Change;

public sealed record RoundCancelled(RoundId Round) : Change;

/// <summary>The rule was changed under a running round, which voids it.</summary>
public sealed record RoundVoided(RoundId Round, string Because) : Change;

/// <summary>The voting's result; a <see cref="VersionMade"/> follows in the same transaction when anything was adopted.</summary>
public sealed record RoundClosed(RoundId Round, ClosedBy By, string BallotDigest, ImmutableList<Outcome> Outcomes) : Change
{
    public VersionNumber? Made { get; init; }

    /// <summary>Null in logs from before opinions were looked at.</summary>
    public Opinion? Opinion { get; init; }

    /// <summary>See <see cref="Reports.Commitments.OfVoters"/>; only in older logs, which have no <see cref="Casts"/>.</summary>
    public string? Voters { get; init; }

    /// <summary>See <see cref="Reports.Commitments.OfCasts"/>; null for anonymous rounds, and in older logs.</summary>
    public string? Casts { get; init; }

    /// <summary>Null unless the rule has rival wordings ranked.</summary>
    public ImmutableList<Contest>? Contests { get; init; }

    /// <summary>Of the sealed rankings, see <see cref="Rankings.Digest"/>; null unless the rule has rival wordings ranked.</summary>
    public string? RankingDigest { get; init; }
}

public sealed record ConfirmingStarted(RoundId Round, DateTimeOffset Until) : Change;

public sealed record RoundPublished(
    RoundId Round, ImmutableList<Fidelity> Fidelities, ImmutableList<Disposition> Dispositions, ImmutableList<string> Missing) : Change
{
    /// <summary>Clauses whose third confirmation in a row has failed: they go to the facilitators, not into the next round.</summary>
    public ImmutableList<ClauseId>? NotFollowed { get; init; }

    /// <summary>Null in logs from before it was counted.</summary>
    public ImmutableList<TookPart>? TookPart { get; init; }

    /// <summary>Comments, reasons and dissents; null in older logs.</summary>
    public ImmutableList<Said>? Said { get; init; }

    /// <summary>Fingerprints of the sample responses that no earlier publication names, by key; null in older logs.</summary>
    public ImmutableSortedDictionary<string, string>? Samples { get; init; }

    /// <summary>See <see cref="Reports.Commitments.OfRows"/>; null in older logs.</summary>
    public string? Rows { get; init; }

    /// <summary>Fingerprints of what models advised (judgements, themes) that no earlier publication names; null in older logs.</summary>
    public ImmutableSortedDictionary<string, string>? Advice { get; init; }

    /// <summary>What models took for the round; null in older logs.</summary>
    public ImmutableList<ModelTook>? ModelTook { get; init; }
}

/// <summary>A facilitator decided against the votes; the <see cref="VersionMade"/> before it, where there is one, is provisional.</summary>
public sealed record OutcomeOverruled(RoundId Round, Overrule Overrule) : Change;

public sealed record RemindersSent(RoundId Round, int People) : Change;

/// <summary>The model was asked for a new wording of a returned amendment.</summary>
/// <param name="New">The amendment that it proposed; null when it had nothing to offer, or failed.</param>
/// <param name="Why">Its rationale, or why there is none.</param>
public sealed record Redrafted(AmendmentId Amendment, AmendmentId? New, Text Why, ImmutableList<Disposition> Dispositions) : Change;

/// <summary>A redraft was put into the policy without a vote; the <see cref="VersionMade"/> before it is provisional.</summary>
public sealed record RedraftApplied(AmendmentId Amendment, VersionNumber Made) : Change;

/// <summary>A facilitator asks the model again: for a returned amendment's redraft, and for themes that are missing.</summary>
public sealed record AdviceAsked(AmendmentId Amendment) : Change;

/// <summary>A person's texts and identity were erased; their pseudonym stays in the log.</summary>
public sealed record PersonForgotten(PersonId Person) : Change;

/// <summary>Two pseudonyms turned out to be one person, who goes on as <paramref name="Into"/>.</summary>
public sealed record AccountsJoined(PersonId From, PersonId Into) : Change;

/// <param name="Id">Of a comment, a dissent, a drafted amendment or a scenario.</param>
public sealed record WordsHidden(string Id, Text Why) : Change;

/// <summary>What was hidden is shown again.</summary>
public sealed record WordsShown(string Id) : Change;

/// <summary>A drafted amendment was dropped as a duplicate; its scenarios and authors went over.</summary>
public sealed record AmendmentMerged(AmendmentId Amendment, AmendmentId Into) : Change;
