using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Teams;

/// <summary>What a dialog was opened from.</summary>
/// <param name="Command">The message extension's command; null for a button on a card.</param>
/// <param name="Payload">The message that the command was chosen on.</param>
internal sealed record DialogOrigin(Message On, string? Command, JsonObject? Payload)
{
    /// <summary>The value of the invoke that opens or submits the dialog.</summary>
    public JsonObject Value(JsonObject? data)
    {
        var value = new JsonObject { ["context"] = new JsonObject { ["theme"] = "default" } };
        if (data is not null)
            value["data"] = data.DeepClone();
        if (Command is null)
            return value;
        value["commandId"] = Command;
        value["commandContext"] = "message";
        value["messagePayload"] = Payload!.DeepClone();
        return value;
    }
}
