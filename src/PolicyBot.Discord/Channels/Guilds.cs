using System.Collections.Immutable;
using PolicyBot.App;
using PolicyBot.Core.Views;
using PolicyBot.Discord.Gateway;
using PolicyBot.Discord.Interactions;
using PolicyBot.Discord.Rendering;
using PolicyBot.Discord.Rest;

namespace PolicyBot.Discord.Channels;

/// <summary>The servers that the bot is in: what it says when it comes, who is there, and what it may do.</summary>
public sealed class Guilds(DiscordApi api, IWorkshopStore store, CardMessages messages)
{
    private const int TextChannel = 0;
    private string? self;

    /// <summary>Says once in a new server what to do next.</summary>
    public async Task Greet(Dispatched e)
    {
        if (Wire.Read<GuildEvent>(e.Data) is not { Id: { } guild, Unavailable: not true } created
            || await store.Recall(Places.Channel, $"guild:{guild}", CancellationToken.None) is not null)
            return;
        await store.Remember(Places.Channel, $"guild:{guild}", "greeted", CancellationToken.None);
        var channels = (created.Channels ?? []).Where(c => c.Type == TextChannel).Select(c => c.Id);
        try
        {
            foreach (var channel in new[] { created.SystemChannelId }.Concat(channels).OfType<string>().Distinct().Take(5))
            {
                if (await api.Create(channel, messages.Pages(await Welcome(channel), pictures: false)[0], CancellationToken.None) is Answered)
                    return;
            }
        }
        catch (DiscordUnreachable)
        {
            // It is said when the server is told of the next time.
            await store.Remember(Places.Channel, $"guild:{guild}", null, CancellationToken.None);
            throw;
        }
    }

    /// <summary>The bot was taken out of a server: it says hello again when it comes back.</summary>
    public async Task Forget(Dispatched e)
    {
        if (Wire.Read<GuildEvent>(e.Data) is { Id: { } guild, Unavailable: not true })
            await store.Remember(Places.Channel, $"guild:{guild}", null, CancellationToken.None);
    }

    /// <summary>What the bot may not do in a channel, as Discord's settings call it; null when it can't see the channel at all.</summary>
    public async Task<IReadOnlyList<string>?> Missing(string channel, CancellationToken cancellation)
    {
        if ((await api.Channel(channel, cancellation)).As<ChannelPart>() is not { GuildId: { } guild } found)
            return null;
        self ??= (await api.Me(cancellation)).As<User>()?.Id;
        return self is not null && await api.Member(guild, self, cancellation) is { } member
            ? [.. Permissions.Missing(Permissions.Of(member with { User = member.User ?? new User(self) }, new Guild(guild), found, await api.Roles(guild, cancellation)))]
            : null;
    }

    /// <summary>Who has a role, or can read a channel; bots are nobody.</summary>
    public async Task<MembersAnswer> Members(string channel, string? role, CancellationToken cancellation)
    {
        if ((await api.Channel(channel, cancellation)).As<ChannelPart>() is not { GuildId: { } guild } found)
            return new Unknowable("PolicyBot can't see that channel.", "Give it View Channel there, or use a list of names: `electorate:Ana,Ben`.");
        var roles = await api.Roles(guild, cancellation);
        var wanted = role is null ? null : roles.FirstOrDefault(r => r.Id == role.Trim('<', '@', '&', '>')) ?? roles.FirstOrDefault(r => string.Equals(r.Name, role.TrimStart('@'), StringComparison.OrdinalIgnoreCase));
        if (role is not null && wanted is null)
            return new Unknowable($"There is no role “{Cut.Line(role, 60)}” here.", "Write it as in Server Settings, Roles.");
        if (await api.Members(guild, cancellation) is not { } members)
            return new Unknowable(
                "Discord does not tell PolicyBot who is in this server.",
                "Switch on Server Members Intent in the Developer Portal under Bot, or use names (`electorate:Ana,Ben`) or a number of people (`electorate:20`).");
        var home = await api.Guild(guild, cancellation) ?? new Guild(guild);
        return new Members([.. members
            .Where(m => m.User is { Bot: not true } && (wanted is { } r ? r.Id == guild || m.Roles?.Contains(r.Id) == true : (Permissions.Of(m, home, found, roles) & Permissions.ViewChannel) != 0))
            .Select(m => new Member(new Account(Places.Channel, m.User!.Id), m.Name(m.User)))]);
    }

    private async Task<Card> Welcome(string channel)
    {
        var missing = await Missing(channel, CancellationToken.None) ?? [];
        return new Card(
            "PolicyBot is here",
            [
                new Paragraph("In this server a group can write the policy that a language model follows, see at once what each change does, and vote on it."),
                new Paragraph("Next: go to the channel where that shall happen and write `workshop create` with a name. You become the facilitator; `help` shows the rest."),
                .. missing.Count > 0 ? [new Paragraph($"Here PolicyBot still needs these permissions: {string.Join(", ", missing)}.")] : Array.Empty<Block>(),
            ],
            ImmutableList.Create(new Button("What can I do?", "help")));
    }

    /// <summary>https://docs.discord.com/developers/events/gateway-events#guild-create</summary>
    private sealed record GuildEvent(string? Id, bool? Unavailable = null, string? SystemChannelId = null, IReadOnlyList<ChannelPart>? Channels = null);
}
