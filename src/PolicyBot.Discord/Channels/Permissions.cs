using PolicyBot.Discord.Interactions;

namespace PolicyBot.Discord.Channels;

/// <summary>What a member may do in a channel. https://docs.discord.com/developers/topics/permissions#permission-overwrites</summary>
public static class Permissions
{
    public const ulong Administrator = 1 << 3, ViewChannel = 1 << 10;
    private const int OfRole = 0, OfMember = 1;

    /// <summary>What the bot needs in a channel, as Discord's settings call it.</summary>
    public static readonly IReadOnlyList<(ulong Bit, string Name)> Needed =
    [
        (ViewChannel, "View Channel"), (1 << 11, "Send Messages"), (1 << 15, "Attach Files"), (1 << 16, "Read Message History"),
        (1 << 6, "Add Reactions"), (1UL << 35, "Create Public Threads"), (1UL << 38, "Send Messages in Threads"),
    ];

    /// <param name="roles">All roles of the guild; the one with the guild's id is everybody's.</param>
    public static ulong Of(GuildMember member, Guild guild, ChannelPart channel, IReadOnlyList<Role> roles)
    {
        if (member.User is { Id: var id } && id == guild.OwnerId)
            return ulong.MaxValue;
        var mine = (member.Roles ?? []).Append(guild.Id).ToHashSet();
        var granted = roles.Where(r => mine.Contains(r.Id)).Aggregate(0UL, (all, r) => all | Bits(r.Permissions));
        if ((granted & Administrator) != 0)
            return ulong.MaxValue;
        var overwrites = channel.PermissionOverwrites ?? [];
        granted = Apply(granted, overwrites.Where(o => o.Type == OfRole && o.Id == guild.Id));
        granted = Apply(granted, overwrites.Where(o => o.Type == OfRole && o.Id != guild.Id && mine.Contains(o.Id)));
        granted = Apply(granted, overwrites.Where(o => o.Type == OfMember && o.Id == member.User?.Id));
        return (granted & ViewChannel) != 0 ? granted : 0;
    }

    public static IEnumerable<string> Missing(ulong granted) => Needed.Where(n => (granted & n.Bit) == 0).Select(n => n.Name);

    /// <summary>Of overwrites of one rank, a permission beats a prohibition.</summary>
    private static ulong Apply(ulong granted, IEnumerable<Overwrite> overwrites)
    {
        var (allow, deny) = overwrites.Aggregate((0UL, 0UL), (both, o) => (both.Item1 | Bits(o.Allow), both.Item2 | Bits(o.Deny)));
        return (granted & ~deny) | allow;
    }

    private static ulong Bits(string written) => ulong.TryParse(written, out var bits) ? bits : 0;
}
