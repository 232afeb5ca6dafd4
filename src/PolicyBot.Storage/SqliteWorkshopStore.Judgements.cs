using System.Text.Json;
using Dapper;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Scenarios;

namespace PolicyBot.Storage;

public sealed partial class SqliteWorkshopStore
{
    public Task<IReadOnlyList<StoredJudgement>> Judgements(WorkshopId workshop, CancellationToken cancellation) => Read<IReadOnlyList<StoredJudgement>>(
        db => [.. db.Query<(string Key, string Before, string After, string Judgement, long At)>(
                """
                SELECT j.judgement_key, j.policy_before, j.policy_after, j.judgement, j.at
                FROM judgements j JOIN workshops w ON w.id = j.workshop WHERE w.slug = @workshop ORDER BY j.at, j.judgement_key
                """,
                new { workshop = workshop.Value })
            .Select(j => new StoredJudgement(j.Key, j.Before, j.After, JsonSerializer.Deserialize<Judgement>(j.Judgement, LogJson.Options)!) { At = Micros.Time(j.At) })],
        cancellation);

    public Task<bool> Save(WorkshopId workshop, StoredJudgement judgement, CancellationToken cancellation) => Write(
        batch => StoreJudgement(batch, batch.Ids.Workshop(workshop), judgement), cancellation);

    private static bool StoreJudgement(Batch batch, long workshop, StoredJudgement judgement) => batch.Db.Execute(
        """
        INSERT INTO judgements (workshop, judgement_key, policy_before, policy_after, judgement, at)
        SELECT @workshop, @Key, @Before, @After, @json, @at
        WHERE NOT EXISTS (SELECT 1 FROM judgements WHERE workshop = @workshop AND judgement_key = @Key)
        """,
        new { workshop, judgement.Key, judgement.Before, judgement.After, json = JsonSerializer.Serialize(judgement.Judgement, LogJson.Options), at = Micros.Of(judgement.At) }) == 1;
}
