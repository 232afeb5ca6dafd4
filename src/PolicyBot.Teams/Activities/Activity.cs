using System.Text.Json;
using System.Text.Json.Serialization;

namespace PolicyBot.Teams.Activities;

/// <summary>What Teams sends; unknown members are ignored, missing ones are null.
/// https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#activity-object</summary>
internal sealed record Activity
{
    public string? Type { get; init; }

    public string? Id { get; init; }

    public string? ChannelId { get; init; }

    public string? ServiceUrl { get; init; }

    public Party? From { get; init; }

    public Party? Recipient { get; init; }

    public Conversation? Conversation { get; init; }

    public string? Text { get; init; }

    /// <summary>Which invoke it is, such as <c>task/fetch</c>.</summary>
    public string? Name { get; init; }

    public JsonElement? Value { get; init; }

    /// <summary>The message whose card was pressed, or that was reacted to.</summary>
    public string? ReplyToId { get; init; }

    public ChannelData? ChannelData { get; init; }

    public Entity[]? Entities { get; init; }

    public ReactionSent[]? ReactionsAdded { get; init; }

    public ReactionSent[]? ReactionsRemoved { get; init; }

    public Party[]? MembersAdded { get; init; }

    public Party[]? MembersRemoved { get; init; }

    /// <summary><c>add</c> or <c>remove</c>, with their <c>-upgrade</c> kinds, of an <c>installationUpdate</c>.</summary>
    public string? Action { get; init; }
}

/// <summary>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#channelaccount-object</summary>
/// <param name="Id"><c>29:…</c> a person, <c>28:…</c> a bot.</param>
/// <param name="AadObjectId">The person's id in Microsoft Entra; the same in every conversation.</param>
/// <param name="ObjectId">The same, as lists of members call it.</param>
internal sealed record Party(string? Id, string? Name, string? AadObjectId, string? ObjectId = null);

/// <summary>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#conversationaccount-object</summary>
/// <param name="ConversationType"><c>personal</c>, <c>groupChat</c> or <c>channel</c>.</param>
internal sealed record Conversation(string? Id, string? ConversationType, string? TenantId)
{
    private const string Thread = ";messageid=";

    /// <summary>The conversation's id without the thread.</summary>
    [JsonIgnore]
    public string Place => Id!.Split(Thread)[0];

    /// <summary>The message that a channel's thread begins with; null elsewhere.</summary>
    [JsonIgnore]
    public string? Root => Id!.Split(Thread) is [_, var root, ..] ? root : null;

    [JsonIgnore]
    public bool IsPersonal => ConversationType == "personal";

    public static string InThread(string place, string root) => $"{place}{Thread}{root}";

    /// <summary>Channels have threads, chats have none.</summary>
    public static bool IsChannel(string place) =>
        place.EndsWith("@thread.tacv2", StringComparison.Ordinal) || place.EndsWith("@thread.skype", StringComparison.Ordinal);
}

/// <summary>https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-messages#teams-channel-data</summary>
internal sealed record ChannelData(Named? Tenant);

internal sealed record Named(string? Id);

/// <summary>https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations#work-with-mentions</summary>
internal sealed record Entity(string? Type, Party? Mentioned, string? Text);

/// <summary>https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/message-reactions</summary>
internal sealed record ReactionSent(string? Type);
