using System.Collections.Immutable;
using PolicyBot.App;
using PolicyBot.Core.Views;
using PolicyBot.Discord.Gateway;
using PolicyBot.Discord.Interactions;
using PolicyBot.Discord.Rendering;
using PolicyBot.Discord.Rest;

namespace PolicyBot.Discord.Channels;

/// <summary>What people write in an amendment's thread, where the bot may read it.</summary>
public sealed class Replies(Turns turns, Places places, DiscordApi api)
{
    private const int Usual = 0, Reply = 19;

    public async Task Take(Dispatched e)
    {
        if (Wire.Read<MessageEvent>(e.Data) is not { Id: { } id, ChannelId: { } thread, Type: Usual or Reply, Author: { Bot: not true } author, Content: { } words } message
            || string.IsNullOrWhiteSpace(words) || await places.ParentOf(thread) is not { } channel
            || await turns.PostAt(Places.At(channel), thread, CancellationToken.None) is not { Key: var key } || !key.StartsWith("amendment:", StringComparison.Ordinal))
            return;
        var values = ImmutableDictionary<string, string>.Empty.Add("words", words);
        var reply = await turns.Say(new Line($"discuss {key["amendment:".Length..]}", values, new Account(Places.Channel, author.Id), (message.Member ?? new GuildMember()).Name(author), Places.At(channel))
        {
            EventId = $"discord:{id}",
            ReceivedAt = e.At,
        }, CancellationToken.None);
        await Acknowledge(reply, thread, id);
    }

    /// <summary>A sign on what was recorded; a sentence where nothing was.</summary>
    private async Task Acknowledge(Core.Views.Reply reply, string thread, string message)
    {
        if (reply.Refusal)
            await api.Create(thread, new MessageBody([Component.Text(Markup.Words(Cut.Line(PlainText.Of(reply.Card!), 600)))]), CancellationToken.None);
        else if (reply.Card?.Title.StartsWith("Recorded", StringComparison.Ordinal) == true)
            await api.Acknowledge(thread, message, "📝", CancellationToken.None);
    }

    /// <summary>https://docs.discord.com/developers/events/gateway-events#message-create</summary>
    private sealed record MessageEvent(string? Id, string? ChannelId, int Type)
    {
        public User? Author { get; init; }

        public GuildMember? Member { get; init; }

        public string? Content { get; init; }
    }
}
