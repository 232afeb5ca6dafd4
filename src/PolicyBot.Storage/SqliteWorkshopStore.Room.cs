using Dapper;
using PolicyBot.App;

namespace PolicyBot.Storage;

public sealed partial class SqliteWorkshopStore
{
    private const int MostShown = 500;

    private sealed record MessageLine
    {
        public string Id { get; init; } = "";
        public string? To { get; init; }
        public long At { get; init; }
        public string Json { get; init; } = "";
    }

    public Task<IReadOnlyList<RoomMessage>> RoomMessages(string room, CancellationToken cancellation) => RoomMessages(room, null, cancellation);

    public Task<IReadOnlyList<RoomMessage>> OlderRoomMessages(string room, string id, CancellationToken cancellation) => RoomMessages(room, id, cancellation);

    private Task<IReadOnlyList<RoomMessage>> RoomMessages(string room, string? before, CancellationToken cancellation) => Read<IReadOnlyList<RoomMessage>>(
        db => [.. db.Query<MessageLine>(
                $"""
                SELECT id, for_account AS "To", at, json FROM room_messages WHERE room = @room AND (@before IS NULL OR id < @before)
                ORDER BY id DESC {Dialect.Sqlite.AtMost(MostShown)}
                """,
                new { room, before })
            .Reverse()
            .Select(line => new RoomMessage(line.Id, room, line.To, Micros.Time(line.At), line.Json))],
        cancellation);

    public Task Save(RoomMessage message, CancellationToken cancellation) => Write(
        batch =>
        {
            var values = new { message.Room, message.Id, message.To, at = Micros.Of(message.At), message.Json };
            return batch.Db.Execute("UPDATE room_messages SET for_account = @To, at = @at, json = @Json WHERE room = @Room AND id = @Id", values) == 1
                || batch.Db.Execute("INSERT INTO room_messages (room, id, for_account, at, json) VALUES (@Room, @Id, @To, @at, @Json)", values) == 1;
        },
        cancellation);
}
