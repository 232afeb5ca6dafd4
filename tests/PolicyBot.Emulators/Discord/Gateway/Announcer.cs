using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.Gateway;

/// <summary>Turns what happened into events, with as much as each session may see.</summary>
/// <remarks>https://docs.discord.com/developers/events/gateway-events</remarks>
internal sealed class Announcer(DiscordState state, Sessions sessions)
{
    public void MessageCreated(Message message) => OfMessage("MESSAGE_CREATE", message);

    public void MessageUpdated(Message message) => OfMessage("MESSAGE_UPDATE", message);

    public void MessageDeleted(Message message) => Tell("MESSAGE_DELETE", message.Channel, Intents.GuildMessages, Intents.DirectMessages, () => new JsonObject
    {
        ["id"] = message.Id,
        ["channel_id"] = message.Channel.Id,
    });

    public void ThreadCreated(Channel thread) => sessions.Tell("THREAD_CREATE", thread.Guild, Intents.Guilds, _ =>
    {
        var json = thread.ToJson();
        json["newly_created"] = true;
        return json;
    });

    public void ThreadUpdated(Channel thread) => sessions.Tell("THREAD_UPDATE", thread.Guild, Intents.Guilds, _ => thread.ToJson());

    public void ThreadDeleted(Channel thread) => sessions.Tell("THREAD_DELETE", thread.Guild, Intents.Guilds, _ => new JsonObject
    {
        ["id"] = thread.Id,
        ["guild_id"] = thread.Guild!.Id,
        ["parent_id"] = thread.Parent!.Id,
        ["type"] = (int)thread.Type,
    });

    public void ChannelCreated(Channel channel) => sessions.Tell("CHANNEL_CREATE", channel.Guild, Intents.Guilds, _ => channel.ToJson());

    public void ChannelUpdated(Channel channel) => sessions.Tell("CHANNEL_UPDATE", channel.Guild, Intents.Guilds, _ => channel.ToJson());

    public void ChannelDeleted(Channel channel) => sessions.Tell("CHANNEL_DELETE", channel.Guild, Intents.Guilds, _ => channel.ToJson());

    public void React(Message message, string emoji, User user)
    {
        var people = message.Reactions.TryGetValue(emoji, out var known) ? known : message.Reactions[emoji] = [];
        if (people.Contains(user.Id))
            return;
        people.Add(user.Id);
        OfReaction("MESSAGE_REACTION_ADD", message, emoji, user);
    }

    public void Unreact(Message message, string emoji, User user)
    {
        if (!message.Reactions.TryGetValue(emoji, out var people) || !people.Remove(user.Id))
            return;
        if (people.Count == 0)
            message.Reactions.Remove(emoji);
        OfReaction("MESSAGE_REACTION_REMOVE", message, emoji, user);
    }

    public void MemberAdded(Guild guild, Member member) => sessions.Tell("GUILD_MEMBER_ADD", guild, Intents.GuildMembers, _ => Of(guild, member));

    public void MemberUpdated(Guild guild, Member member) => sessions.Tell("GUILD_MEMBER_UPDATE", guild, Intents.GuildMembers, _ => Of(guild, member));

    public void MemberLeft(Guild guild, User user) => sessions.Tell("GUILD_MEMBER_REMOVE", guild, Intents.GuildMembers, _ => new JsonObject
    {
        ["guild_id"] = guild.Id,
        ["user"] = user.ToJson(),
    });

    public void GuildCreated(Guild guild) => sessions.Tell("GUILD_CREATE", guild, Intents.Guilds, session => guild.ToCreateEvent(Visible(guild, session)));

    public void GuildDeleted(Guild guild) => sessions.Tell("GUILD_DELETE", guild, Intents.Guilds, _ => new JsonObject { ["id"] = guild.Id });

    /// <summary>Without the intent a session sees the bot alone.</summary>
    public IEnumerable<Member> Visible(Guild guild, GatewaySession session) =>
        guild.Members.Values.Where(m => m.User == state.Bot || session.Intents.HasFlag(Intents.GuildMembers));

    private void OfMessage(string name, Message message)
    {
        if (message.OnlyFor is not null)
            return;
        var named = ((string?)message.Body["content"] ?? "").Contains($"<@{state.Bot.Id}>", StringComparison.Ordinal);
        var open = message.Author == state.Bot || named || message.Channel.Guild is null;
        var needed = message.Channel.Guild is null ? Intents.DirectMessages : Intents.GuildMessages;
        sessions.Tell(name, message.Channel.Guild, needed, session =>
        {
            var json = message.ToJson(open || session.Intents.HasFlag(Intents.MessageContent));
            if (named)
                json["mentions"] = new JsonArray(state.Bot.ToJson());
            return InGuild(json, message.Channel.Guild, message.Author);
        });
    }

    private void OfReaction(string name, Message message, string emoji, User user)
    {
        if (message.OnlyFor is not null)
            return;
        Tell(name, message.Channel, Intents.GuildMessageReactions, Intents.DirectMessageReactions, () => InGuild(new JsonObject
        {
            ["user_id"] = user.Id,
            ["channel_id"] = message.Channel.Id,
            ["message_id"] = message.Id,
            ["message_author_id"] = message.Author.Id,
            ["emoji"] = Message.Emoji(emoji),
            ["burst"] = false,
            ["type"] = 0,
        }, null, user, name == "MESSAGE_REACTION_ADD" ? message.Channel.Guild : null));
    }

    private void Tell(string name, Channel channel, Intents inGuild, Intents direct, Func<JsonObject> data) =>
        sessions.Tell(name, channel.Guild, channel.Guild is null ? direct : inGuild, _ =>
        {
            var json = data();
            if (channel.Guild is { } guild)
                json["guild_id"] = guild.Id;
            return json;
        });

    /// <summary>Messages come with a member that lacks its user; added reactions with a whole one.</summary>
    private static JsonObject InGuild(JsonObject json, Guild? ofMessage, User user, Guild? ofReaction = null)
    {
        if (ofMessage is not null)
            json["guild_id"] = ofMessage.Id;
        if ((ofMessage ?? ofReaction)?.Members.GetValueOrDefault(user.Id) is { } member)
            json["member"] = member.ToJson(withUser: ofReaction is not null);
        return json;
    }

    private static JsonObject Of(Guild guild, Member member)
    {
        var json = member.ToJson();
        json["guild_id"] = guild.Id;
        return json;
    }
}
