using Dapper;
using Microsoft.Data.Sqlite;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Storage;

public sealed partial class SqliteWorkshopStore
{
    private sealed record WorkshopLine
    {
        public string Slug { get; init; } = "";
        public string Name { get; init; } = "";
        public bool Archived { get; init; }
        public string? Channel { get; init; }
        public string? Place { get; init; }
    }

    private sealed record EntryLine
    {
        public long Number { get; init; }
        public long At { get; init; }
        public string? Person { get; init; }
        public string Payload { get; init; } = "";
        public string Previous { get; init; } = "";
        public string Hash { get; init; } = "";
    }

    private sealed record TextLine
    {
        public string Hash { get; init; } = "";
        public string? Salt { get; init; }
        public string? Value { get; init; }
    }

    public Task<IReadOnlyList<WorkshopRow>> Workshops(CancellationToken cancellation) => Read<IReadOnlyList<WorkshopRow>>(
        db => [.. db.Query<WorkshopLine>(
                """
                SELECT w.slug, w.name, w.archived, p.channel, p.place
                FROM workshops w LEFT JOIN places p ON p.workshop = w.id
                WHERE w.last_entry > 0 ORDER BY w.slug, p.position
                """)
            .GroupBy(line => line.Slug)
            .Select(lines => new WorkshopRow(new(lines.Key), lines.First().Name, Places(lines), lines.First().Archived))],
        cancellation);

    public Task<IReadOnlyList<LogEntry>> Log(WorkshopId workshop, CancellationToken cancellation) => Read<IReadOnlyList<LogEntry>>(
        db =>
        {
            var texts = Texts(db, workshop);
            return [.. db.Query<EntryLine>(
                    """
                    SELECT e.number, e.at, e.person, e.payload, e.previous, e.hash
                    FROM entries e JOIN workshops w ON w.id = e.workshop
                    WHERE w.slug = @workshop ORDER BY e.number
                    """,
                    new { workshop = workshop.Value })
                .Select(line => Entry(line, texts))];
        },
        cancellation);

    public Task<string?> Answered(string eventKey, CancellationToken cancellation) => Read(
        db => db.QuerySingleOrDefault<string>("SELECT answer FROM answers WHERE event = @key", new { key = Hash(eventKey) }),
        cancellation);

    private static List<Place> Places(IEnumerable<WorkshopLine> lines) =>
        [.. lines.Where(line => line.Channel is not null).Select(line => new Place(line.Channel!, line.Place!))];

    private static Dictionary<string, Text> Texts(SqliteConnection db, WorkshopId workshop) => db.Query<TextLine>(
            "SELECT t.hash, t.salt, t.value FROM texts t JOIN workshops w ON w.id = t.workshop WHERE w.slug = @workshop",
            new { workshop = workshop.Value })
        .ToDictionary(line => line.Hash, line => new Text(line.Hash, line.Salt, line.Value), StringComparer.Ordinal);

    private static LogEntry Entry(EntryLine line, Dictionary<string, Text> texts) => new(
        line.Number,
        Micros.Time(line.At),
        line.Person is null ? null : new PersonId(line.Person),
        LogJson.Join(line.Payload, texts.GetValueOrDefault),
        line.Previous)
    { Hash = line.Hash };
}
