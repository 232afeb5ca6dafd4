using System.Text.Json;
using Dapper;
using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Voting;

namespace PolicyBot.Storage;

public sealed partial class SqliteWorkshopStore
{
    public Task<IReadOnlyList<Themes>> Themes(WorkshopId workshop, RoundId round, CancellationToken cancellation) => Read<IReadOnlyList<Themes>>(
        db => [.. db.Query<string>(
                "SELECT t.themes FROM themes t JOIN workshops w ON w.id = t.workshop WHERE w.slug = @workshop AND t.round = @round ORDER BY t.amendment",
                new { workshop = workshop.Value, round = round.Number })
            .Select(json => JsonSerializer.Deserialize<Themes>(json, LogJson.Options)!)],
        cancellation);

    public Task<bool> Save(WorkshopId workshop, RoundId round, Themes themes, CancellationToken cancellation) => Write(
        batch => StoreThemes(batch, batch.Ids.Workshop(workshop), round, themes), cancellation);

    private static bool StoreThemes(Batch batch, long workshop, RoundId round, Themes themes) => batch.Db.Execute(
        """
        INSERT INTO themes (workshop, round, amendment, themes) SELECT @workshop, @round, @amendment, @json
        WHERE NOT EXISTS (SELECT 1 FROM themes WHERE workshop = @workshop AND round = @round AND amendment = @amendment)
        """,
        new { workshop, round = round.Number, amendment = themes.Amendment.Number, json = JsonSerializer.Serialize(themes, LogJson.Options) }) == 1;
}
