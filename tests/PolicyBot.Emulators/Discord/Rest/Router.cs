using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.Rest;

/// <summary>Puts each handler behind the door, one request at a time.</summary>
internal sealed class Router(IEndpointRouteBuilder endpoints, Door door, DiscordState state)
{
    public const string Base = "/api/v10";

    public void Map(string method, string template, Func<Call, JsonNode?> handler) =>
        endpoints.MapMethods(Base + template, [method], (HttpContext http) => door.Serve(http, template, call =>
        {
            lock (state.Gate)
                return handler(call);
        }));
}
