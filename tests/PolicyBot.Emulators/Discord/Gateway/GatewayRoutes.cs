using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.Rest;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.Gateway;

/// <remarks>https://docs.discord.com/developers/events/gateway#get-gateway-bot</remarks>
internal sealed class GatewayRoutes(DiscordState state, IdentifyBudget budget, DiscordOptions options)
{
    public void Map(Router router)
    {
        router.Map("GET", "/gateway", _ => new JsonObject { ["url"] = Url });
        router.Map("GET", "/gateway/bot", _ => new JsonObject
        {
            ["url"] = Url,
            ["shards"] = options.Shards,
            ["session_start_limit"] = budget.ToJson(),
        });
    }

    private string Url => $"{state.Origin.Replace("http", "ws", StringComparison.Ordinal)}/gateway";
}
