using System.Text.Json;

namespace PolicyBot.Discord.Interactions;

/// <summary>Something that a person did with the bot. https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object</summary>
/// <param name="Member">Who did it, in a guild.</param>
/// <param name="User">Who did it, in a direct message.</param>
/// <param name="Message">The message whose button was pressed.</param>
public sealed record Interaction(
    string Id, int Type, string Token, InteractionData? Data = null, ChannelPart? Channel = null, string? ChannelId = null,
    string? GuildId = null, GuildMember? Member = null, User? User = null, MessagePart? Message = null)
{
    public const int Ping = 1, Command = 2, Pressed = 3, Autocomplete = 4, Submitted = 5;
}

/// <summary>https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-data</summary>
public sealed record InteractionData(
    string? Name = null, int? Type = null, string? CustomId = null, string? TargetId = null, Resolved? Resolved = null,
    IReadOnlyList<Given>? Options = null, IReadOnlyList<Filled>? Components = null)
{
    public const int MessageMenu = 3;
}

/// <summary>https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-application-command-interaction-data-option-structure</summary>
public sealed record Given(string Name, int Type, JsonElement? Value = null, IReadOnlyList<Given>? Options = null, bool? Focused = null)
{
    public const int Subcommand = 1, Group = 2, Attachment = 11;
}

/// <summary>A field of a modal as it was sent; labels and rows hold others.</summary>
public sealed record Filled(
    int Type, string? CustomId = null, string? Value = null, IReadOnlyList<string>? Values = null, Filled? Component = null, IReadOnlyList<Filled>? Components = null);

public sealed record Resolved(IReadOnlyDictionary<string, MessagePart>? Messages = null, IReadOnlyDictionary<string, AttachmentPart>? Attachments = null);

/// <summary>https://docs.discord.com/developers/resources/message#attachment-object</summary>
public sealed record AttachmentPart(string Id, string Url, long? Size = null);

/// <summary>https://docs.discord.com/developers/resources/message#message-object</summary>
public sealed record MessagePart(string Id, string? Content = null, int? Flags = null, User? Author = null, IReadOnlyList<ComponentPart>? Components = null)
{
    public const int Ephemeral = 1 << 6;
}

public sealed record ComponentPart(int Type, int? Id = null);

/// <summary>https://docs.discord.com/developers/resources/channel#channel-object</summary>
public sealed record ChannelPart(string Id, int? Type = null, string? ParentId = null, string? GuildId = null, IReadOnlyList<Overwrite>? PermissionOverwrites = null)
{
    /// <summary>10 to 12 are threads.</summary>
    public bool IsThread => Type is 10 or 11 or 12;
}

/// <summary>https://docs.discord.com/developers/resources/user#user-object</summary>
public sealed record User(string Id, string? Username = null, string? GlobalName = null, bool? Bot = null);

/// <summary>https://docs.discord.com/developers/resources/guild#guild-object</summary>
public sealed record Guild(string Id, string? OwnerId = null);

/// <summary>https://docs.discord.com/developers/resources/guild#guild-member-object</summary>
public sealed record GuildMember(User? User = null, string? Nick = null, IReadOnlyList<string>? Roles = null)
{
    /// <summary>How people of the guild know them.</summary>
    public string Name(User user) => Nick ?? user.GlobalName ?? user.Username ?? "Somebody";
}

/// <summary>https://docs.discord.com/developers/topics/permissions#role-object</summary>
public sealed record Role(string Id, string Name, string Permissions);

/// <summary>https://docs.discord.com/developers/resources/channel#overwrite-object</summary>
/// <param name="Type">0 a role's, 1 a member's.</param>
public sealed record Overwrite(string Id, int Type, string Allow, string Deny);

/// <summary>https://docs.discord.com/developers/resources/application#application-object</summary>
public sealed record Application(string Id, string? Name = null, long? Flags = null)
{
    private const int Members = 1 << 14, MembersLimited = 1 << 15, Content = 1 << 18, ContentLimited = 1 << 19;

    public bool SeesMembers => (Flags & (Members | MembersLimited)) is not (null or 0);

    public bool SeesContent => (Flags & (Content | ContentLimited)) is not (null or 0);
}
