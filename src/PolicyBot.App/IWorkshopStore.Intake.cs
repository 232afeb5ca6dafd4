using PolicyBot.Core;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;

namespace PolicyBot.App;

public partial interface IWorkshopStore
{
    // Intake
    /// <summary>Stores a ballot if its round is open, unsealed, and it was received before the deadline; with its receipt.</summary>
    Task<Recorded> Cast(WorkshopId workshop, Ballot ballot, Receipt receipt, CancellationToken cancellation);

    /// <summary>Takes back a ballot that still says what is withdrawn, under the same conditions and with its receipt.</summary>
    Task<Recorded> Withdraw(WorkshopId workshop, Withdrawal withdrawal, Receipt receipt, CancellationToken cancellation);

    /// <summary>Stores a ranking under the same conditions, with its receipt.</summary>
    Task<Recorded> Rank(WorkshopId workshop, Ranking ranking, Receipt receipt, CancellationToken cancellation);

    /// <summary>Adds a remark, or replaces the words of the one with this id if it is the same voter's; the same conditions
    /// (comments until the close; dissent until publication).</summary>
    Task<Recorded> Save(WorkshopId workshop, Remark remark, Receipt receipt, CancellationToken cancellation);

    /// <summary>Stores an answer while the round is confirming.</summary>
    Task<Recorded> Save(WorkshopId workshop, Confirmation confirmation, Receipt receipt, CancellationToken cancellation);

    /// <summary>Ends the intake: after this commit no ballot of the round is stored. Repeating it changes nothing.</summary>
    /// <returns>False when the round is not open or paused.</returns>
    Task<bool> Seal(WorkshopId workshop, RoundId round, Sealing sealing, CancellationToken cancellation);

    /// <summary>Ends what a closed round still takes: after this commit none of its confirmations and dissents is stored. Repeating it
    /// changes nothing.</summary>
    /// <param name="now">From when the deadlines' steward is awake, so that a publication that a crash cuts off is made up for.</param>
    Task EndIntake(WorkshopId workshop, RoundId round, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>True from the end of the intake on.</summary>
    Task<bool> IntakeEnded(WorkshopId workshop, RoundId round, CancellationToken cancellation);

    Task<Sealing?> SealOf(WorkshopId workshop, RoundId round, CancellationToken cancellation);

    Task<IReadOnlyList<SealedBallot>> Ballots(WorkshopId workshop, RoundId round, CancellationToken cancellation);

    /// <summary>Present counts of a round by amendment, with groups.</summary>
    Task<IReadOnlyList<Tally>> Counts(WorkshopId workshop, RoundId round, CancellationToken cancellation);

    /// <summary>The present rankings of a round, by row.</summary>
    /// <param name="of">Those of this voter; null: everybody's.</param>
    Task<IReadOnlyList<Ranking>> Rankings(WorkshopId workshop, RoundId round, Voter? of, CancellationToken cancellation);

    /// <summary>Everybody who has cast a ballot or a ranking, with how many.</summary>
    Task<IReadOnlyDictionary<Voter, int>> Turnout(WorkshopId workshop, RoundId round, CancellationToken cancellation);

    /// <summary>When each person cast the oldest of their present ballots, earliest first; for attributed rounds.</summary>
    Task<IReadOnlyList<DateTimeOffset>> Arrivals(WorkshopId workshop, RoundId round, CancellationToken cancellation);

    Task<IReadOnlyList<Ballot>> BallotsOf(WorkshopId workshop, RoundId round, Voter voter, CancellationToken cancellation);

    /// <summary>Reasons given with ballots of a round, without whose they are: amendment, vote, words.</summary>
    Task<IReadOnlyList<Reason>> Reasons(WorkshopId workshop, RoundId round, CancellationToken cancellation);

    /// <summary>The same with whose they are; for attributed rounds.</summary>
    Task<IReadOnlyList<(Voter Voter, Reason Reason)>> VoterReasons(WorkshopId workshop, RoundId round, CancellationToken cancellation);

    /// <summary>Remarks of a round that were not withdrawn, oldest first.</summary>
    Task<IReadOnlyList<Remark>> Remarks(WorkshopId workshop, RoundId round, CancellationToken cancellation);

    Task<IReadOnlyList<Confirmation>> Confirmations(WorkshopId workshop, RoundId round, CancellationToken cancellation);
}

/// <param name="EventKey">The platform's event id (hashed with the round's key in anonymous rounds).</param>
/// <param name="ReceivedAt">Compared with the deadline.</param>
public sealed record Receipt(string EventKey, DateTimeOffset ReceivedAt);

public sealed record Sealing(DateTimeOffset At, ClosedBy By);

public sealed record Reason(AmendmentId Amendment, Vote Vote, string Words);

/// <summary>What became of an intake item; everything but Stored and Repeated stored nothing.</summary>
public enum Recorded
{
    Stored,

    /// <summary>This very event was recorded before.</summary>
    Repeated,

    /// <summary>A newer event of the same person stands.</summary>
    Older,

    /// <summary>Past the deadline, or sealed.</summary>
    Late,

    /// <summary>The round takes none now (paused, not open, ended).</summary>
    Shut,

    /// <summary>The remark belongs to somebody else or does not exist.</summary>
    NotYours,

    /// <summary>No ballot says what was to be taken back.</summary>
    NothingThere,
}
