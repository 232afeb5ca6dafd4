using Dapper;
using PolicyBot.App;
using PolicyBot.Core;

namespace PolicyBot.Storage;

public sealed partial class SqliteWorkshopStore
{
    private sealed record PostLine
    {
        public string Channel { get; init; } = "";
        public string Place { get; init; } = "";
        public string PostKey { get; init; } = "";
        public string? Message { get; init; }
        public string? Shown { get; init; }
        public long EditedAt { get; init; }
        public int Lost { get; init; }
        public long CreatedAt { get; init; }
        public int Denials { get; init; }
    }

    public Task<IReadOnlyList<Post>> Posts(WorkshopId workshop, CancellationToken cancellation) => Read<IReadOnlyList<Post>>(
        db => [.. db.Query<PostLine>(
                """
                SELECT p.channel, p.place, p.post_key AS PostKey, p.message, p.shown, p.edited_at AS EditedAt, p.lost,
                  p.created_at AS CreatedAt, p.denials
                FROM posts p JOIN workshops w ON w.id = p.workshop
                WHERE w.slug = @workshop ORDER BY p.channel, p.place, p.post_key
                """,
                new { workshop = workshop.Value })
            .Select(line => new Post(
                new(workshop, new(line.Channel, line.Place), line.PostKey), line.Message, line.Shown, Micros.Time(line.EditedAt), line.Lost)
            {
                CreatedAt = Micros.Time(line.CreatedAt),
                Denials = line.Denials,
            })],
        cancellation);

    public Task Save(Post post, CancellationToken cancellation) => Write(
        batch =>
        {
            var values = new
            {
                workshop = batch.Ids.Workshop(post.Address.Workshop),
                channel = post.Address.Place.Channel,
                place = post.Address.Place.Id,
                key = post.Address.Key,
                post.Message,
                post.Shown,
                edited = Micros.Of(post.EditedAt),
                post.Lost,
                created = Micros.Of(post.CreatedAt),
                post.Denials,
            };
            var changed = batch.Db.Execute(
                """
                UPDATE posts SET message = @Message, shown = @Shown, edited_at = @edited, lost = @Lost, created_at = @created, denials = @Denials
                WHERE workshop = @workshop AND channel = @channel AND place = @place AND post_key = @key
                """, values);
            if (changed == 0)
            {
                batch.Db.Execute(
                    """
                    INSERT INTO posts (workshop, channel, place, post_key, message, shown, edited_at, lost, created_at, denials)
                    VALUES (@workshop, @channel, @place, @key, @Message, @Shown, @edited, @Lost, @created, @Denials)
                    """, values);
            }
            return true;
        },
        cancellation);
}
