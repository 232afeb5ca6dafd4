using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Discord.World;

/// <summary>A message, with everything that it ever showed.</summary>
internal sealed class Message(string id, Channel channel, User author, DateTimeOffset at)
{
    public string Id => id;

    public Channel Channel => channel;

    public User Author => author;

    public DateTimeOffset At => at;

    public DateTimeOffset? EditedAt { get; set; }

    /// <summary>content, embeds, components, attachments, flags.</summary>
    public JsonObject Body { get; set; } = [];

    /// <summary>Every body so far, the present one last.</summary>
    public List<JsonObject> Bodies { get; } = [];

    /// <summary>By name, the newest bytes.</summary>
    public Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>Who sees it where it is ephemeral; null for everybody.</summary>
    public string? OnlyFor { get; init; }

    public string? Nonce { get; init; }

    public bool Deleted { get; set; }

    /// <summary>A deferred answer that is still awaited.</summary>
    public bool Thinking { get; set; }

    public Channel? Thread { get; set; }

    public JsonObject? Interaction { get; init; }

    public JsonObject? ReplyTo { get; init; }

    /// <summary>Emoji → who, in order.</summary>
    public Dictionary<string, List<string>> Reactions { get; } = [];

    public int Flags => (int?)Body["flags"] ?? 0;

    public void Shows(JsonObject body)
    {
        Body = body;
        Bodies.Add(body);
    }

    public JsonObject ToJson(bool withContent = true)
    {
        var json = new JsonObject
        {
            ["id"] = id,
            ["channel_id"] = channel.Id,
            ["type"] = Interaction is null ? ReplyTo is null ? 0 : 19 : 20,
            ["author"] = author.ToJson(),
            ["timestamp"] = at.ToString("O"),
            ["edited_timestamp"] = EditedAt?.ToString("O"),
            ["tts"] = false,
            ["mention_everyone"] = false,
            ["mentions"] = new JsonArray(),
            ["mention_roles"] = new JsonArray(),
            ["pinned"] = false,
            ["flags"] = Flags | (OnlyFor is null ? 0 : 64) | (Thinking ? 128 : 0) | (Thread is null ? 0 : 32),
            ["content"] = withContent ? (string?)Body["content"] ?? "" : "",
        };
        foreach (var list in (string[])["embeds", "components", "attachments"])
            json[list] = withContent && Body[list] is { } shown ? shown.DeepClone() : new JsonArray();
        if (Reactions.Count > 0)
            json["reactions"] = new JsonArray([.. Reactions.Select(r => Counted(r.Key, r.Value))]);
        if (Nonce is not null)
            json["nonce"] = Nonce;
        if (author.IsBot)
            json["application_id"] = author.Id;
        if (Thread is not null)
            json["thread"] = Thread.ToJson();
        if (Interaction is not null)
            json["interaction_metadata"] = Interaction.DeepClone();
        if (ReplyTo is not null)
            json["message_reference"] = ReplyTo.DeepClone();
        return json;
    }

    private static JsonNode Counted(string emoji, List<string> who) => new JsonObject
    {
        ["emoji"] = Emoji(emoji),
        ["count"] = who.Count,
        ["count_details"] = new JsonObject { ["burst"] = 0, ["normal"] = who.Count },
        ["me"] = false,
        ["me_burst"] = false,
        ["burst_colors"] = new JsonArray(),
    };

    public static JsonObject Emoji(string emoji) => new() { ["id"] = null, ["name"] = emoji };
}
