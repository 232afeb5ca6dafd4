using Dapper;

namespace PolicyBot.Storage;

public sealed partial class SqliteWorkshopStore
{
    public Task<string?> Recall(string channel, string key, CancellationToken cancellation) => Read(
        db => db.QuerySingleOrDefault<string?>("SELECT value FROM channel_notes WHERE channel = @channel AND note_key = @key", new { channel, key }),
        cancellation);

    public Task Remember(string channel, string key, string? value, CancellationToken cancellation) => Write(
        batch =>
        {
            var note = new { channel, key, value };
            if (value is null)
                return batch.Db.Execute("DELETE FROM channel_notes WHERE channel = @channel AND note_key = @key", note) == 1;
            return batch.Db.Execute("UPDATE channel_notes SET value = @value WHERE channel = @channel AND note_key = @key", note) == 1
                || batch.Db.Execute("INSERT INTO channel_notes (channel, note_key, value) VALUES (@channel, @key, @value)", note) == 1;
        },
        cancellation);
}
