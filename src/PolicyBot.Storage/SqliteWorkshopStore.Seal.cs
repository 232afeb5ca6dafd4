using Dapper;
using Microsoft.Data.Sqlite;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Rounds;

namespace PolicyBot.Storage;

public sealed partial class SqliteWorkshopStore
{
    private sealed record SealLine
    {
        public long At { get; init; }
        public ClosedBy By { get; init; }
    }

    public Task<bool> Seal(WorkshopId workshop, RoundId round, Sealing sealing, CancellationToken cancellation) => Write(
        batch =>
        {
            if (batch.Ids.Round(batch.Ids.Workshop(workshop), round) is not { } id)
                return false;
            batch.Db.Execute(
                "UPDATE rounds SET sealed_at = @at, sealed_by = @by WHERE id = @id AND sealed_at IS NULL AND state IN ('Open', 'Paused')",
                new { id, at = Micros.Of(sealing.At), by = sealing.By.ToString() });
            return batch.Db.ExecuteScalar<int>(
                "SELECT COUNT(*) FROM rounds WHERE id = @id AND sealed_at IS NOT NULL AND state IN ('Open', 'Paused')", new { id }) == 1;
        },
        cancellation);

    // The publication, which follows in the same turn, puts the same word here; where it does not, the woken steward publishes.
    public Task EndIntake(WorkshopId workshop, RoundId round, DateTimeOffset now, CancellationToken cancellation) => Write(
        batch =>
        {
            var ended = batch.Db.Execute(
                "UPDATE rounds SET state = 'Published' WHERE workshop = @workshop AND number = @number AND state IN ('Closed', 'Confirming')",
                new { workshop = batch.Ids.Workshop(workshop), number = round.Number });
            StoreDue(batch, new Due(workshop, Steward.Deadlines, now));
            return ended;
        },
        cancellation);

    public Task<bool> IntakeEnded(WorkshopId workshop, RoundId round, CancellationToken cancellation) => ReadRound(
        workshop, round,
        (db, id) => db.ExecuteScalar<int>("SELECT COUNT(*) FROM rounds WHERE id = @id AND state = 'Published'", new { id }) == 1,
        false, cancellation);

    public Task<Sealing?> SealOf(WorkshopId workshop, RoundId round, CancellationToken cancellation) => ReadRound(
        workshop, round,
        (db, id) => db.QuerySingleOrDefault<SealLine>(
                "SELECT sealed_at AS At, sealed_by AS By FROM rounds WHERE id = @id AND sealed_at IS NOT NULL", new { id }) is { } line
            ? new Sealing(Micros.Time(line.At), line.By)
            : null,
        null, cancellation);

    private Task<T> ReadRound<T>(WorkshopId workshop, RoundId round, Func<SqliteConnection, long, T> read, T none, CancellationToken cancellation) => Read(
        db => db.QuerySingleOrDefault<long?>(
            "SELECT r.id FROM rounds r JOIN workshops w ON w.id = r.workshop WHERE w.slug = @workshop AND r.number = @round",
            new { workshop = workshop.Value, round = round.Number }) is { } id ? read(db, id) : none,
        cancellation);
}
