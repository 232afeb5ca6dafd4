using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Discord.World;

internal enum ChannelType
{
    Text = 0,
    Direct = 1,
    PublicThread = 11,
}

/// <summary>A text channel, a thread, or somebody's direct messages with the bot.</summary>
internal sealed class Channel(string id, ChannelType type, string name, Guild? guild, DateTimeOffset madeAt)
{
    public string Id => id;

    public ChannelType Type => type;

    public string Name => name;

    public Guild? Guild => guild;

    public bool IsThread => type == ChannelType.PublicThread;

    /// <summary>The channel of a thread.</summary>
    public Channel? Parent { get; init; }

    public User? Owner { get; init; }

    /// <summary>Who the direct messages are with.</summary>
    public User? Recipient { get; init; }

    public List<Overwrite> Overwrites { get; } = [];

    public List<Message> Messages { get; } = [];

    public bool Archived { get; set; }

    public bool Locked { get; set; }

    /// <summary>In minutes.</summary>
    public int AutoArchive { get; set; } = 4320;

    public Message? Find(string message) => Messages.Find(m => m.Id == message && !m.Deleted);

    public JsonObject ToJson() => type switch
    {
        ChannelType.Text => new JsonObject
        {
            ["id"] = id,
            ["type"] = (int)type,
            ["guild_id"] = guild!.Id,
            ["name"] = name,
            ["position"] = 0,
            ["permission_overwrites"] = new JsonArray([.. Overwrites.Select(Written)]),
            ["topic"] = null,
            ["nsfw"] = false,
            ["last_message_id"] = Messages.LastOrDefault()?.Id,
            ["parent_id"] = null,
            ["rate_limit_per_user"] = 0,
            ["flags"] = 0,
        },
        ChannelType.Direct => new JsonObject
        {
            ["id"] = id,
            ["type"] = (int)type,
            ["last_message_id"] = Messages.LastOrDefault()?.Id,
            ["recipients"] = new JsonArray(Recipient!.ToJson()),
            ["flags"] = 0,
        },
        ChannelType.PublicThread => new JsonObject
        {
            ["id"] = id,
            ["type"] = (int)type,
            ["guild_id"] = guild!.Id,
            ["parent_id"] = Parent!.Id,
            ["owner_id"] = Owner!.Id,
            ["name"] = name,
            ["last_message_id"] = Messages.LastOrDefault()?.Id,
            ["message_count"] = Math.Min(Messages.Count, 50),
            ["total_message_sent"] = Messages.Count,
            ["member_count"] = 1,
            ["rate_limit_per_user"] = 0,
            ["flags"] = 0,
            ["thread_metadata"] = new JsonObject
            {
                ["archived"] = Archived,
                ["auto_archive_duration"] = AutoArchive,
                ["archive_timestamp"] = madeAt.ToString("O"),
                ["create_timestamp"] = madeAt.ToString("O"),
                ["locked"] = Locked,
            },
        },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static JsonNode Written(Overwrite overwrite) => new JsonObject
    {
        ["id"] = overwrite.Of,
        ["type"] = overwrite.IsMember ? 1 : 0,
        ["allow"] = ((ulong)overwrite.Allow).ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["deny"] = ((ulong)overwrite.Deny).ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
