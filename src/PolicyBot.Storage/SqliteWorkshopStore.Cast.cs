using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Voting;

namespace PolicyBot.Storage;

public sealed partial class SqliteWorkshopStore
{
    private const string NotYetRecorded = "NOT EXISTS (SELECT 1 FROM receipts e WHERE e.workshop = @workshop AND e.event = @event)";

    private const string NotTakenBack =
        "NOT EXISTS (SELECT 1 FROM taken_back t WHERE t.round = @round AND t.voter = @voter AND t.amendment = @amendment AND t.vote = @vote AND t.at > @cast)";

    private static readonly string[] OfBallot = ["@round", "@voter", "@amendment", "@vote", "@fingerprint", "@group", "@cast", "@row", "@received", "@workshop", "@event"];

    private static readonly Statement InsertBallot = new(
        $"""
        INSERT INTO ballots (round, voter, amendment, vote, fingerprint, people_group, cast_at, row_id)
        SELECT r.id, @voter, @amendment, @vote, @fingerprint, @group, @cast, @row FROM {Phase.Voting.Round} r
        WHERE {NotYetRecorded}
          AND {NotTakenBack}
          AND NOT EXISTS (SELECT 1 FROM ballots b WHERE b.round = @round AND b.voter = @voter AND b.amendment = @amendment)
        """, OfBallot);

    // Keeps row_id: a changed mind must not show in the order of the sealed list.
    private static readonly Statement UpdateBallot = new(
        $"""
        UPDATE ballots SET vote = @vote, fingerprint = @fingerprint, people_group = @group, cast_at = @cast
        WHERE round = @round AND voter = @voter AND amendment = @amendment AND cast_at <= @cast
          AND EXISTS {Phase.Voting.Round} AND {NotYetRecorded} AND {NotTakenBack}
        """, OfBallot);

    private static readonly Statement InsertReceipt = new("INSERT INTO receipts (workshop, event) VALUES (@workshop, @event)", "@workshop", "@event");

    private static readonly Statement DeleteReason = new(
        "DELETE FROM reasons WHERE round = @round AND voter = @voter AND amendment = @amendment", "@round", "@voter", "@amendment");

    private static readonly Statement InsertReason = new(
        "INSERT INTO reasons (round, voter, amendment, reason) VALUES (@round, @voter, @amendment, @reason)", "@round", "@voter", "@amendment", "@reason");

    public Task<Recorded> Cast(WorkshopId workshop, Ballot ballot, Receipt receipt, CancellationToken cancellation)
    {
        var (key, row) = (Hash(receipt.EventKey), Random63());
        return Write(batch => Cast(batch, new(workshop, ballot, receipt.ReceivedAt, key, row)), cancellation);
    }

    private readonly record struct Incoming(WorkshopId Workshop, Ballot Ballot, DateTimeOffset ReceivedAt, byte[] Key, long Row);

    private static Recorded Cast(Batch batch, in Incoming incoming)
    {
        var ballot = incoming.Ballot;
        var workshop = batch.Ids.Workshop(incoming.Workshop);
        if (batch.Ids.Round(workshop, ballot.Round) is not { } round)
            return Recorded.Shut;
        var attempt = new Attempt(workshop, round, incoming.ReceivedAt, incoming.Key);
        if (batch.Ids.Voter(attempt, ballot.Voter, Phase.Voting) is not { } voter)
            return Phase.Voting.WhyNot(batch, attempt, Recorded.Older);
        ReadOnlySpan<object?> values =
        [
            round, voter, ballot.Amendment.Number, (int)ballot.Vote, batch.Ids.Word(ballot.Fingerprint),
            ballot.Group is null ? null : batch.Ids.Word(ballot.Group), Micros.Of(ballot.CastAt), incoming.Row,
            Micros.Of(incoming.ReceivedAt), workshop, incoming.Key,
        ];
        var made = batch.Execute(InsertBallot, values) == 1;
        if (!made && batch.Execute(UpdateBallot, values) == 0)
            return Phase.Voting.WhyNot(batch, attempt, Recorded.Older);
        batch.Execute(InsertReceipt, workshop, incoming.Key);
        StoreReason(batch, ballot, (round, voter), made);
        return Recorded.Stored;
    }

    private static void StoreReason(Batch batch, Ballot ballot, (long Round, long Voter) of, bool made)
    {
        if (!made)
            batch.Execute(DeleteReason, of.Round, of.Voter, ballot.Amendment.Number);
        if (ballot.Reason is not null)
            batch.Execute(InsertReason, of.Round, of.Voter, ballot.Amendment.Number, ballot.Reason);
    }
}
