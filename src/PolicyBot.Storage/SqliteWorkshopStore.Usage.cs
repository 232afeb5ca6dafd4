using Dapper;
using PolicyBot.App;
using PolicyBot.Core;

namespace PolicyBot.Storage;

public sealed partial class SqliteWorkshopStore
{
    public Task Spend(WorkshopId workshop, Usage usage, CancellationToken cancellation) => Write(
        batch => StoreUsage(batch, batch.Ids.Workshop(workshop), usage), cancellation);

    public Task<IReadOnlyList<Usage>> Spent(WorkshopId workshop, DateOnly day, CancellationToken cancellation) => Read<IReadOnlyList<Usage>>(
        db => [.. db.Query<(string Model, int Calls, long Read, long Written, int Estimated)>(
                """
                SELECT u.model, u.calls, u.tokens_read, u.tokens_written, u.estimated FROM model_usage u JOIN workshops w ON w.id = u.workshop
                WHERE w.slug = @workshop AND u.day = @day ORDER BY u.model
                """,
                new { workshop = workshop.Value, day = Number(day) })
            .Select(u => new Usage(day, u.Model, new Took(u.Calls, u.Read, u.Written) { Estimated = u.Estimated }))],
        cancellation);

    private static int Number(DateOnly day) => (day.Year * 10_000) + (day.Month * 100) + day.Day;

    private static bool StoreUsage(Batch batch, long workshop, Usage usage)
    {
        var values = new { workshop, day = Number(usage.Day), usage.Model, usage.Took.Calls, usage.Took.Read, usage.Took.Written, usage.Took.Estimated };
        return batch.Db.Execute(
            """
            UPDATE model_usage SET calls = calls + @Calls, tokens_read = tokens_read + @Read, tokens_written = tokens_written + @Written, estimated = estimated + @Estimated
            WHERE workshop = @workshop AND day = @day AND model = @Model
            """, values) == 1
            || batch.Db.Execute(
                """
                INSERT INTO model_usage (workshop, day, model, calls, tokens_read, tokens_written, estimated)
                VALUES (@workshop, @day, @Model, @Calls, @Read, @Written, @Estimated)
                """, values) == 1;
    }
}
