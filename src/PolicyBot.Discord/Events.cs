using PolicyBot.Discord.Channels;
using PolicyBot.Discord.Gateway;
using PolicyBot.Discord.Interactions;
using PolicyBot.Discord.Rest;

namespace PolicyBot.Discord;

/// <summary>From a gateway event to what the bot does about it, on one screen.</summary>
public sealed class Events(Desk desk, DiscordApi api, OnCards cards, Guilds guilds)
{
    public Task Take(Dispatched e) => e.Name switch
    {
        "INTERACTION_CREATE" => Answer(e),
        "MESSAGE_REACTION_ADD" => cards.Reactions.Added(e),
        "MESSAGE_REACTION_REMOVE" => cards.Reactions.Removed(e),
        "MESSAGE_CREATE" => cards.Replies.Take(e),
        "MESSAGE_DELETE" or "MESSAGE_DELETE_BULK" => cards.Deletions.Take(e),
        "GUILD_CREATE" => guilds.Greet(e),
        "GUILD_DELETE" => guilds.Forget(e),
        // A session that begins does not tell what happened before it.
        "READY" => cards.Away.Read(e),
        _ => Task.CompletedTask,
    };

    private async Task Answer(Dispatched e)
    {
        if (Wire.Read<Interaction>(e.Data) is not { Id: not null, Token: not null } interaction)
            return;
        var answer = await desk.Take(interaction, e.At);
        // A repeat of the event was answered already: then the answer, not the event, is what is too much. A promise is kept all
        // the same: whoever gave it may have ended, or Discord's word that it has it got lost.
        var given = await api.Call(interaction, answer.Callback, CancellationToken.None) is var called
            && (called is Answered || called is Refused { Code: Refused.AlreadyAcknowledged } && answer.OnlyPromises);
        if (given && answer.Then is { } then)
            await then();
    }
}

/// <summary>What people do to cards and in their threads.</summary>
public sealed record OnCards(Reactions Reactions, ReactionsAway Away, Replies Replies, Deletions Deletions);
