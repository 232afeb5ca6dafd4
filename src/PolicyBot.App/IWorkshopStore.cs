using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App;

/// <summary>The database: the truth. Every writing method is one transaction that is on disk when the task completes.</summary>
public partial interface IWorkshopStore
{
    // Workshops and their log
    Task<IReadOnlyList<WorkshopRow>> Workshops(CancellationToken cancellation);

    /// <summary>All entries in order, texts put back in (erased ones without words); empty for an unknown workshop.</summary>
    Task<IReadOnlyList<LogEntry>> Log(WorkshopId workshop, CancellationToken cancellation);

    /// <summary>Appends entries when the log still ends at <see cref="Append.After"/> (and the seal condition holds).</summary>
    Task<Appended> Append(Append append, CancellationToken cancellation);

    /// <summary>The stored answer of an event that was already handled; null for a new one.</summary>
    Task<string?> Answered(string eventKey, CancellationToken cancellation);
}

/// <param name="Name">What the workshop is called.</param>
/// <param name="Places">Where it is linked.</param>
public sealed record WorkshopRow(WorkshopId Id, string Name, IReadOnlyList<Place> Places, bool Archived);

/// <summary>One transaction of a workshop: log entries, the state of the rounds for the intake's conditions, and what is due.</summary>
/// <param name="After">Number of the last entry that the decision saw; 0 for none.</param>
public sealed record Append(WorkshopId Workshop, long After, IReadOnlyList<LogEntry> Entries)
{
    /// <summary>Rows that the intake's statements check; one for every round that changed.</summary>
    public IReadOnlyList<RoundRow> Rounds { get; init; } = [];

    /// <summary>The workshop's row afterwards.</summary>
    public required WorkshopRow Row { get; init; }

    /// <summary>The event that caused it, with its answer (JSON) for repeats.</summary>
    public (string EventKey, string Answer)? Receipt { get; init; }

    /// <summary>Stewards to wake, stored in the same transaction.</summary>
    public IReadOnlyList<Due> Due { get; init; } = [];

    /// <summary>Erased in the same transaction: the person's name and accounts, and these texts and voters' words.</summary>
    public (PersonId Person, Erasure Erasure)? Erases { get; init; }

    /// <summary>Made one person in the same transaction; overtaken when a round of theirs is sealed.</summary>
    public Join? Joins { get; init; }

    /// <summary>When set, that round must be sealed and not closed yet (the close's own condition).</summary>
    public RoundId? Closes { get; init; }
}

public enum Appended
{
    Done,

    /// <summary>The log has grown meanwhile, or the round is not sealed any more: load and decide again.</summary>
    Overtaken,

    /// <summary>The event was already handled; read its answer.</summary>
    Repeated,
}

/// <param name="ClosesAt">Ballots received at or after it are late; null while none are taken.</param>
public sealed record RoundRow(RoundId Round, RoundState State, DateTimeOffset? ClosesAt);

/// <summary>Work for a steward of a workshop at or after a time.</summary>
public sealed record Due(WorkshopId Workshop, Steward Steward, DateTimeOffset At)
{
    /// <summary>Which wake this is, as the store gave it; settling leaves any later wake alone. 0 when waking.</summary>
    public long Stamp { get; init; }
}

public enum Steward
{
    Posts,
    Trials,
    Deadlines,
}

public partial interface IWorkshopStore
{
    // Trials, posts, what is due, the room
    Task<IReadOnlyDictionary<string, StoredSample>> Samples(WorkshopId workshop, CancellationToken cancellation);

    /// <summary>Stores a sample, with its request and what it took, unless its key is there already; one that failed gives way.</summary>
    Task<bool> Save(WorkshopId workshop, StoredSample sample, CancellationToken cancellation);

    /// <summary>Oldest first.</summary>
    Task<IReadOnlyList<StoredJudgement>> Judgements(WorkshopId workshop, CancellationToken cancellation);

    /// <summary>Stores a judgement unless its key is there already.</summary>
    Task<bool> Save(WorkshopId workshop, StoredJudgement judgement, CancellationToken cancellation);

    /// <summary>What models made of the comments of a round, by amendment.</summary>
    Task<IReadOnlyList<Themes>> Themes(WorkshopId workshop, RoundId round, CancellationToken cancellation);

    /// <summary>Stores an amendment's themes unless it has some already.</summary>
    Task<bool> Save(WorkshopId workshop, RoundId round, Themes themes, CancellationToken cancellation);

    /// <summary>Advice on a round's amendments that models have not finished.</summary>
    Task<IReadOnlyList<AdviceSoFar>> Advice(WorkshopId workshop, RoundId round, CancellationToken cancellation);

    /// <summary>Keeps how far advice has got, in place of what was kept of the same.</summary>
    Task Save(WorkshopId workshop, RoundId round, AdviceSoFar advice, CancellationToken cancellation);

    /// <summary>Drops what was kept of advice that is given.</summary>
    Task Drop(WorkshopId workshop, RoundId round, AdviceSoFar advice, CancellationToken cancellation);

    /// <summary>What models were sent, by prompt hash; all of a workshop's go when somebody's words are erased.</summary>
    Task<IReadOnlyDictionary<string, string>> Requests(WorkshopId workshop, CancellationToken cancellation);

