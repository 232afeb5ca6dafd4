using System.Collections.Concurrent;
using System.Collections.Immutable;
using PolicyBot.App;
using PolicyBot.Discord.Gateway;
using PolicyBot.Discord.Interactions;

namespace PolicyBot.Discord.Channels;

/// <summary>Reactions on amendments' cards as lines for the bot, which decides whether they count.</summary>
public sealed class Reactions(Turns turns, Places places, IWorkshopStore store, ReactionsSeen seen, DiscordOptions options)
{
    public static readonly ImmutableArray<string> Counted = ["👍", "👎", "🤷"];
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private static readonly DateTimeOffset Epoch = new(2015, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ConcurrentDictionary<string, string> names = new();

    public Task Added(Dispatched e) => Take(e, isOn: true);

    public Task Removed(Dispatched e) => Take(e, isOn: false);

    /// <summary>Tells the bot of a reaction that was put on a card or taken off.</summary>
    /// <param name="occasion">The same for every repeat.</param>
    public async Task Tell(PostAddress card, Mark mark, bool isOn, (string Id, DateTimeOffset At) occasion)
    {
        var line = $"react {card.Key["amendment:".Length..]} {mark.Emoji}{(isOn ? "" : " off:yes")}";
        await turns.Say(new Line(line, ImmutableDictionary<string, string>.Empty, new Account(Places.Channel, mark.User), await NameOf(card, mark.User), card.Place)
        {
            EventId = $"discord:{occasion.Id}",
            ReceivedAt = occasion.At,
        }, CancellationToken.None);
    }

    public void IsCalled(string user, string name) => names.TryAdd(user, name);

    private async Task Take(Dispatched e, bool isOn)
    {
        if (Wire.Read<ReactionEvent>(e.Data) is not { UserId: { } user, MessageId: { } message, Emoji.Name: { } name } reaction
            || reaction.Member?.User?.Bot == true || Meant(name) is not { } emoji || await Card(message, reaction.MessageAuthorId == options.ApplicationId, e.At) is not { } card)
            return;
        if (reaction.Member is { User: { } known } member)
            names[user] = member.Name(known);
        var mark = new Mark(user, emoji);
        await Tell(card, mark, isOn, (e.Id, e.At));
        var marks = await seen.On(message);
        seen.Keep(message, isOn ? marks.Add(mark) : marks.Remove(mark));
    }

    /// <summary>People are quick: a card is seen a moment before it is written down that it is one.</summary>
    /// <param name="mayBeNew">The bot wrote the message (its user has its application's id): nobody waits for those of others.</param>
    private async Task<PostAddress?> Card(string message, bool mayBeNew, DateTimeOffset now)
    {
        var isNew = mayBeNew && ulong.TryParse(message, out var id) && now - Epoch.AddMilliseconds(id >> 22) < Fresh;
        for (var tries = isNew ? 20 : 1; tries > 0; tries--)
        {
            if (await places.CardOf(message) is { } card)
                return card;
            if (tries > 1)
                await Task.Delay(Glance);
        }

        return null;
    }

    /// <summary>An event of a reaction taken off does not say how the person is called.</summary>
    private async Task<string> NameOf(PostAddress card, string user)
    {
        if (names.TryGetValue(user, out var known))
            return known;
        var account = new Account(Places.Channel, user);
        var person = (await store.People(card.Workshop, CancellationToken.None)).FirstOrDefault(p => p.Accounts.Contains(account));
        return names[user] = person?.Name ?? "Somebody";
    }

    /// <summary>Without its skin tone or the mark that asks for colour, as one meaning has many faces.</summary>
    private static string? Meant(string emoji) => Counted.FirstOrDefault(c => emoji.StartsWith(c, StringComparison.Ordinal));

    /// <summary>https://docs.discord.com/developers/events/gateway-events#message-reaction-add</summary>
    private sealed record ReactionEvent(
        string? UserId, string? ChannelId, string? MessageId, EmojiPart? Emoji = null, GuildMember? Member = null, string? MessageAuthorId = null);

    private sealed record EmojiPart(string? Name);
}
