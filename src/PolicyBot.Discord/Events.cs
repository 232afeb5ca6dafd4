using PolicyBot.Discord.Channels;
using PolicyBot.Discord.Gateway;
using PolicyBot.Discord.Interactions;
using PolicyBot.Discord.Rest;

namespace PolicyBot.Discord;

/// <summary>From a gateway event to what the bot does about it, on one screen.</summary>
public sealed class Events(Desk desk, DiscordApi api, Reactions reactions, ReactionsAway away, Replies replies, Guilds guilds)
{
    public Task Take(Dispatched e) => e.Name switch
    {
        "INTERACTION_CREATE" => Answer(e),
        "MESSAGE_REACTION_ADD" => reactions.Added(e),
        "MESSAGE_REACTION_REMOVE" => reactions.Removed(e),
        "MESSAGE_CREATE" => replies.Take(e),
        "GUILD_CREATE" => guilds.Greet(e),
        "GUILD_DELETE" => guilds.Forget(e),
        // A session that begins does not tell what happened before it.
        "READY" => away.Read(e),
        _ => Task.CompletedTask,
    };

    private async Task Answer(Dispatched e)
    {
        if (Wire.Read<Interaction>(e.Data) is not { Id: not null, Token: not null } interaction)
            return;
        var answer = await desk.Take(interaction, e.At);
        // A repeat of the event was answered already: then the answer, not the event, is what is too much.
        if (await api.Call(interaction, answer.Callback, CancellationToken.None) is Answered && answer.Then is { } then)
            await then();
    }
}
