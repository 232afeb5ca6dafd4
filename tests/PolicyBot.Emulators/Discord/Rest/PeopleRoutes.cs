using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.Rest;

/// <summary>Users, members, roles, guilds, direct messages.</summary>
/// <remarks>https://docs.discord.com/developers/resources/guild</remarks>
internal sealed class PeopleRoutes(DiscordState state)
{
    private const int MembersFlag = 1 << 14;
    private const int ContentFlag = 1 << 18;

    public void Map(Router router)
    {
        router.Map("GET", "/users/@me", _ => state.Bot.ToJson());
        router.Map("GET", "/users/{user_id}", call => (state.Users.GetValueOrDefault(call["user_id"]) ?? throw DiscordError.UnknownUser).ToJson());
        router.Map("GET", "/users/@me/guilds", _ => new JsonArray([.. state.Guilds.Values.Select(g => g.ToJson())]));
        router.Map("POST", "/users/@me/channels", OpenDirect);
        router.Map("GET", "/applications/@me", _ => Application());
        router.Map("GET", "/oauth2/applications/@me", _ => Application());
        router.Map("GET", "/guilds/{guild_id}", call => call.Guild(state).ToJson());
        router.Map("GET", "/guilds/{guild_id}/channels", call => new JsonArray([.. call.Guild(state).Channels.Where(c => !c.IsThread).Select(c => c.ToJson())]));
        router.Map("GET", "/guilds/{guild_id}/roles", call => new JsonArray([.. call.Guild(state).Roles.Values.Select(r => r.ToJson())]));
        router.Map("GET", "/guilds/{guild_id}/members", Members);
        router.Map("GET", "/guilds/{guild_id}/members/{user_id}", call => Member(call).ToJson());
    }

    private JsonObject Application() => new()
    {
        ["id"] = state.Bot.Id,
        ["name"] = state.Bot.Name,
        ["icon"] = null,
        ["description"] = "",
        ["summary"] = "",
        ["type"] = null,
        ["bot_public"] = true,
        ["bot_require_code_grant"] = false,
        ["verify_key"] = state.PublicKey,
        ["flags"] = (state.GrantsMembers ? MembersFlag : 0) | (state.GrantsContent ? ContentFlag : 0),
        ["bot"] = state.Bot.ToJson(),
    };

    private JsonObject OpenDirect(Call call)
    {
        var user = state.Users.GetValueOrDefault((string?)call.Object["recipient_id"] ?? "") ?? throw DiscordError.UnknownUser;
        return user.IsBot ? throw DiscordError.CannotTell : state.DirectWith(user).ToJson();
    }

    private JsonArray Members(Call call)
    {
        var guild = call.Guild(state);
        if (!state.GrantsMembers)
            throw DiscordError.MissingAccess;
        var after = call.Query("after") is { } id ? Snowflakes.Number(id) : 0;
        return [.. guild.Members.Values.Where(m => Snowflakes.Number(m.User.Id) > after)
            .OrderBy(m => Snowflakes.Number(m.User.Id)).Take(call.Limit(1, 1000)).Select(m => m.ToJson())];
    }

    private Member Member(Call call) => call.Guild(state).Members.GetValueOrDefault(call["user_id"]) ?? throw DiscordError.UnknownMember;
}
