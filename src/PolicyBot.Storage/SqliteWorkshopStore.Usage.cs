using Dapper;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Scenarios;

namespace PolicyBot.Storage;

public sealed partial class SqliteWorkshopStore
{
    public Task Spend(WorkshopId workshop, Usage usage, CancellationToken cancellation) => Write(
        batch =>
        {
            StoreUsage(batch, batch.Ids.Workshop(workshop), usage);
            return true;
        },
        cancellation);

    public Task<IReadOnlyList<Usage>> Spent(WorkshopId workshop, DateOnly day, CancellationToken cancellation) => Read<IReadOnlyList<Usage>>(
        db => [.. db.Query<(string Model, int Calls, long Read, long Written, int Estimated)>(
                """
                SELECT u.model, u.calls, u.tokens_read, u.tokens_written, u.estimated FROM model_usage u JOIN workshops w ON w.id = u.workshop
                WHERE w.slug = @workshop AND u.day = @day ORDER BY u.model
                """,
                new { workshop = workshop.Value, day = Number(day) })
            .Select(u => new Usage(day, u.Model, new Took(u.Calls, u.Read, u.Written) { Estimated = u.Estimated }))],
        cancellation);

    public Task<IReadOnlyList<(ModelTask Task, string Model, Took Took)>> SpentOn(WorkshopId workshop, RoundId round, CancellationToken cancellation) =>
        Read<IReadOnlyList<(ModelTask Task, string Model, Took Took)>>(
            db => [.. db.Query<(string Task, string Model, int Calls, long Read, long Written, int Estimated)>(
                    """
                    SELECT u.task, u.model, u.calls, u.tokens_read, u.tokens_written, u.estimated FROM round_usage u JOIN workshops w ON w.id = u.workshop
                    WHERE w.slug = @workshop AND u.round = @round
                    """,
                    new { workshop = workshop.Value, round = round.Number })
                .Select(u => (Enum.Parse<ModelTask>(u.Task), u.Model, new Took(u.Calls, u.Read, u.Written)))
                .OrderBy(u => u.Item1).ThenBy(u => u.Model, StringComparer.Ordinal)],
            cancellation);

    private static int Number(DateOnly day) => (day.Year * 10_000) + (day.Month * 100) + day.Day;

    private static void StoreUsage(Batch batch, long workshop, Usage usage)
    {
        var values = new
        {
            workshop,
            day = Number(usage.Day),
            round = usage.Round?.Number,
            task = usage.Task.ToString(),
            usage.Model,
            usage.Took.Calls,
            usage.Took.Read,
            usage.Took.Written,
            usage.Took.Estimated,
        };
        Add("model_usage", "day = @day", "day", "@day");
        if (usage.Round is not null)
            Add("round_usage", "round = @round AND task = @task", "round, task", "@round, @task");

        void Add(string table, string which, string columns, string of)
        {
            if (batch.Db.Execute(
                $"""
                UPDATE {table} SET calls = calls + @Calls, tokens_read = tokens_read + @Read, tokens_written = tokens_written + @Written, estimated = estimated + @Estimated
                WHERE workshop = @workshop AND model = @Model AND {which}
                """, values) == 0)
                batch.Db.Execute(
                    $"""
                    INSERT INTO {table} (workshop, model, calls, tokens_read, tokens_written, estimated, {columns})
                    VALUES (@workshop, @Model, @Calls, @Read, @Written, @Estimated, {of})
                    """, values);
        }
    }
}
