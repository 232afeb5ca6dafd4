using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.Gateway;
using PolicyBot.Emulators.Discord.Rules;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.Rest;

/// <remarks>https://docs.discord.com/developers/resources/channel#start-thread-from-message</remarks>
internal sealed class ThreadRoutes(DiscordState state, Announcer announcer)
{
    private static readonly int[] Durations = [60, 1440, 4320, 10080];

    public void Map(Router router)
    {
        router.Map("GET", "/channels/{channel_id}", call => call.Channel(state).ToJson());
        router.Map("PATCH", "/channels/{channel_id}", Change);
        router.Map("POST", "/channels/{channel_id}/messages/{message_id}/threads", call => Start(call, call.Message(state)));
        router.Map("POST", "/channels/{channel_id}/threads", call => Start(call, null));
        router.Map("PUT", "/channels/{channel_id}/thread-members/@me", Join);
        router.Map("GET", "/guilds/{guild_id}/threads/active", call => Listed(call.Guild(state).Channels.Where(c => c is { IsThread: true, Archived: false })));
        router.Map("GET", "/channels/{channel_id}/threads/archived/public", call =>
            Listed(call.Channel(state).Guild!.Channels.Where(c => c is { IsThread: true, Archived: true } && c.Parent == call.Channel(state))));
    }

    private JsonObject Start(Call call, Message? from)
    {
        var channel = call.Channel(state, Permission.CreatePublicThreads);
        if (channel.Type != ChannelType.Text)
            throw new DiscordError(400, 50024, "Cannot execute action on this channel type");
        if (from?.Thread is not null)
            throw DiscordError.HasThread;
        var problems = new Problems();
        problems.Length("name", (string?)call.Object["name"], 1, 100);
        var minutes = (int?)call.Object["auto_archive_duration"] ?? 4320;
        if (!Durations.Contains(minutes))
            problems.Add("auto_archive_duration", "BASE_TYPE_CHOICES", "Value must be one of (60, 1440, 4320, 10080).");
        problems.Throw();
        var thread = state.AddThread((string)call.Object["name"]!, channel, from, state.Bot);
        thread.AutoArchive = minutes;
        announcer.ThreadCreated(thread);
        return thread.ToJson();
    }

    private JsonObject Change(Call call)
    {
        var thread = call.Channel(state);
        if (!thread.IsThread || thread.Owner != state.Bot)
            call.Channel(state, Permission.ManageThreads);
        thread.Archived = (bool?)call.Object["archived"] ?? thread.Archived;
        thread.Locked = (bool?)call.Object["locked"] ?? thread.Locked;
        announcer.ThreadUpdated(thread);
        return thread.ToJson();
    }

    private JsonNode? Join(Call call) => call.Channel(state).Archived ? throw DiscordError.Archived : null;

    private static JsonObject Listed(IEnumerable<Channel> threads) => new()
    {
        ["threads"] = new JsonArray([.. threads.Select(t => t.ToJson())]),
        ["members"] = new JsonArray(),
        ["has_more"] = false,
    };
}
