using System.Text.Json;

namespace PolicyBot.Discord.Interactions;

/// <summary>Something that a person did with the bot. https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object</summary>
public sealed record Interaction(string Id, int Type, string Token)
{
    public const int Ping = 1, Command = 2, Pressed = 3, Autocomplete = 4, Submitted = 5;

    public InteractionData? Data { get; init; }

    public ChannelPart? Channel { get; init; }

    public string? ChannelId { get; init; }

    public string? GuildId { get; init; }

    /// <summary>Who did it, in a guild.</summary>
    public GuildMember? Member { get; init; }

    /// <summary>Who did it, in a direct message.</summary>
    public User? User { get; init; }

    /// <summary>The message whose button was pressed.</summary>
    public MessagePart? Message { get; init; }
}

/// <summary>https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-data</summary>
public sealed record InteractionData
{
    public const int MessageMenu = 3;

    public string? Name { get; init; }

    public int? Type { get; init; }

    public string? CustomId { get; init; }

    public string? TargetId { get; init; }

    public Resolved? Resolved { get; init; }

    public IReadOnlyList<Given>? Options { get; init; }

    public IReadOnlyList<Filled>? Components { get; init; }
}

/// <summary>https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-application-command-interaction-data-option-structure</summary>
public sealed record Given(string Name, int Type)
{
    public const int Subcommand = 1, Group = 2, Attachment = 11;

    public JsonElement? Value { get; init; }

    public IReadOnlyList<Given>? Options { get; init; }

    public bool? Focused { get; init; }
}

/// <summary>A field of a modal as it was sent; labels and rows hold others.</summary>
public sealed record Filled(int Type)
{
    public string? CustomId { get; init; }

    public string? Value { get; init; }

    public IReadOnlyList<string>? Values { get; init; }

    public Filled? Component { get; init; }

    public IReadOnlyList<Filled>? Components { get; init; }
}

public sealed record Resolved
{
    public IReadOnlyDictionary<string, MessagePart>? Messages { get; init; }

    public IReadOnlyDictionary<string, AttachmentPart>? Attachments { get; init; }
}

/// <summary>https://docs.discord.com/developers/resources/message#attachment-object</summary>
public sealed record AttachmentPart(string Id, string Url)
{
    public long? Size { get; init; }
}

/// <summary>https://docs.discord.com/developers/resources/message#message-object</summary>
public sealed record MessagePart(string Id)
{
    public const int Ephemeral = 1 << 6;

    public string? ChannelId { get; init; }

    public string? Content { get; init; }

    public int? Flags { get; init; }

    public User? Author { get; init; }

    public GuildMember? Member { get; init; }

    public IReadOnlyList<ComponentPart>? Components { get; init; }
}

public sealed record ComponentPart(int Type)
{
    public int? Id { get; init; }
}

/// <summary>https://docs.discord.com/developers/resources/channel#channel-object</summary>
public sealed record ChannelPart(string Id)
{
    public int? Type { get; init; }

    public string? ParentId { get; init; }

    public string? GuildId { get; init; }

    public string? Name { get; init; }

    public IReadOnlyList<Overwrite>? PermissionOverwrites { get; init; }

    /// <summary>10 to 12 are threads.</summary>
    public bool IsThread => Type is 10 or 11 or 12;
}

/// <summary>https://docs.discord.com/developers/resources/user#user-object</summary>
public sealed record User(string Id)
{
    public string? Username { get; init; }

    public string? GlobalName { get; init; }

    public bool? Bot { get; init; }
}

/// <summary>https://docs.discord.com/developers/resources/guild#guild-member-object</summary>
public sealed record GuildMember
{
    public User? User { get; init; }

    public string? Nick { get; init; }

    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>How people of the guild know them.</summary>
    public string Name(User user) => Nick ?? user.GlobalName ?? user.Username ?? "Somebody";
}

/// <summary>https://docs.discord.com/developers/topics/permissions#role-object</summary>
public sealed record Role(string Id, string Name, string Permissions);

/// <summary>https://docs.discord.com/developers/resources/channel#overwrite-object</summary>
/// <param name="Type">0 a role's, 1 a member's.</param>
public sealed record Overwrite(string Id, int Type, string Allow, string Deny);

/// <summary>https://docs.discord.com/developers/resources/application#application-object</summary>
public sealed record Application(string Id)
{
    private const int Members = 1 << 14, MembersLimited = 1 << 15, Content = 1 << 18, ContentLimited = 1 << 19;

    public string? Name { get; init; }

    public long? Flags { get; init; }

    public bool SeesMembers => (Flags & (Members | MembersLimited)) is not (null or 0);

    public bool SeesContent => (Flags & (Content | ContentLimited)) is not (null or 0);
}
