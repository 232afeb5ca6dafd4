using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.Rest;

/// <summary>One request to the API, read.</summary>
/// <param name="Template">The route as Discord's OpenAPI description spells it.</param>
/// <param name="Body">The JSON, also out of a multipart form; null where there is none.</param>
internal sealed record Call(HttpContext Http, string Method, string Template, JsonNode? Body, Files Files)
{
    public string this[string part] => (string)Http.GetRouteValue(part)!;

    public JsonObject Object => Body as JsonObject ?? throw DiscordError.BadJson;

    public string? Query(string name) => Http.Request.Query[name].FirstOrDefault();

    public int Limit(int usual, int most) => int.TryParse(Query("limit"), out var asked) ? Math.Clamp(asked, 1, most) : usual;

    public Channel Channel(DiscordState state, Permission needed = Permission.None)
    {
        var channel = state.Channels.GetValueOrDefault(this["channel_id"]) ?? throw DiscordError.UnknownChannel;
        var allowed = state.Allowed(state.Bot, channel);
        if (!allowed.HasFlag(Permission.ViewChannel))
            throw DiscordError.MissingAccess;
        return allowed.HasFlag(needed) ? channel : throw DiscordError.MissingPermissions;
    }

    public Message Message(DiscordState state, Permission needed = Permission.None) =>
        Channel(state, needed).Find(this["message_id"]) is { OnlyFor: null } message ? message : throw DiscordError.UnknownMessage;

    public Guild Guild(DiscordState state) => state.Guilds.GetValueOrDefault(this["guild_id"]) is { } guild && guild.Members.ContainsKey(state.Bot.Id)
        ? guild
        : throw DiscordError.UnknownGuild;

    public static async Task<Call> Read(HttpContext http, string template)
    {
        JsonNode? body = null;
        var files = Files.None;
        if (http.Request.HasFormContentType)
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            files = await Files.Read(form, http.RequestAborted);

            body = form.TryGetValue("payload_json", out var payload) ? JsonNode.Parse(payload.ToString()) : new JsonObject();
        }
        else if (http.Request.ContentLength is > 0 || http.Request.Headers.TransferEncoding.Count > 0)
        {
            using var text = new MemoryStream();
            await http.Request.Body.CopyToAsync(text, http.RequestAborted);
            if (text.Length > 0)
                body = Parsed(text.ToArray());
        }

        return new Call(http, http.Request.Method, template, body, files);
    }

    private static JsonNode? Parsed(byte[] text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw DiscordError.BadJson;
        }
    }
}
