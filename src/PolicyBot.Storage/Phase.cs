using Dapper;
using PolicyBot.App;
using PolicyBot.Core.Rounds;

namespace PolicyBot.Storage;

/// <summary>Something that a round takes while a condition holds, which every intake statement carries in itself.</summary>
internal sealed class Phase
{
    public static readonly Phase Voting = new("r.state = 'Open' AND r.sealed_at IS NULL AND r.closes_at > @received");

    public static readonly Phase Commenting = new(
        "r.sealed_at IS NULL AND (r.state IN ('Preparing', 'Paused') OR r.state = 'Open' AND r.closes_at > @received)");

    public static readonly Phase Dissenting = new("r.state IN ('Open', 'Paused', 'Closed', 'Confirming')");
    public static readonly Phase Confirming = new("r.state = 'Confirming'");

    private static readonly Statement FindReceipt = new("SELECT 1 FROM receipts WHERE workshop = @workshop AND event = @event", "@workshop", "@event");

    private readonly string _look;

    // The condition is on the round r, with the parameters @round and @received.
    private Phase(string takes)
    {
        Round = $"(SELECT r.id FROM rounds r WHERE r.id = @round AND {takes})";
        MakeVoter = new(
            $"""
            INSERT INTO voters (round, voter) SELECT r.id, @voter FROM {Round} r
            WHERE NOT EXISTS (SELECT 1 FROM voters WHERE round = @round AND voter = @voter)
            """, "@round", "@received", "@voter");
        _look = $"""
            SELECT r.state, r.closes_at AS ClosesAt, r.sealed_at AS SealedAt, CASE WHEN {takes} THEN 1 ELSE 0 END AS Takes
            FROM rounds r WHERE r.id = @round
            """;
    }

    private sealed record RoundLine
    {
        public string State { get; init; } = "";
        public long? ClosesAt { get; init; }
        public long? SealedAt { get; init; }
        public bool Takes { get; init; }
    }

    /// <summary>The round, when it takes this at the time @received; for FROM.</summary>
    public string Round { get; }

    public Statement MakeVoter { get; }

    /// <summary>Why nothing was stored, seen in the transaction in which it was not; <paramref name="otherwise"/> when the round would take it.</summary>
    public Recorded WhyNot(Batch batch, in Attempt attempt, Recorded otherwise)
    {
        if (batch.Number(FindReceipt, attempt.Workshop, attempt.Event) is not null)
            return Recorded.Repeated;
        var received = Micros.Of(attempt.ReceivedAt);
        var line = batch.Db.QuerySingle<RoundLine>(_look, new { round = attempt.Round, received });
        if (line.Takes)
            return otherwise;
        return Enum.Parse<RoundState>(line.State) switch
        {
            RoundState.Published => Recorded.Late,
            RoundState.Closed or RoundState.Confirming => this == Confirming ? Recorded.Shut : Recorded.Late,
            RoundState.Open or RoundState.Paused when this != Confirming && (line.SealedAt is not null || line.ClosesAt <= received) => Recorded.Late,
            _ => Recorded.Shut,
        };
    }
}

/// <summary>An event at the intake: where it belongs, when it was received, and the hash of its key.</summary>
internal readonly record struct Attempt(long Workshop, long Round, DateTimeOffset ReceivedAt, byte[] Event);