    /// <summary>Adds to what was used on a day.</summary>
    Task Spend(WorkshopId workshop, Usage usage, CancellationToken cancellation);

    /// <summary>What was used on a day, by model.</summary>
    Task<IReadOnlyList<Usage>> Spent(WorkshopId workshop, DateOnly day, CancellationToken cancellation);

    /// <summary>What was used for a round, by kind of work and model.</summary>
    Task<IReadOnlyList<(ModelTask Task, string Model, Took Took)>> SpentOn(WorkshopId workshop, RoundId round, CancellationToken cancellation);

    Task<IReadOnlyList<Post>> Posts(WorkshopId workshop, CancellationToken cancellation);

    Task Save(Post post, CancellationToken cancellation);

    /// <summary>Who was told this (a reminder, a trouble).</summary>
    Task<IReadOnlySet<PersonId>> Told(WorkshopId workshop, string what, CancellationToken cancellation);

    /// <summary>Notes that these people were told it; those who are noted stay so.</summary>
    Task NoteTold(WorkshopId workshop, string what, IReadOnlyCollection<PersonId> people, CancellationToken cancellation);

    /// <summary>Drops who was reminded in a round: it says who had not voted then.</summary>
    Task ForgetReminded(WorkshopId workshop, RoundId round, CancellationToken cancellation);

    /// <summary>They were not told it after all.</summary>
    Task TakeBackTold(WorkshopId workshop, string what, IReadOnlyCollection<PersonId> people, CancellationToken cancellation);

    /// <summary>Everything due at or before a time, earliest first.</summary>
    Task<IReadOnlyList<Due>> DueBy(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Wakes a steward at a time. It runs at the earliest time that is stored and once more at the latest, so that a later wake
    /// is not swallowed by an earlier run.</summary>
    Task Wake(Due due, CancellationToken cancellation);

    /// <summary>Says that a steward did what was due: the row goes, or moves to <paramref name="next"/> or a later wake, unless it was woken again meanwhile.</summary>
    Task Settle(Due done, DateTimeOffset? next, CancellationToken cancellation);

    /// <summary>What a channel keeps across restarts (a gateway session, a service address), by a key of its own; null when there is nothing.</summary>
    Task<string?> Recall(string channel, string key, CancellationToken cancellation);

    /// <param name="value">Null removes it.</param>
    Task Remember(string channel, string key, string? value, CancellationToken cancellation);

    /// <summary>Messages of a room, oldest first, at most the newest 500.</summary>
    Task<IReadOnlyList<RoomMessage>> RoomMessages(string room, CancellationToken cancellation);

    /// <summary>Messages before the one of that id, oldest first, at most 500.</summary>
    Task<IReadOnlyList<RoomMessage>> OlderRoomMessages(string room, string id, CancellationToken cancellation);

    Task Save(RoomMessage message, CancellationToken cancellation);
}

/// <summary>A sample response as it is kept for good.</summary>
/// <param name="Key">SHA-256 (hex) over scenario, policy text, model, parameters and sample number: unique.</param>
/// <param name="Version">The version under which it was first wanted, for people; the key says what it really ran under.</param>
public sealed record StoredSample(string Key, ScenarioId Scenario, string PolicyFingerprint, int Sample, SampleResponse Response)
{
    public required ModelDescription Model { get; init; }

    public VersionNumber? Version { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Counted when it is stored and not read back; null for what an import brings.</summary>
    public Usage? Usage { get; init; }
}

/// <summary>What a judge said, as it is kept.</summary>
/// <param name="Key">SHA-256 (hex) over judge, model and parameters, scenario, both policy texts, the sample's number and both responses: unique.</param>
/// <param name="Before">Fingerprint of the policy text before the change; so is <paramref name="After"/>.</param>
public sealed record StoredJudgement(string Key, string Before, string After, Core.Scenarios.Judgement Judgement)
{
    public DateTimeOffset At { get; init; }
}

/// <param name="Day">In the workshop's time zone.</param>
/// <param name="Model">Its name, by which it is priced.</param>
public sealed record Usage(DateOnly Day, string Model, Took Took)
{
    public ModelTask Task { get; init; }

    /// <summary>The round that ran then; null between rounds.</summary>
    public RoundId? Round { get; init; }
}

/// <param name="Message">The channel's message id; null until it is created.</param>
/// <param name="Shown">Hash of the card that it shows.</param>
/// <param name="EditedAt">When it was created, edited or refused last.</param>
/// <param name="Lost">How often the message was found deleted.</param>
public sealed record Post(PostAddress Address, string? Message, string? Shown, DateTimeOffset EditedAt, int Lost = 0)
{
    /// <summary>When the message was created; edits of old ones are rationed.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>How often in a row the channel did not let it be shown.</summary>
    public int Denials { get; init; }
}

/// <summary>One message of the room.</summary>
/// <param name="Id">Unique; sorts by time of creation.</param>
/// <param name="Json">What it shows, as the room encodes it.</param>
/// <param name="To">The only account that sees it; null: everybody.</param>
public sealed record RoomMessage(string Id, string Room, string? To, DateTimeOffset At, string Json);
