using System.Collections.Immutable;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core;

/// <summary>Everything that a person can ask for. Words are as typed: untrimmed, of any length, to be checked by the decision.</summary>
public abstract record Command;

// Workshop
public sealed record CreateWorkshop(string Name, string? TimeZone) : Command;

/// <summary>Null members stay as they are.</summary>
/// <param name="AtOnce">A changed rule holds at once, which voids the round under way; otherwise from the next round on.</param>
public sealed record ChangeSettings(SettingsPatch Patch, bool AtOnce = false) : Command;

public sealed record ShowStatus : Command;

/// <summary>Links the place where it is said, or makes the workshop the one that this place shows.</summary>
public sealed record LinkPlace(string Workshop) : Command;

/// <param name="Name">A participant's name or id in this channel.</param>
public sealed record AddFacilitator(string Name, bool Remove) : Command;

public sealed record ArchiveWorkshop(bool Sure) : Command;

// Policy
/// <summary>Null: the current version.</summary>
public sealed record ShowPolicy(VersionNumber? Version) : Command
{
    /// <summary>As a model is sent it, for facilitators.</summary>
    public bool Prompt { get; init; }
}

public sealed record ShowHistory : Command;

public sealed record ShowDiff(VersionNumber? From, VersionNumber? To) : Command;

public sealed record RollBack(VersionNumber To, bool Sure) : Command;

public sealed record ImportPolicy(string Markdown) : Command;

public sealed record ExportPolicy(VersionNumber? Version) : Command;

// Clauses
public sealed record ProposeClause(string Wording, string? Rationale, ClauseId? After, ScenarioId? Scenario) : Command;

public sealed record AmendClause(ClauseId Clause, string Wording, string? Rationale, ScenarioId? Scenario) : Command
{
    /// <summary>Hash of the text that the person saw; null: whatever it is now.</summary>
    public string? SeenText { get; init; }
}

public sealed record ProposeRemoval(ClauseId Clause, string? Rationale, ScenarioId? Scenario) : Command;

public sealed record WithdrawAmendment(AmendmentId Amendment) : Command;

/// <summary>Proposes the same wording again on the clause's present text.</summary>
public sealed record RebaseAmendment(AmendmentId Amendment) : Command;

/// <summary>Decides against the votes of a published round.</summary>
public sealed record OverruleOutcome(AmendmentId Amendment, Result Result, string? Why, bool Sure) : Command;

/// <summary>Has the model asked again for what is missing: a returned amendment's redraft, an amendment's themes.</summary>
public sealed record AskForRedraft(AmendmentId Amendment) : Command;

/// <summary>Puts a redraft that waits into the policy, as a provisional version.</summary>
/// <param name="Sure">The person has seen the change and the scenarios that it affects.</param>
public sealed record ApplyRedraft(AmendmentId Amendment, bool Sure = false) : Command;

// Scenarios
public sealed record AddScenario(string Prompt, string? Title, string? Background, AmendmentId? For) : Command
{
    /// <summary>The whole conversation when it is more than one prompt; the last turn is the user's.</summary>
    public ImmutableList<(Speaker Speaker, string Words)> Turns { get; init; } = [];
}

public sealed record ListScenarios : Command;

public sealed record RetireScenario(ScenarioId Scenario) : Command;

public sealed record LinkScenario(ScenarioId Scenario, AmendmentId Amendment) : Command;

// Rounds
/// <param name="Deadline">As typed (<c>48h</c>, <c>friday 17:00</c>); read in the workshop's zone.</param>
/// <param name="AtOnce">Voting opens before the samples are there.</param>
public sealed record OpenRound(string? Deadline, SettingsPatch Rule, ImmutableList<AmendmentId> Only, bool AtOnce) : Command
{
    /// <summary>The person has seen the deadline written out in full.</summary>
    public bool Sure { get; init; }
}

public sealed record PreviewRound(string? Deadline) : Command;

public sealed record ExtendRound(string Deadline, string? Reason) : Command;

public sealed record PauseRound : Command;

public sealed record ResumeRound : Command;

public sealed record CancelRound(bool Sure) : Command;

/// <summary>Ends voting, or confirming where that is under way.</summary>
public sealed record CloseRound(bool Sure) : Command
{
    /// <summary>What the person has seen asked is the publication: a second click on a close never publishes.</summary>
    public bool Publishes { get; init; }
}

public sealed record ShowRound : Command;

public sealed record RemindVoters : Command;

// Taking part
/// <param name="Fingerprint">What the card showed; null from a command line means the present text.</param>
public sealed record CastBallot(AmendmentId Amendment, Vote Vote, string? Fingerprint, string? Reason) : Command
{
    /// <summary>Cast from the private walk: the answer is its next step.</summary>
    public bool Walks { get; init; }
}

/// <param name="Order">The most wanted wording first; what is left out comes last.</param>
/// <param name="Fingerprint">Of the wordings that the person saw; null from a command line means the present ones.</param>
public sealed record RankWordings(ClauseId Clause, ImmutableList<AmendmentId> Order, string? Fingerprint) : Command
{
    /// <summary>Sent from the private walk: the answer is its next step.</summary>
    public bool Walks { get; init; }
}

public sealed record AddComment(AmendmentId Amendment, string Words, ScenarioId? Scenario) : Command;

public sealed record EditComment(string Remark, string Words) : Command;

public sealed record WithdrawComment(string Remark) : Command;

