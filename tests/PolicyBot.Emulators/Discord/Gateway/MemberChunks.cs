using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.Gateway;

/// <summary>Answers REQUEST_GUILD_MEMBERS.</summary>
/// <remarks>https://docs.discord.com/developers/events/gateway-events#request-guild-members</remarks>
internal static class MemberChunks
{
    public static void Send(GatewaySession session, DiscordState state, JsonObject wish, int size)
    {
        if (state.Guilds.GetValueOrDefault((string?)wish["guild_id"] ?? "") is not { } guild)
            return;
        var ids = wish["user_ids"] switch
        {
            JsonArray list => list.Select(i => (string)i!).ToHashSet(),
            JsonValue one => [(string)one!],
            _ => null,
        };
        var begun = (string?)wish["query"] ?? "";
        var limit = (int?)wish["limit"] ?? 0;
        // The whole list is for those with the intent; ids and beginnings of names are for all.
        var open = session.Intents.HasFlag(Intents.GuildMembers) || ids is not null || begun.Length > 0 && limit > 0;
        var found = guild.Members.Values
            .Where(m => open && (ids is null ? m.User.Name.StartsWith(begun, StringComparison.OrdinalIgnoreCase) : ids.Contains(m.User.Id)))
            .Take(limit > 0 ? limit : int.MaxValue).ToList();
        var chunks = found.Chunk(size).DefaultIfEmpty([]).ToList();
        for (var i = 0; i < chunks.Count; i++)
        {
            var chunk = new JsonObject
            {
                ["guild_id"] = guild.Id,
                ["members"] = new JsonArray([.. chunks[i].Select(m => m.ToJson())]),
                ["chunk_index"] = i,
                ["chunk_count"] = chunks.Count,
                ["not_found"] = new JsonArray([.. (ids ?? []).Where(id => !guild.Members.ContainsKey(id)).Select(id => JsonValue.Create(id))]),
            };
            if (wish["nonce"] is { } nonce)
                chunk["nonce"] = nonce.DeepClone();
            session.Dispatch("GUILD_MEMBERS_CHUNK", chunk);
        }
    }
}
