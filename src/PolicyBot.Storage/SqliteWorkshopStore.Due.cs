using Dapper;
using PolicyBot.App;

namespace PolicyBot.Storage;

public sealed partial class SqliteWorkshopStore
{
    private sealed record DueLine
    {
        public string Slug { get; init; } = "";
        public Steward Steward { get; init; }
        public long At { get; init; }
        public long Stamp { get; init; }
    }

    public Task<IReadOnlyList<Due>> DueBy(DateTimeOffset now, CancellationToken cancellation) => Read<IReadOnlyList<Due>>(
        db => [.. db.Query<DueLine>(
                """
                SELECT w.slug, d.steward, d.at, d.stamp FROM due d JOIN workshops w ON w.id = d.workshop
                WHERE d.at <= @now ORDER BY d.at, d.workshop, d.steward
                """,
                new { now = Micros.Of(now) })
            .Select(line => new Due(new(line.Slug), line.Steward, Micros.Time(line.At)) { Stamp = line.Stamp })],
        cancellation);

    public Task Wake(Due due, CancellationToken cancellation) => Write(batch => StoreDue(batch, due), cancellation);

    public Task Settle(Due done, DateTimeOffset? next, CancellationToken cancellation) => Write(
        batch =>
        {
            var values = new
            {
                workshop = batch.Ids.Workshop(done.Workshop),
                steward = done.Steward.ToString(),
                stamp = done.Stamp,
                at = Micros.Of(done.At),
                next = next is { } time ? Micros.Of(time) : long.MaxValue,
                never = long.MaxValue,
                fresh = Random63(),
            };
            batch.Db.Execute(
                """
                UPDATE due SET at = CASE WHEN latest > @at AND latest < @next THEN latest ELSE @next END, latest = NULL, stamp = @fresh
                WHERE workshop = @workshop AND steward = @steward AND stamp = @stamp
                """, values);
            return batch.Db.Execute("DELETE FROM due WHERE workshop = @workshop AND steward = @steward AND at = @never", values);
        },
        cancellation);

    private static bool StoreDue(Batch batch, Due due)
    {
        var values = new { workshop = batch.Ids.Workshop(due.Workshop), steward = due.Steward.ToString(), at = Micros.Of(due.At), stamp = Random63() };
        return batch.Db.Execute(
            """
            UPDATE due SET at = CASE WHEN at < @at THEN at ELSE @at END, latest = CASE WHEN latest > @at THEN latest ELSE @at END, stamp = @stamp
            WHERE workshop = @workshop AND steward = @steward
            """, values) == 1
            || batch.Db.Execute("INSERT INTO due (workshop, steward, at, latest, stamp) VALUES (@workshop, @steward, @at, @at, @stamp)", values) == 1;
    }
}
