using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using PolicyBot.App;
using PolicyBot.App.Grains;
using PolicyBot.Core.Rounds;
using PolicyBot.Discord.Gateway;
using PolicyBot.Discord.Interactions;
using PolicyBot.Discord.Rest;

namespace PolicyBot.Discord.Channels;

/// <summary>
/// Reactions on amendments' cards as lines for the bot, which decides whether they count. What was seen on each card is kept,
/// so that after a time away only what changed since is told: a reaction that was there before must not undo a newer ballot.
/// </summary>
public sealed class Reactions(Turns turns, DiscordApi api, IWorkshopStore store, IGrainFactory grains, [FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    private static readonly string[] Counted = ["👍", "👎", "🤷"];
    private readonly ConcurrentDictionary<string, string> names = new();

    public Task Added(Dispatched e) => Take(e, isOn: true);

    public Task Removed(Dispatched e) => Take(e, isOn: false);

    /// <summary>Reads the reactions on every card that counts them.</summary>
    public async Task ReadAgain(Dispatched e)
    {
        foreach (var row in await store.Workshops(CancellationToken.None))
        {
            if (row.Places.All(p => p.Channel != Places.Channel)
                || (await grains.GetGrain<IWorkshopGrain>(row.Id.Value).Look()).Value?.Running is not { State: RoundState.Open, Rule: { Anonymous: false, Hidden: false } } round)
                continue;
            var cards = round.Amendments.Select(a => $"amendment:{a}").ToHashSet();
            foreach (var post in await store.Posts(row.Id, CancellationToken.None))
            {
                if (post is { Message: { } message, Address.Place.Channel: Places.Channel } && cards.Contains(post.Address.Key))
                    await ReadAgain(post.Address, message, e.Id);
            }
        }
    }

    private async Task Take(Dispatched e, bool isOn)
    {
        if (Wire.Read<ReactionEvent>(e.Data) is not { UserId: { } user, ChannelId: { } channel, MessageId: { } message, Emoji.Name: { } emoji } reaction
            || reaction.Member?.User?.Bot == true || !Counted.Contains(Plain(emoji))
            || await turns.PostAt(Places.At(channel), message, CancellationToken.None) is not { } post || AmendmentIn(post) is null)
            return;
        if (reaction.Member is { User: { } known } member)
            names[user] = member.Name(known);
        await Tell(post, new(user, Plain(emoji)), isOn, (e.Id, e.At));
        await Keep(message, isOn ? (await Seen(message)).Add(new(user, Plain(emoji))) : (await Seen(message)).Remove(new(user, Plain(emoji))));
    }

    private async Task ReadAgain(PostAddress post, string message, string occasion)
    {
        var there = ImmutableHashSet<Mark>.Empty;
        foreach (var emoji in Counted)
        {
            if (await api.Reacted(post.Place.Id, message, emoji, CancellationToken.None) is not { } people)
                return;
            foreach (var user in people.Where(u => u.Bot != true))
            {
                names.TryAdd(user.Id, new GuildMember().Name(user));
                there = there.Add(new(user.Id, emoji));
            }
        }

        var before = await Seen(message);
        foreach (var gone in before.Except(there))
            await Tell(post, gone, isOn: false, ($"{occasion}:{message}:{gone.User}:{gone.Emoji}:off", clock.Now()));
        foreach (var come in there.Except(before))
            await Tell(post, come, isOn: true, ($"{occasion}:{message}:{come.User}:{come.Emoji}", clock.Now()));
        await Keep(message, there);
    }

    private async Task Tell(PostAddress post, Mark mark, bool isOn, (string Id, DateTimeOffset At) occasion)
    {
        var line = $"react {AmendmentIn(post)} {mark.Emoji}{(isOn ? "" : " off:yes")}";
        await turns.Say(new Line(line, ImmutableDictionary<string, string>.Empty, new Account(Places.Channel, mark.User), await NameOf(post, mark.User), post.Place)
        {
            EventId = $"discord:{occasion.Id}",
            ReceivedAt = occasion.At,
        }, CancellationToken.None);
    }

    /// <summary>An event of a reaction taken off does not say how the person is called.</summary>
    private async Task<string> NameOf(PostAddress post, string user)
    {
        if (names.TryGetValue(user, out var known))
            return known;
        var account = new Account(Places.Channel, user);
        var person = (await store.People(post.Workshop, CancellationToken.None)).FirstOrDefault(p => p.Accounts.Contains(account));
        return names[user] = person?.Name ?? "Somebody";
    }

    private async Task<ImmutableHashSet<Mark>> Seen(string message) =>
        await store.Recall(Places.Channel, $"reactions:{message}", CancellationToken.None) is { } json
            ? [.. JsonSerializer.Deserialize<List<Mark>>(json, Wire.Json)!]
            : [];

    private Task Keep(string message, ImmutableHashSet<Mark> marks) =>
        store.Remember(Places.Channel, $"reactions:{message}", JsonSerializer.Serialize(marks, Wire.Json), CancellationToken.None);

    private static string? AmendmentIn(PostAddress post) =>
        post.Key.StartsWith("amendment:", StringComparison.Ordinal) ? post.Key["amendment:".Length..] : null;

    /// <summary>Without its skin tone or the mark that asks for colour, as one meaning has many faces.</summary>
    private static string Plain(string emoji) => Counted.FirstOrDefault(c => emoji.StartsWith(c, StringComparison.Ordinal)) ?? emoji;

    private readonly record struct Mark(string User, string Emoji);

    /// <summary>https://docs.discord.com/developers/events/gateway-events#message-reaction-add</summary>
    private sealed record ReactionEvent(string? UserId, string? ChannelId, string? MessageId)
    {
        public EmojiPart? Emoji { get; init; }

        public GuildMember? Member { get; init; }
    }

    private sealed record EmojiPart(string? Name);
}
