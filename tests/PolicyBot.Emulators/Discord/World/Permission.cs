namespace PolicyBot.Emulators.Discord.World;

/// <remarks>https://docs.discord.com/developers/topics/permissions</remarks>
[Flags]
public enum Permission : ulong
{
    None = 0,
    Administrator = 1UL << 3,
    ManageGuild = 1UL << 5,
    AddReactions = 1UL << 6,
    ViewChannel = 1UL << 10,
    SendMessages = 1UL << 11,
    ManageMessages = 1UL << 13,
    EmbedLinks = 1UL << 14,
    AttachFiles = 1UL << 15,
    ReadMessageHistory = 1UL << 16,
    MentionEveryone = 1UL << 17,
    UseApplicationCommands = 1UL << 31,
    ManageThreads = 1UL << 34,
    CreatePublicThreads = 1UL << 35,
    SendMessagesInThreads = 1UL << 38,

    /// <summary>What a member can do where nobody changed anything.</summary>
    Usual = AddReactions | ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadMessageHistory | UseApplicationCommands
        | CreatePublicThreads | SendMessagesInThreads,
}

internal sealed record Overwrite(string Of, bool IsMember, Permission Allow, Permission Deny);

internal static class Permissions
{
    /// <summary>What a member may do in a channel: the roles' bits, then the channel's overwrites (everyone, roles, member).</summary>
    public static Permission Of(Guild guild, Member member, Channel channel)
    {
        if (guild.Owner.Id == member.User.Id)
            return (Permission)ulong.MaxValue;
        var bits = member.Roles.Aggregate(guild.Everyone.Permissions, (sum, role) => sum | guild.Roles[role].Permissions);
        if (bits.HasFlag(Permission.Administrator))
            return (Permission)ulong.MaxValue;
        var overwrites = (channel.Parent ?? channel).Overwrites;
        bits = Applied(bits, overwrites.Where(o => o.Of == guild.Id));
        bits = Applied(bits, overwrites.Where(o => !o.IsMember && member.Roles.Contains(o.Of)));
        return Applied(bits, overwrites.Where(o => o.IsMember && o.Of == member.User.Id));
    }

    private static Permission Applied(Permission bits, IEnumerable<Overwrite> overwrites)
    {
        var (allow, deny) = overwrites.Aggregate((Permission.None, Permission.None), (sum, o) => (sum.Item1 | o.Allow, sum.Item2 | o.Deny));
        return (bits & ~deny) | allow;
    }
}
