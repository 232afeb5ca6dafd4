using System.Text.Json;
using Dapper;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Log;

namespace PolicyBot.Storage;

public sealed partial class SqliteWorkshopStore
{
    public Task<IReadOnlyList<AdviceSoFar>> Advice(WorkshopId workshop, RoundId round, CancellationToken cancellation) => Read<IReadOnlyList<AdviceSoFar>>(
        db => [.. db.Query<string>(
                "SELECT a.advice FROM advice a JOIN workshops w ON w.id = a.workshop WHERE w.slug = @workshop AND a.round = @round ORDER BY a.amendment, a.kind",
                new { workshop = workshop.Value, round = round.Number })
            .Select(json => JsonSerializer.Deserialize<AdviceSoFar>(json, LogJson.Options)!)],
        cancellation);

    public Task Save(WorkshopId workshop, RoundId round, AdviceSoFar advice, CancellationToken cancellation) => Write(
        batch =>
        {
            var row = new
            {
                workshop = batch.Ids.Workshop(workshop),
                round = round.Number,
                amendment = advice.Amendment.Number,
                kind = advice.GetType().Name,
                json = JsonSerializer.Serialize(advice, LogJson.Options),
            };
            if (batch.Db.Execute("UPDATE advice SET advice = @json WHERE workshop = @workshop AND round = @round AND amendment = @amendment AND kind = @kind", row) == 0)
                batch.Db.Execute("INSERT INTO advice (workshop, round, amendment, kind, advice) VALUES (@workshop, @round, @amendment, @kind, @json)", row);
            return true;
        },
        cancellation);

    public Task Drop(WorkshopId workshop, RoundId round, AdviceSoFar advice, CancellationToken cancellation) => Write(
        batch => batch.Db.Execute(
            "DELETE FROM advice WHERE workshop = @workshop AND round = @round AND amendment = @amendment AND kind = @kind",
            new { workshop = batch.Ids.Workshop(workshop), round = round.Number, amendment = advice.Amendment.Number, kind = advice.GetType().Name }),
        cancellation);
}
