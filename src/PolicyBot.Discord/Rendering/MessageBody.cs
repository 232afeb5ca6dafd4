using System.Text.Json.Serialization;
using PolicyBot.Discord.Rest;

namespace PolicyBot.Discord.Rendering;

/// <summary>A message to create or edit. https://docs.discord.com/developers/resources/message#create-message</summary>
public sealed record MessageBody(IReadOnlyList<Component> Components)
{
    public const int Ephemeral = 1 << 6, ComponentsV2 = 1 << 15;

    public int Flags { get; init; } = ComponentsV2;

    /// <summary>Whom the message may ping: nobody, unless the bot chose them.</summary>
    public AllowedMentions AllowedMentions { get; init; } = AllowedMentions.Nobody;
    public string? Nonce { get; init; }

    /// <summary>A second create with the same nonce gives the first one's message.</summary>
    public bool? EnforceNonce { get; init; }

    /// <summary>Names the uploads; an edit drops every older one.</summary>
    public IReadOnlyList<AttachmentNote>? Attachments => Uploads.Count == 0 ? null : [.. Uploads.Select((u, i) => new AttachmentNote($"{i}", u.Name, u.Describes))];

    [JsonIgnore]
    public IReadOnlyList<Upload> Uploads { get; init; } = [];

    public MessageBody ToOne() => this with { Flags = ComponentsV2 | Ephemeral };
}

/// <summary>https://docs.discord.com/developers/resources/message#allowed-mentions-object</summary>
public sealed record AllowedMentions(IReadOnlyList<string> Parse)
{
    public static readonly AllowedMentions Nobody = new([]);

    public IReadOnlyList<string>? Users { get; init; }

    /// <param name="users">At most 100.</param>
    public static AllowedMentions Exactly(IReadOnlyList<string> users) => new([]) { Users = users };
}

public sealed record AttachmentNote(string Id, string Filename, string? Description);
