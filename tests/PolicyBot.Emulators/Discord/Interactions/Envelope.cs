using System.Globalization;
using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.Interactions;

/// <summary>An interaction as the bot gets it.</summary>
/// <remarks>https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object</remarks>
internal static class Envelope
{
    public static JsonObject Of(Interaction interaction, DiscordState state)
    {
        var (channel, user) = (interaction.Channel, interaction.User);
        var json = new JsonObject
        {
            ["id"] = interaction.Id,
            ["application_id"] = state.Bot.Id,
            ["type"] = (int)interaction.Type,
            ["token"] = interaction.Token,
            ["version"] = 1,
            ["data"] = interaction.Data.DeepClone(),
            ["channel_id"] = channel.Id,
            ["channel"] = channel.ToJson(),
            ["locale"] = "en-GB",
            ["app_permissions"] = Bits(state.Allowed(state.Bot, channel)),
            ["entitlements"] = new JsonArray(),
            ["attachment_size_limit"] = 10 * 1024 * 1024,
            ["context"] = channel.Guild is null ? 1 : 0,
            ["authorizing_integration_owners"] = new JsonObject { ["0"] = channel.Guild?.Id ?? "0" },
        };
        if (channel.Guild is { } guild)
        {
            json["guild_id"] = guild.Id;
            json["guild"] = new JsonObject { ["id"] = guild.Id, ["locale"] = "en-US", ["features"] = new JsonArray() };
            json["guild_locale"] = "en-US";
            json["member"] = guild.Members[user.Id].ToJson();
            json["member"]!["permissions"] = Bits(state.Allowed(user, channel));
        }
        else
        {
            json["user"] = user.ToJson();
        }

        if (interaction.Source is { } source)
            json["message"] = source.ToJson();
        return json;
    }

    private static string Bits(Permission permissions) => ((ulong)permissions).ToString(CultureInfo.InvariantCulture);
}
