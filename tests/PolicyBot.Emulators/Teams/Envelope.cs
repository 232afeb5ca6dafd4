using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Teams;

/// <summary>Writes the parts of an activity that are the same for all.</summary>
/// <remarks>https://github.com/microsoft/Agents/blob/main/specs/activity/protocol-activity.md</remarks>
public sealed class Envelope(World world, TimeProvider clock)
{
    private const string BotName = "PolicyBot";

    /// <summary>Where the bot shall write to, with a slash at the end.</summary>
    public string ServiceUrl { get; set; } = "";

    public static JsonObject Bot => new() { ["id"] = $"28:{TeamsEmulator.AppId}", ["name"] = BotName };

    public static string MentionOfBot => $"<at>{BotName}</at>";

    /// <param name="thread">The conversation's id, with <c>;messageid=</c> in the thread of a channel.</param>
    public JsonObject Of(string type, Person from, Conversation conversation, string thread)
    {
        var now = clock.GetUtcNow();
        return new JsonObject
        {
            ["type"] = type,
            ["id"] = type == "message" ? world.NextId() : $"f:{Guid.NewGuid()}",
            ["timestamp"] = now.ToString("O"),
            ["localTimestamp"] = now.ToString("O"),
            ["channelId"] = "msteams",
            ["serviceUrl"] = ServiceUrl,
            ["from"] = new JsonObject { ["id"] = from.Id, ["name"] = from.Name, ["aadObjectId"] = from.DirectoryId },
            ["conversation"] = new JsonObject
            {
                ["id"] = thread,
                ["conversationType"] = conversation.IsPersonal ? "personal" : "channel",
                ["isGroup"] = conversation.IsPersonal ? null : true,
                ["tenantId"] = TeamsEmulator.Tenant,
            },
            ["recipient"] = Bot,
            ["entities"] = new JsonArray(new JsonObject
            {
                ["type"] = "clientInfo",
                ["locale"] = "en-GB",
                ["country"] = "GB",
                ["platform"] = "Web",
                ["timezone"] = "Europe/London",
            }),
            ["channelData"] = ChannelData(conversation),
            ["locale"] = "en-GB",
        };
    }

    public static JsonObject ChannelData(Conversation conversation)
    {
        var data = new JsonObject { ["tenant"] = new JsonObject { ["id"] = TeamsEmulator.Tenant } };
        if (conversation.Team is not { } team)
            return data;
        data["teamsChannelId"] = conversation.Id;
        data["teamsTeamId"] = team;
        data["channel"] = new JsonObject { ["id"] = conversation.Id };
        data["team"] = new JsonObject { ["id"] = team, ["name"] = conversation.Name };
        return data;
    }
}
