using PolicyBot.Emulators.Discord.People;
using PolicyBot.Emulators.Discord.Rest;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord;

/// <summary>The server's people, roles and channels.</summary>
public sealed partial class DiscordEmulator
{
    /// <summary>The server's id.</summary>
    public string Guild => guild.Id;

    public ChatChannel General { get; }

    public ChatChannel AddChannel(string name) => back.Locked(() =>
    {
        var channel = state.AddChannel(name, guild);
        back.Announcer.ChannelCreated(channel);
        return new ChatChannel(back, channel);
    });

    /// <returns>The role's id.</returns>
    public string AddRole(string name, bool mentionable = false, Permission permissions = Permission.None) => back.Locked(() =>
    {
        var role = new Role(state.Ids.Next(), name, permissions, mentionable);
        guild.Roles[role.Id] = role;
        sessions.Tell("GUILD_ROLE_CREATE", guild, Gateway.Intents.Guilds, _ => new() { ["guild_id"] = guild.Id, ["role"] = role.ToJson() });
        return role.Id;
    });

    /// <summary>Somebody joins the server.</summary>
    /// <param name="roles">Ids.</param>
    public Human Joins(string name, params string[] roles) => back.Locked(() =>
    {
        var member = new Member(state.AddUser(name), state.Now);
        member.Roles.UnionWith(roles);
        guild.Members[member.User.Id] = member;
        back.Announcer.MemberAdded(guild, member);
        return new Human(back, member.User, General.Inner);
    });

    /// <summary>The bot joins the server.</summary>
    public void Invites() => back.Locked(() =>
    {
        guild.Members[state.Bot.Id] = new Member(state.Bot, state.Now);
        back.Announcer.GuildCreated(guild);
    });

    /// <summary>Gives the bot a role with further rights.</summary>
    public void GrantsBot(Permission permissions)
    {
        var role = AddRole("bots", permissions: permissions);
        back.Locked(() => guild.Members[state.Bot.Id].Roles.Add(role));
    }

    /// <summary>The bot is thrown out.</summary>
    public void Expels() => back.Locked(() =>
    {
        guild.Members.Remove(state.Bot.Id);
        back.Announcer.GuildDeleted(guild);
    });

    /// <summary>The commands that people see there, as JSON.</summary>
    public IReadOnlyList<string> Commands => back.Locked<IReadOnlyList<string>>(() => [.. back.Commands.SeenIn(guild.Id).Select(c => c.ToJsonString())]);

    /// <summary>How often the bot wrote its commands.</summary>
    public int CommandWrites => back.Commands.Writes;

    /// <summary>Every mention that would have pinged somebody.</summary>
    public IReadOnlyList<Ping> Pings => [.. back.Posting.Pings];

    /// <summary>Every message that ever was, in any channel, thread or direct conversation.</summary>
    public IReadOnlyList<ChatMessage> EveryMessage => back.Locked<IReadOnlyList<ChatMessage>>(() =>
        [.. state.Channels.Values.SelectMany(c => c.Messages).Select(m => new ChatMessage(state, m))]);
}
