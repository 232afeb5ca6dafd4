using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<string, string> said = new();

    public async Task Take(Dispatched e)
    {
        if (Wire.Read<MessageEvent>(e.Data) is not { Id: { } id, ChannelId: { } thread, Type: Usual or Reply, Author: { Id: not null, Bot: not true } author, Content: { } words } message
            || string.IsNullOrWhiteSpace(words) || await places.CardOf(thread) is not { } card)
            return;
        var values = ImmutableDictionary<string, string>.Empty.Add("words", words);
        var reply = await turns.Say(new Line($"discuss {card.Key["amendment:".Length..]}", values, new Account(Places.Channel, author.Id), (message.Member ?? new GuildMember()).Name(author), card.Place)
        {
            EventId = $"discord:{id}",
            ReceivedAt = e.At,
        }, CancellationToken.None);
        // Not waited for: the reactions behind it would not be counted while Discord is slow to take the sign.
        _ = TryToAcknowledge(reply, thread, id);
    }

    private async Task TryToAcknowledge(Core.Views.Reply reply, string thread, string message)
    {
        try
        {
            await Acknowledge(reply, thread, message);
        }
        catch (DiscordUnreachable)
        {
            // What was recorded is recorded without the sign; `mine` shows it.
        }
    }

    /// <summary>A sign on what was recorded; where nothing was, a sentence, but not after every reply of a talk that goes on.</summary>
    private async Task Acknowledge(Core.Views.Reply reply, string thread, string message)
    {
        if (reply is { Refusal: true, Card.Title: var why } && said.GetValueOrDefault(thread) != why)
        {
            said[thread] = why;
            await api.Create(thread, new MessageBody([Component.Text(Markup.Words(Cut.Line(PlainText.Of(reply.Card!), 600)))]), CancellationToken.None);
        }
        else if (reply.Card?.Title.StartsWith("Recorded", StringComparison.Ordinal) == true)
            await api.Acknowledge(thread, message, "📝", CancellationToken.None);
    }

    /// <summary>https://docs.discord.com/developers/events/gateway-events#message-create</summary>
    private sealed record MessageEvent(string? Id, string? ChannelId, int Type, User? Author = null, GuildMember? Member = null, string? Content = null);
}
