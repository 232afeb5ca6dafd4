using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using PolicyBot.Core.Log;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Stewards;

/// <summary>A message as it was left, and what it should show now.</summary>
public sealed record WantedPost(Workshop Workshop, Post Post, Card Card);

/// <summary>Makes the messages of one place show their cards, each at the pace that its channel wants.</summary>
public sealed class Posting(
    IWorkshopStore store, IEnumerable<IChannel> channels, Telling telling, ILogger<Posting> logger, [FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    /// <summary>A busy card gets at most 20 edits in any minute, and is at most 5 s old.</summary>
    private static readonly TimeSpan LeastPace = TimeSpan.FromSeconds(3.1);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterDenial = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>The channel that serves a place; null where it is off.</summary>
    public IChannel? ChannelOf(Place place) => channels.FirstOrDefault(c => c.Name == place.Channel);

    /// <summary>What <see cref="Post.Shown"/> is of a message that shows the card.</summary>
    public static string HashOf(Card card) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(card, LogJson.Options)));

    /// <returns>When to come back, as a message may not be edited yet or could not be; null when all show their cards.</returns>
    public async Task<DateTimeOffset?> Show(IChannel channel, IReadOnlyList<WantedPost> posts, CancellationToken cancellation)
    {
        DateTimeOffset? next = null;
        foreach (var wanted in posts)
            next = PostsSteward.Earliest(next, await TryToShow(channel, wanted, cancellation));
        return next;
    }

    /// <summary>A post that fails holds up none of the others.</summary>
    private async Task<DateTimeOffset?> TryToShow(IChannel channel, WantedPost wanted, CancellationToken cancellation)
    {
        try
        {
            return await Show(channel, wanted, cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            logger.LogWarning(failure, "{Post} could not be shown; it is tried again", wanted.Post.Address);
            return clock.Now() + AfterFailure;
        }
    }

    private async Task<DateTimeOffset?> Show(IChannel channel, WantedPost wanted, CancellationToken cancellation)
    {
        var (workshop, post, card) = wanted;
        if (post.Lost > 1)
        {
            await telling.OfDeletion(workshop, post.Address, cancellation);
            return null;
        }

        var hash = HashOf(card);
        if (post.Message is not null && post.Shown == hash)
            return null;
        if (FreeAt(channel, post) is var free && clock.Now() < free)
            return free;
        var placed = post.Message is { } message
            ? await channel.Edit(post.Address, message, card, cancellation)
            : await channel.Create(post.Address, card, cancellation);
        return await Keep(channel, wanted with { Post = post with { Shown = hash, EditedAt = clock.Now() } }, placed, cancellation);
    }

    /// <summary>Stores what became of a post.</summary>
    private async Task<DateTimeOffset?> Keep(IChannel channel, WantedPost tried, Placed placed, CancellationToken cancellation)
    {
        var (workshop, post, _) = tried;
        switch (placed)
        {
            case Shows shows:
                await store.Save(post with { Message = shows.Message, CreatedAt = post.Message is null ? post.EditedAt : post.CreatedAt, Denials = 0 }, cancellation);
                return null;
            case Gone when post.Message is not null:
                logger.LogWarning("The message of {Post} was deleted ({Times} times)", post.Address, post.Lost + 1);
                var lost = post with { Message = null, Shown = null, Denials = 0, Lost = post.Lost + 1 };
                await store.Save(lost, cancellation);
                return await Show(channel, tried with { Post = lost }, cancellation);
            case Denied or Gone:
                var refused = post with { Shown = null, Denials = post.Denials + 1 };
                await store.Save(refused, cancellation);
                if (placed is Denied denied)
                    await telling.OfDenial(workshop, post.Address, denied, cancellation);
                return FreeAt(channel, refused);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>When the channel may be asked again; after each refusal in a row the wait is twice as long.</summary>
    private DateTimeOffset FreeAt(IChannel channel, Post post)
    {
        if (post.Denials > 0)
        {
            var wait = AfterDenial * Math.Pow(2, Math.Min(post.Denials - 1, 10));
            return post.EditedAt + (wait < LongestWait ? wait : LongestWait);
        }

        var pace = channel.Pace(clock.Now() - post.CreatedAt);
        return post.Message is null ? DateTimeOffset.MinValue : post.EditedAt + (pace > LeastPace ? pace : LeastPace);
    }
}
