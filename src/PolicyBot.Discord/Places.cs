using System.Collections.Concurrent;
using PolicyBot.App;
using PolicyBot.Core.Workshops;
using PolicyBot.Discord.Interactions;

namespace PolicyBot.Discord;

/// <summary>Which channel a thing was said in: a thread counts as its channel, a direct message as the channel that it is about.</summary>
public sealed class Places(IWorkshopStore store)
{
    public const string Channel = "discord";
    private readonly ConcurrentDictionary<string, string?> threads = new();

    public static Place At(string channel) => new(Channel, channel);

    public async ValueTask<Place> Of(Interaction interaction)
    {
        if (interaction.Channel is { IsThread: true, ParentId: { } parent })
            return At(parent);
        var channel = interaction.Channel?.Id ?? interaction.ChannelId ?? "";
        return interaction.GuildId is null && channel.Length > 0 && await store.Recall(Channel, $"direct:{channel}", CancellationToken.None) is { } about
            ? At(about)
            : At(channel);
    }

    /// <summary>The bot tells somebody directly about a place; what they answer there is said in that place.</summary>
    public Task Directs(string directChannel, Place about) => store.Remember(Channel, $"direct:{directChannel}", about.Id, CancellationToken.None);

    /// <summary>A thread that the bot started; it has the id of the message that it hangs on.</summary>
    public Task Threads(string message, string channel)
    {
        threads[message] = channel;
        return store.Remember(Channel, $"thread:{message}", channel, CancellationToken.None);
    }

    /// <summary>The channel of a thread that the bot started; null for any other channel.</summary>
    public async ValueTask<string?> ParentOf(string thread)
    {
        if (!threads.TryGetValue(thread, out var parent))
            threads[thread] = parent = await store.Recall(Channel, $"thread:{thread}", CancellationToken.None);
        return parent;
    }
}
