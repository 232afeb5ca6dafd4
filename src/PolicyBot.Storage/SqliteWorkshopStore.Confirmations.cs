using Dapper;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Confirmations;

namespace PolicyBot.Storage;

public sealed partial class SqliteWorkshopStore
{
    private sealed record ConfirmationLine
    {
        public string Voter { get; init; } = "";
        public int Amendment { get; init; }
        public Meant Meant { get; init; }
        public Cause? Cause { get; init; }
        public long At { get; init; }
    }

    public Task<Recorded> Save(WorkshopId workshop, Confirmation confirmation, Receipt receipt, CancellationToken cancellation) => Write(
        batch =>
        {
            var owner = batch.Ids.Workshop(workshop);
            if (batch.Ids.Round(owner, confirmation.Round) is not { } round)
                return Recorded.Shut;
            var attempt = new Attempt(owner, round, receipt.ReceivedAt, Hash(receipt.EventKey));
            return Save(batch, confirmation, attempt);
        },
        cancellation);

    public Task<IReadOnlyList<Confirmation>> Confirmations(WorkshopId workshop, RoundId round, CancellationToken cancellation) => ReadRound<IReadOnlyList<Confirmation>>(
        workshop, round,
        (db, id) => [.. db.Query<ConfirmationLine>(
                """
                SELECT v.voter, c.amendment, c.meant, c.cause, c.at
                FROM confirmations c JOIN voters v ON v.id = c.voter
                WHERE c.round = @id ORDER BY c.amendment, v.voter
                """,
                new { id })
            .Select(line => new Confirmation(round, new(line.Amendment), new(line.Voter), line.Meant, line.Cause) { At = Micros.Time(line.At) })],
        [], cancellation);

    private static Recorded Save(Batch batch, Confirmation confirmation, in Attempt attempt)
    {
        if (batch.Ids.Voter(attempt, confirmation.Voter, Phase.Confirming) is not { } voter)
            return Phase.Confirming.WhyNot(batch, attempt, Recorded.Older);
        var values = new
        {
            workshop = attempt.Workshop,
            round = attempt.Round,
            received = Micros.Of(attempt.ReceivedAt),
            @event = attempt.Event,
            voter,
            amendment = confirmation.Amendment.Number,
            meant = confirmation.Meant.ToString(),
            cause = confirmation.Cause?.ToString(),
            at = Micros.Of(confirmation.At),
        };
        var stored = batch.Db.Execute(
            $"""
            UPDATE confirmations SET meant = @meant, cause = @cause, at = @at
            WHERE round = @round AND voter = @voter AND amendment = @amendment AND at <= @at
              AND EXISTS {Phase.Confirming.Round} AND {NotYetRecorded}
            """, values);
        if (stored == 0)
        {
            stored = batch.Db.Execute(
                $"""
                INSERT INTO confirmations (round, voter, amendment, meant, cause, at)
                SELECT r.id, @voter, @amendment, @meant, @cause, @at FROM {Phase.Confirming.Round} r
                WHERE {NotYetRecorded}
                  AND NOT EXISTS (SELECT 1 FROM confirmations c WHERE c.round = @round AND c.voter = @voter AND c.amendment = @amendment)
                """, values);
        }
        if (stored == 0)
            return Phase.Confirming.WhyNot(batch, attempt, Recorded.Older);
        batch.Execute(InsertReceipt, attempt.Workshop, attempt.Event);
        return Recorded.Stored;
    }
}
