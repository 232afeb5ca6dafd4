using System.Collections.Concurrent;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Workshops;
using PolicyBot.Discord.Interactions;

namespace PolicyBot.Discord;

/// <summary>Which channel a thing was said in: a thread counts as its channel, a direct message as the channel that it is about.</summary>
public sealed class Places(IWorkshopStore store)
{
    public const string Channel = "discord";
    private readonly ConcurrentDictionary<string, PostAddress> cards = new();

    public static Place At(string channel) => new(Channel, channel);

    public async ValueTask<Place> Of(Interaction interaction)
    {
        if (interaction.Channel is { IsThread: true, ParentId: { } parent })
            return At(parent);
        var channel = interaction.Channel?.Id ?? interaction.ChannelId ?? "";
        return At(interaction.GuildId is null && channel.Length > 0 ? await AboutOf(channel) ?? channel : channel);
    }

    private async Task<string?> AboutOf(string directChannel)
    {
        try
        {
            return await store.Recall(Channel, $"direct:{directChannel}", CancellationToken.None);
        }
        catch (StoreUnavailable)
        {
            // The answer itself says that the database is away.
            return null;
        }
    }

    /// <summary>The bot tells somebody directly about a place; what they answer there is said in that place.</summary>
    public Task Directs(string directChannel, Place about) => store.Remember(Channel, $"direct:{directChannel}", about.Id, CancellationToken.None);

    /// <summary>An amendment's card was posted; the thread that hangs on it has the message's id too.</summary>
    public Task Shows(string message, PostAddress card)
    {
        cards[message] = card;
        return store.Remember(Channel, $"card:{message}", $"{card.Place.Id}|{card.Workshop}|{card.Key}", CancellationToken.None);
    }

    /// <summary>The amendment's card of that message or thread; null for any other.</summary>
    public async ValueTask<PostAddress?> CardOf(string message)
    {
        if (cards.TryGetValue(message, out var known))
            return known;
        if ((await store.Recall(Channel, $"card:{message}", CancellationToken.None))?.Split('|') is not [var channel, var workshop, var key])
            return null;
        return cards[message] = new PostAddress(new WorkshopId(workshop), At(channel), key);
    }
}
