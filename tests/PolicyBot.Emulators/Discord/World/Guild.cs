using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Discord.World;

/// <summary>A server: roles, members, channels.</summary>
internal sealed class Guild(string id, string name, User owner, DateTimeOffset madeAt)
{
    public string Id => id;

    public string Name => name;

    public User Owner => owner;

    public Dictionary<string, Role> Roles { get; } = [];

    public Dictionary<string, Member> Members { get; } = [];

    public List<Channel> Channels { get; } = [];

    /// <summary>The role that everybody has; its id is the guild's.</summary>
    public Role Everyone => Roles[id];

    public JsonObject ToJson() => new()
    {
        ["id"] = id,
        ["name"] = name,
        ["icon"] = null,
        ["owner_id"] = owner.Id,
        ["roles"] = new JsonArray([.. Roles.Values.Select(r => r.ToJson())]),
        ["emojis"] = new JsonArray(),
        ["stickers"] = new JsonArray(),
        ["features"] = new JsonArray(),
        ["verification_level"] = 0,
        ["default_message_notifications"] = 0,
        ["explicit_content_filter"] = 0,
        ["mfa_level"] = 0,
        ["afk_timeout"] = 300,
        ["system_channel_id"] = Channels.FirstOrDefault(c => c.Type == ChannelType.Text)?.Id,
        ["system_channel_flags"] = 0,
        ["premium_tier"] = 0,
        ["preferred_locale"] = "en-US",
        ["nsfw_level"] = 0,
    };

    /// <summary>The gateway's fuller picture of it.</summary>
    public JsonObject ToCreateEvent(IEnumerable<Member> members)
    {
        var json = ToJson();
        json["joined_at"] = madeAt.ToString("O");
        json["large"] = Members.Count > 250;
        json["unavailable"] = false;
        json["member_count"] = Members.Count;
        json["members"] = new JsonArray([.. members.Select(m => m.ToJson())]);
        json["channels"] = new JsonArray([.. Channels.Where(c => !c.IsThread).Select(c => c.ToJson())]);
        json["threads"] = new JsonArray([.. Channels.Where(c => c is { IsThread: true, Archived: false }).Select(c => c.ToJson())]);
        foreach (var empty in (string[])["presences", "voice_states", "stage_instances", "guild_scheduled_events", "soundboard_sounds"])
            json[empty] = new JsonArray();
        return json;
    }
}

/// <param name="Permissions">Bits of <see cref="Permission"/>.</param>
internal sealed record Role(string Id, string Name, Permission Permissions, bool Mentionable)
{
    public Permission Permissions { get; set; } = Permissions;

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["color"] = 0,
        ["colors"] = new JsonObject { ["primary_color"] = 0, ["secondary_color"] = null, ["tertiary_color"] = null },
        ["hoist"] = false,
        ["position"] = 1,
        ["permissions"] = ((ulong)Permissions).ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["managed"] = false,
        ["mentionable"] = Mentionable,
        ["flags"] = 0,
    };
}

internal sealed class Member(User user, DateTimeOffset joinedAt)
{
    public User User => user;

    public HashSet<string> Roles { get; } = [];

    public JsonObject ToJson(bool withUser = true)
    {
        var json = new JsonObject
        {
            ["nick"] = null,
            ["avatar"] = null,
            ["banner"] = null,
            ["roles"] = new JsonArray([.. Roles.Select(r => JsonValue.Create(r))]),
            ["joined_at"] = joinedAt.ToString("O"),
            ["premium_since"] = null,
            ["deaf"] = false,
            ["mute"] = false,
            ["flags"] = 0,
            ["pending"] = false,
            ["communication_disabled_until"] = null,
        };
        if (withUser)
            json["user"] = user.ToJson();
        return json;
    }
}

internal sealed record User(string Id, string Name, bool IsBot)
{
    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["username"] = Name,
        ["discriminator"] = "0",
        ["global_name"] = Name,
        ["avatar"] = null,
        ["bot"] = IsBot,
        ["system"] = false,
        ["public_flags"] = 0,
        ["flags"] = 0,
    };
}