/// <summary>A reaction on an amendment's card; a ballot in attributed live rounds, nothing elsewhere.</summary>
/// <param name="Emoji">As the platform gives it; 👍, 👎 and 🤷 (or ⏭) mean agree, disagree and pass.</param>
public sealed record React(AmendmentId Amendment, string Emoji) : Command
{
    /// <summary>It was taken off: the ballot that it stood for is withdrawn, if that ballot still says so.</summary>
    public bool TakenBack { get; init; }
}

/// <summary>A reply in an amendment's thread; a comment in attributed rounds, discussion that is not stored in anonymous ones.</summary>
public sealed record Discuss(AmendmentId Amendment, string Words) : Command;

public sealed record FileDissent(AmendmentId Amendment, string Words) : Command;

public sealed record Confirm(AmendmentId Amendment, Meant Meant, Cause? Cause) : Command
{
    /// <summary>The answer in a round that is confirmed blind, where <see cref="Meant"/> is worked out from it; null for an answer about the new response.</summary>
    public Pick? Pick { get; init; }
}

/// <summary>The private walk through what still needs this person; <paramref name="After"/> skips on.</summary>
public sealed record MyBallot(AmendmentId? After) : Command;

public sealed record AllResponses(AmendmentId Amendment) : Command;

public sealed record JoinGroup(string Group) : Command;

public sealed record ShowMine : Command;

/// <param name="Direct">By direct message to the account that says so; otherwise in the channel.</param>
public sealed record ChooseReminders(bool Direct) : Command;

public sealed record ForgetMe(bool Sure) : Command;

/// <summary>Makes two accounts one person's.</summary>
/// <param name="Code">The code that the other account was given; null asks for one.</param>
public sealed record LinkMe(string? Code) : Command;

// Moderation
public sealed record ShowQueue : Command;

/// <param name="What">The id of a comment, a dissent, a drafted amendment or a scenario.</param>
/// <param name="Undo">Shows it again.</param>
public sealed record HideWords(string What, string? Why, bool Undo) : Command;

/// <param name="Into">The amendment that stays.</param>
public sealed record MergeAmendments(AmendmentId Amendment, AmendmentId Into) : Command;

// Seeing
/// <param name="Version">Null: the current one.</param>
/// <param name="Wording">The person's own wording for <paramref name="Clause"/> (or for a new clause) instead.</param>
public sealed record TryPrompt(string Prompt, VersionNumber? Version, ClauseId? Clause, string? Wording) : Command
{
    /// <summary>An amendment that is put in, alone, instead.</summary>
    public AmendmentId? Draft { get; init; }

    /// <summary>The person's own earlier try that this prompt goes on with, under the same policies.</summary>
    public string? On { get; init; }
}

/// <summary>Keeps what was tried as a scenario.</summary>
/// <param name="Reference">Of the person's own try; so in the two below.</param>
public sealed record KeepTry(string Reference, string? Title) : Command;

/// <summary>Asks the model for a wording under which it would have answered as the person has edited it.</summary>
public sealed record RewordTry(string Reference, string Edited) : Command;

/// <summary>Proposes the wording that was tried, or that the model offered.</summary>
public sealed record ProposeTry(string Reference, string? Rationale) : Command;

public sealed record ShowReport(RoundId? Round) : Command;

/// <summary>The workshop's JSON export.</summary>
public sealed record ExportWorkshop : Command;

public sealed record ShowHelp(string? Topic) : Command;

/// <summary>Settings and rule parts to change; null stays. Numbers come as typed and are checked by the decision.</summary>
public sealed record SettingsPatch
{
    public static readonly SettingsPatch Nothing = new();

    public string? TimeZone { get; init; }

    /// <summary>A number of people, or a percentage with <c>%</c>.</summary>
    public string? Quorum { get; init; }

    public string? Threshold { get; init; }

    /// <summary>A percentage, or <c>off</c>.</summary>
    public string? GroupFloor { get; init; }

    public string? Fidelity { get; init; }

    /// <summary><c>anonymous</c> or <c>attributed</c>.</summary>
    public string? Voters { get; init; }

    /// <summary><c>hidden</c> or <c>live</c>.</summary>
    public string? Results { get; init; }

    /// <summary><c>everybody</c>, how many they are, <c>channel</c>, <c>role:NAME</c>, or names separated by commas.</summary>
    public string? Electorate { get; init; }

    /// <summary><c>vote</c>, <c>facilitator</c> or <c>automatic</c>.</summary>
    public string? Redraft { get; init; }

    /// <summary>How long confirming lasts, such as <c>48h</c>.</summary>
    public string? ConfirmFor { get; init; }

    /// <summary>Two hours, such as <c>21-8</c>, or <c>off</c>.</summary>
    public string? Quiet { get; init; }

    public string? Samples { get; init; }

    /// <summary>A model that the installation offers, or <c>usual</c>; so are the three below.</summary>
    public string? Model { get; init; }

    public string? Temperature { get; init; }

    public string? Seed { get; init; }

    /// <summary>The longest answer, in tokens.</summary>
    public string? LongestAnswer { get; init; }

    /// <summary>A model that judges how behaviour changed, <c>usual</c>, or <c>off</c>.</summary>
    public string? Judge { get; init; }

    /// <summary>Whether confirming hides which response is new: <c>on</c> or <c>off</c>.</summary>
    public string? Blind { get; init; }

    /// <summary>How rival wordings are decided: <c>ranked</c> or <c>agreement</c>.</summary>
    public string? Rivals { get; init; }

    /// <summary>Tokens a day, or <c>off</c>.</summary>
    public string? TokenBudget { get; init; }

    /// <summary>Money a day in $, or <c>off</c>.</summary>
    public string? MoneyBudget { get; init; }
}
