using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using PolicyBot.Core.Log;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Stewards;

/// <summary>Makes every linked place show what the views render from the present state.</summary>
public sealed class PostsSteward(
    IWorkshopStore store, IEnumerable<IChannel> channels, Gathering gathering, ILogger<PostsSteward> logger,
    [FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    private static readonly TimeSpan TurnoutPace = TimeSpan.FromMinutes(5);

    public async Task<DateTimeOffset?> Run(Workshop workshop, CancellationToken cancellation)
    {
        var shown = await gathering.Of(workshop, cancellation);
        var wanted = Posts.Wanted(shown);
        var posts = (await store.Posts(workshop.Id, cancellation)).ToDictionary(p => p.Address);
        DateTimeOffset? next = workshop.Running is { State: RoundState.Open } ? clock.Now() + TurnoutPace : null;
        foreach (var place in workshop.Places)
        {
            if (channels.FirstOrDefault(c => c.Name == place.Channel) is not { } channel)
                continue;
            foreach (var (key, card) in wanted)
            {
                var address = new PostAddress(workshop.Id, place, key);
                var later = await Show(channel, posts.GetValueOrDefault(address) ?? new Post(address, null, null, default), card, cancellation);
                next = Earliest(next, later);
            }
        }

        return next;
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null ? other : other is null ? one : one < other ? one : other;

    /// <returns>When to come back, because the message was edited too recently; null when it shows the card.</returns>
    private async Task<DateTimeOffset?> Show(IChannel channel, Post post, Card card, CancellationToken cancellation)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(card, LogJson.Options)));
        if (post.Message is { } message)
        {
            if (post.Shown == hash || post.Lost > 1)
                return null;
            var free = post.EditedAt + channel.Pace(TimeSpan.Zero);
            if (clock.Now() < free)
                return free;
            if (await channel.Edit(post.Address, message, card, cancellation) is Shows)
            {
                await store.Save(post with { Shown = hash, EditedAt = clock.Now() }, cancellation);
                return null;
            }

            post = post with { Message = null, Lost = post.Lost + 1 };
            logger.LogWarning("The message of {Post} was deleted ({Times} times)", post.Address, post.Lost);
            if (post.Lost > 1)
            {
                await store.Save(post with { Message = message }, cancellation);
                return null;
            }
        }

        if (await channel.Create(post.Address, card, cancellation) is not Shows created)
            return clock.Now() + TurnoutPace;
        await store.Save(post with { Message = created.Message, Shown = hash, EditedAt = clock.Now() }, cancellation);
        return null;
    }
}
