using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.Gateway;

/// <summary>How sessions begin and go on.</summary>
/// <remarks>https://docs.discord.com/developers/events/gateway#connection-lifecycle</remarks>
internal sealed class Handshake(DiscordState state, Sessions sessions, Announcer announcer, IdentifyBudget budget, DiscordOptions options)
{
    private int refusedResumes, withheldReadies, resumes;

    public int Resumes => resumes;

    public void RefuseResumes(int times) => refusedResumes = times;

    public void WithholdReadies(int times) => withheldReadies = times;

    public void Identify(Connection connection, JsonObject wish)
    {
        var (shard, shards) = wish["shard"] is JsonArray { Count: 2 } split ? ((int)split[0]!, (int)split[1]!) : (0, 1);
        var soon = !budget.Take(shard);
        if (Refusal(wish, shard, shards) is { } code)
        {
            connection.Close(code);
            return;
        }

        if (soon)
        {
            connection.Send(Op.InvalidSession, false);
            return;
        }

        var session = new GatewaySession(Guid.NewGuid().ToString("N"), (Intents)(int)wish["intents"]!, shard, shards) { Connection = connection };
        connection.Session = session;
        sessions.Add(session);
        if (withheldReadies-- > 0)
            return;
        var guilds = state.Guilds.Values.Where(g => g.Members.ContainsKey(state.Bot.Id) && session.Serves(g.Id)).ToList();
        session.Dispatch("READY", Ready(session, guilds, wish["shard"]));
        foreach (var guild in guilds.Where(_ => session.Intents.HasFlag(Intents.Guilds)))
            session.Dispatch("GUILD_CREATE", guild.ToCreateEvent(announcer.Visible(guild, session)));
    }

    public void Resume(Connection connection, JsonObject wish)
    {
        Interlocked.Increment(ref resumes);
        if ((string?)wish["token"] != options.Token)
        {
            connection.Close(4004);
            return;
        }

        var session = sessions.Find((string?)wish["session_id"] ?? "");
        if (session is null || refusedResumes-- > 0)
        {
            if (session is not null)
                sessions.End(session);
            connection.Send(Op.InvalidSession, false);
            return;
        }

        var after = (int?)wish["seq"] ?? -1;
        if (after < 0 || after > session.Sequence)
        {
            sessions.End(session);
            connection.Close(4007);
            return;
        }

        session.Connection?.Drop();
        session.Connection = connection;
        connection.Session = session;
        session.Replay(after);
    }

    /// <summary>The close code that answers a wrong IDENTIFY; null for a right one.</summary>
    private int? Refusal(JsonObject wish, int shard, int shards)
    {
        if ((string?)wish["token"] != options.Token || budget.Remaining < 0)
            return 4004;
        if (wish["properties"] is not JsonObject || shards < 1)
            return 4002;
        if (shard < 0 || shard >= shards)
            return 4010;
        if (shards < options.Shards && options.ShardsRequired)
            return 4011;
        if (wish["intents"] is not JsonValue value || !value.TryGetValue<int>(out var bits) || (bits & ~(int)Intents.Known) != 0)
            return 4013;
        var intents = (Intents)bits;
        return intents.HasFlag(Intents.GuildPresences) || intents.HasFlag(Intents.GuildMembers) && !options.GrantsMembers
            || intents.HasFlag(Intents.MessageContent) && !options.GrantsContent ? 4014 : null;
    }

    private JsonObject Ready(GatewaySession session, IEnumerable<Guild> guilds, JsonNode? shard)
    {
        var ready = new JsonObject
        {
            ["v"] = 10,
            ["user"] = state.Bot.ToJson(),
            ["user_settings"] = new JsonObject(),
            ["session_type"] = "normal",
            ["session_id"] = session.Id,
            ["resume_gateway_url"] = $"{state.Origin.Replace("http", "ws", StringComparison.Ordinal)}/resume",
            ["relationships"] = new JsonArray(),
            ["private_channels"] = new JsonArray(),
            ["presences"] = new JsonArray(),
            ["guilds"] = new JsonArray([.. guilds.Select(g => new JsonObject { ["id"] = g.Id, ["unavailable"] = true })]),
            ["application"] = new JsonObject { ["id"] = state.Bot.Id, ["flags"] = 0 },
        };
        if (shard is not null)
            ready["shard"] = shard.DeepClone();
        return ready;
    }
}
