using PolicyBot.App;
using PolicyBot.Discord.Gateway;

namespace PolicyBot.Discord.Channels;

/// <summary>
/// A card that somebody deleted: nothing would edit the card of a hidden round before its close, and so find it gone. Its post
/// is marked as showing nothing, and the steward does the rest.
/// </summary>
public sealed class Deletions(Turns turns, IWorkshopStore store, [FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    public async Task Take(Dispatched e)
    {
        if (Wire.Read<DeleteEvent>(e.Data) is not { ChannelId: { } channel } deleted)
            return;
        foreach (var message in deleted.Ids ?? (deleted.Id is { } id ? [id] : []))
        {
            if (await turns.PostAt(Places.At(channel), message, CancellationToken.None) is not { } address)
                continue;
            foreach (var post in (await store.Posts(address.Workshop, CancellationToken.None)).Where(p => p.Address == address && p.Message == message))
                await store.Save(post with { Shown = null }, CancellationToken.None);
            await store.Wake(new Due(address.Workshop, Steward.Posts, clock.Now()), CancellationToken.None);
        }
    }

    /// <summary>One message or many. https://docs.discord.com/developers/events/gateway-events#message-delete</summary>
    private sealed record DeleteEvent(string? Id, string? ChannelId)
    {
        public IReadOnlyList<string>? Ids { get; init; }
    }
}
