using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Teams;

/// <summary>A call to the connector.</summary>
/// <param name="Length">Of its body, in bytes.</param>
public sealed record ConnectorCall(string Method, string Path, int Length)
{
    /// <summary>The id in the path, perhaps with <c>;messageid=</c>.</summary>
    public string? Conversation { get; init; }

    /// <summary>The id of the activity or of the member.</summary>
    public string? Activity { get; init; }
}

/// <summary>What the connector answers.</summary>
public sealed record Outcome(int Status, JsonNode? Body = null)
{
    public static readonly Outcome NotInRoster = Refuse(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");

    public static Outcome Refuse(int status, string code, string message) =>
        new(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });
}
