using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Log;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Reports;

/// <summary>A whole workshop as a file: what an outsider needs to recompute every result, and what an import needs.</summary>
/// <param name="Log">All entries with the words of their texts; erased ones only as hashes.</param>
public sealed record WorkshopExport(WorkshopId Workshop, ImmutableList<LogEntry> Log)
{
    public const string FormatName = "policybot-workshop";

    public const int NewestVersion = 1;

    [JsonPropertyOrder(-2)]
    public string Format { get; init; } = FormatName;

    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = NewestVersion;

    /// <summary>By pseudonym. Once a round was anonymous only those that the log or an attributed round's rows name.</summary>
    public ImmutableList<ExportedPerson> People { get; init; } = [];

    /// <summary>The rows beside the log, in order of opening; a round whose rows are left out is not here.</summary>
    public ImmutableList<ExportedRound> Rounds { get; init; } = [];

    /// <summary>By key.</summary>
    public ImmutableList<ExportedSample> Samples { get; init; } = [];

    /// <summary>What judges said, oldest first; null in files from before there were any.</summary>
    public ImmutableList<ExportedJudgement>? Judgements { get; init; }

    /// <summary>By hash; null in files from before requests were kept.</summary>
    public ImmutableList<ExportedRequest>? Requests { get; init; }

    /// <summary>What is not in this file, and why, one sentence each.</summary>
    public ImmutableList<string> LeftOut { get; init; } = [];

    /// <summary>SHA-256 (hex) of the file with this member empty: it shows damage, the chain shows forgery.</summary>
    [JsonPropertyOrder(1)]
    public string Checksum { get; init; } = "";
}

/// <param name="Name">Null once forgotten.</param>
public sealed record ExportedPerson(PersonId Id, string? Name);

/// <summary>The rows of one round. An anonymous one names no voter and no time anywhere.</summary>
public sealed record ExportedRound(RoundId Round, bool Anonymous)
{
    /// <summary>By random row.</summary>
    public ImmutableList<ExportedBallot> Ballots { get; init; } = [];

    /// <summary>By random row; null where nothing was ranked.</summary>
    public ImmutableList<ExportedRanking>? Rankings { get; init; }

    /// <summary>Of an anonymous round, apart from its ballots and in the order of a hash of their words; else they are beside their ballots.</summary>
    public ImmutableList<ExportedReason> Reasons { get; init; } = [];

    /// <summary>By random id.</summary>
    public ImmutableList<ExportedRemark> Remarks { get; init; } = [];

    /// <summary>Of an attributed round: every answer with its person.</summary>
    public ImmutableList<ExportedConfirmation> Confirmations { get; init; } = [];

    /// <summary>Of an anonymous round: counts only.</summary>
    public ImmutableList<ConfirmationCount> Confirmed { get; init; } = [];

    /// <summary>What models made of the comments, by amendment; null where there is nothing, and in older files.</summary>
    public ImmutableList<Themes>? Themes { get; init; }
}

/// <summary>A sealed ballot.</summary>
/// <param name="Row">Random, unique in its round.</param>
public sealed record ExportedBallot(long Row, AmendmentId Amendment, Vote Vote, string Fingerprint)
{
    /// <summary>The declared group; in an anonymous round null where fewer than 5 of it voted on the amendment.</summary>
    public string? Group { get; init; }

    public Voter? Voter { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset? CastAt { get; init; }
}

/// <summary>A sealed ranking of a clause's rival wordings.</summary>
/// <param name="Order">The most wanted first; what is left out comes last.</param>
public sealed record ExportedRanking(long Row, ClauseId Clause, ImmutableList<AmendmentId> Order, string Fingerprint)
{
    public Voter? Voter { get; init; }

    public DateTimeOffset? CastAt { get; init; }
}

public sealed record ExportedReason(AmendmentId Amendment, Vote Vote, string Words);

/// <param name="Words">Null once erased, or while a facilitator hides them.</param>
public sealed record ExportedRemark(string Id, AmendmentId Amendment, RemarkKind Kind, string? Words)
{
    public ScenarioId? Scenario { get; init; }

    public Voter? Voter { get; init; }

    public DateTimeOffset? At { get; init; }
}

public sealed record ExportedConfirmation(AmendmentId Amendment, Voter Voter, Meant Meant, Cause? Cause, DateTimeOffset At);

/// <summary>A stored sample response with everything that reproduces it.</summary>
/// <param name="Key">SHA-256 (hex) over scenario, policy text, model, parameters and sample number.</param>
/// <param name="Policy">Fingerprint of the policy text that it ran under.</param>
/// <param name="Text">Empty when the model gave none.</param>
/// <param name="Finish">How it ended, one word (<c>Complete</c>, <c>Refused</c>, <c>TimedOut</c>).</param>
public sealed record ExportedSample(string Key, ScenarioId Scenario, string Policy, int Sample, string Text, string Finish)
{
    public required string Provider { get; init; }

    public required string Model { get; init; }

    public required string Parameters { get; init; }

    public required string PromptHash { get; init; }

    public VersionNumber? Version { get; init; }

    public DateTimeOffset At { get; init; }

    public string? Note { get; init; }

    public int? InputTokens { get; init; }

    public int? OutputTokens { get; init; }

    /// <summary>What the endpoint says about the build that answered.</summary>
    public string? Fingerprint { get; init; }

    public TimeSpan Latency { get; init; }

    /// <summary>The model that the endpoint says has answered.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>What was sent beside the messages, as a JSON object in the endpoint's own words; null in files from before it was kept.</summary>
    public string? Sent { get; init; }
}

/// <summary>What models were sent; several samples may share it.</summary>
/// <param name="Hash">SHA-256 (hex) of <paramref name="Messages"/> in UTF-8, the prompt hash of its samples.</param>
/// <param name="Messages">Role and text of each message in order, as a JSON array of pairs.</param>
public sealed record ExportedRequest(string Hash, string Messages);

/// <summary>A model's advice about one scenario before and after a version change.</summary>
/// <param name="Before">Fingerprint of the policy text before the change; so is <paramref name="After"/>.</param>
public sealed record ExportedJudgement(string Key, string Before, string After, Scenarios.Judgement Judgement, DateTimeOffset At);
