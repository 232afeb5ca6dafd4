using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Discord.Rest;

/// <summary>An error of the API, thrown by a handler and written by the door.</summary>
/// <remarks>https://docs.discord.com/developers/topics/opcodes-and-status-codes#json</remarks>
internal sealed class DiscordError(int status, int code, string message, JsonObject? errors = null) : Exception(message)
{
    public int Status => status;

    public int Code => code;

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["code"] = code, ["message"] = Message };
        if (errors is not null)
            json["errors"] = errors.DeepClone();
        return json;
    }

    public static DiscordError UnknownChannel => new(404, 10003, "Unknown Channel");

    public static DiscordError UnknownGuild => new(404, 10004, "Unknown Guild");

    public static DiscordError UnknownMember => new(404, 10007, "Unknown Member");

    public static DiscordError UnknownMessage => new(404, 10008, "Unknown Message");

    public static DiscordError UnknownUser => new(404, 10013, "Unknown User");

    public static DiscordError UnknownInteraction => new(404, 10062, "Unknown interaction");

    public static DiscordError UnknownCommand => new(404, 10063, "Unknown application command");

    public static DiscordError UnknownEmoji => new(400, 10014, "Unknown Emoji");

    public static DiscordError AlreadyAcknowledged => new(400, 40060, "Interaction has already been acknowledged.");

    public static DiscordError MissingAccess => new(403, 50001, "Missing Access");

    public static DiscordError NotOurs => new(403, 50005, "Cannot edit a message authored by another user");

    public static DiscordError Empty => new(400, 50006, "Cannot send an empty message");

    public static DiscordError CannotTell => new(403, 50007, "Cannot send messages to this user");

    public static DiscordError MissingPermissions => new(403, 50013, "Missing Permissions");

    public static DiscordError TokenExpired => new(401, 50027, "Invalid Webhook Token");

    public static DiscordError Archived => new(400, 50083, "Thread is archived");

    public static DiscordError BadJson => new(400, 50109, "The request body contains invalid JSON.");

    public static DiscordError HasThread => new(400, 160004, "A thread has already been created for this message");

    public static DiscordError Unauthorized => new(401, 0, "401: Unauthorized");
}
