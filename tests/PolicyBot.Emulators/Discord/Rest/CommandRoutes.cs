using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.Rules;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.Rest;

/// <summary>The commands that the application registered, for everywhere or for one guild.</summary>
/// <remarks>https://docs.discord.com/developers/interactions/application-commands#bulk-overwrite-global-application-commands</remarks>
internal sealed class CommandRoutes(DiscordState state)
{
    private const int CreatesADay = 200;
    private const string Everywhere = "/applications/{application_id}/commands";
    private const string InGuild = "/applications/{application_id}/guilds/{guild_id}/commands";
    private readonly Dictionary<string, JsonArray> commands = [];
    private readonly Dictionary<string, int> created = [];

    /// <summary>How often commands were written.</summary>
    public int Writes { get; private set; }

    public void Map(Router router)
    {
        router.Map("GET", Everywhere, call => Of("").DeepClone());
        router.Map("PUT", Everywhere, call => Overwrite(call, ""));
        router.Map("POST", Everywhere, call => Add(call, ""));
        router.Map("GET", InGuild, call => Of(call.Guild(state).Id).DeepClone());
        router.Map("PUT", InGuild, call => Overwrite(call, call.Guild(state).Id));
        router.Map("POST", InGuild, call => Add(call, call.Guild(state).Id));
        router.Map("GET", Everywhere + "/{command_id}", call => Find(call, "").DeepClone());
        router.Map("DELETE", Everywhere + "/{command_id}", call =>
        {
            Of("").Remove(Find(call, ""));
            return null;
        });
    }

    /// <summary>Those that a person sees in a guild.</summary>
    public IEnumerable<JsonObject> SeenIn(string? guild) => Of("").Concat(guild is null ? [] : Of(guild)).OfType<JsonObject>();

    private JsonNode Overwrite(Call call, string guild)
    {
        var wanted = Body(call) as JsonArray ?? throw DiscordError.BadJson;
        CommandRules.Check(wanted);
        var before = Of(guild);
        var after = new JsonArray([.. wanted.Select(w => Completed((JsonObject)w!, guild, before))]);
        Count(guild, after.Count(a => before.All(b => (string?)b!["id"] != (string?)a!["id"])));
        commands[guild] = after;
        Writes++;
        return after.DeepClone();
    }

    private JsonNode Add(Call call, string guild)
    {
        var before = Of(guild);
        var command = Completed(call.Object, guild, before);
        var others = before.Where(b => (string?)b!["id"] != (string?)command["id"]).Select(b => b!.DeepClone()).ToList();
        var after = new JsonArray([.. others, command]);
        CommandRules.Check(after);
        Count(guild, after.Count > before.Count ? 1 : 0);
        commands[guild] = after;
        Writes++;
        return command.DeepClone();
    }

    private JsonNode? Body(Call call) => call["application_id"] == state.Bot.Id ? call.Body : throw DiscordError.MissingAccess;

    private JsonObject Find(Call call, string guild) =>
        Of(guild).OfType<JsonObject>().FirstOrDefault(c => (string?)c["id"] == call["command_id"]) ?? throw DiscordError.UnknownCommand;

    private JsonArray Of(string guild) => commands.TryGetValue(guild, out var known) ? known : commands[guild] = [];

    private void Count(string guild, int more)
    {
        created[guild] = created.GetValueOrDefault(guild) + more;
        if (created[guild] > CreatesADay)
            throw new DiscordError(400, 30034, "Maximum number of daily application command creates has been reached (200)");
    }

    /// <summary>With what Discord adds; a command of the same name keeps its id.</summary>
    private JsonObject Completed(JsonObject command, string guild, JsonArray before)
    {
        var full = (JsonObject)command.DeepClone();
        full["type"] ??= 1;
        var known = before.FirstOrDefault(b => (string?)b!["name"] == (string?)full["name"] && (int)b["type"]! == (int)full["type"]!);
        full["id"] = (string?)known?["id"] ?? state.Ids.Next();
        full["version"] = state.Ids.Next();
        full["application_id"] = state.Bot.Id;
        full["description"] ??= "";
        full["default_member_permissions"] ??= null;
        full["nsfw"] ??= false;
        full["integration_types"] ??= new JsonArray(0);
        full["contexts"] ??= null;
        if (guild.Length > 0)
            full["guild_id"] = guild;
        return full;
    }
}
