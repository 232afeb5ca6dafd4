using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.Gateway;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.Rest;

/// <remarks>https://docs.discord.com/developers/resources/message#create-reaction</remarks>
internal sealed class ReactionRoutes(DiscordState state, Announcer announcer)
{
    private const string All = "/channels/{channel_id}/messages/{message_id}/reactions";

    public void Map(Router router)
    {
        router.Map("GET", All + "/{emoji_name}", List);
        router.Map("PUT", All + "/{emoji_name}/@me", Add);
        router.Map("DELETE", All + "/{emoji_name}/@me", call => Remove(call, state.Bot.Id));
        router.Map("DELETE", All + "/{emoji_name}/{user_id}", call => Remove(call, call["user_id"], Permission.ManageMessages));
        router.Map("DELETE", All, Clear);
    }

    private JsonArray List(Call call)
    {
        var people = call.Message(state).Reactions.GetValueOrDefault(Emoji(call)) ?? [];
        var after = call.Query("after") is { } id ? Snowflakes.Number(id) : 0;
        return [.. people.Where(p => Snowflakes.Number(p) > after).OrderBy(Snowflakes.Number).Take(call.Limit(25, 100)).Select(p => state.Users[p].ToJson())];
    }

    private JsonNode? Add(Call call)
    {
        var message = call.Message(state, Permission.ReadMessageHistory);
        if (message.Channel.Archived)
            throw DiscordError.Archived;
        if (!message.Reactions.ContainsKey(Emoji(call)))
            call.Message(state, Permission.AddReactions);
        announcer.React(message, Emoji(call), state.Bot);
        return null;
    }

    private JsonNode? Remove(Call call, string user, Permission needed = Permission.None)
    {
        var who = state.Users.GetValueOrDefault(user) ?? throw DiscordError.UnknownUser;
        announcer.Unreact(call.Message(state, needed), Emoji(call), who);
        return null;
    }

    private JsonNode? Clear(Call call)
    {
        call.Message(state, Permission.ManageMessages).Reactions.Clear();
        return null;
    }

    private static string Emoji(Call call) => call["emoji_name"] is var emoji && emoji.Any(char.IsAsciiLetter) && !emoji.Contains(':', StringComparison.Ordinal)
        ? throw DiscordError.UnknownEmoji
        : emoji;
}
