using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.Rest;
using PolicyBot.Emulators.Discord.Rules;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.Interactions;

/// <summary>Later answers to interactions, for 15 minutes.</summary>
/// <remarks>https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages</remarks>
internal sealed class Webhooks(DiscordState state, Posting posting, Callbacks callbacks)
{
    private const string All = "/webhooks/{webhook_id}/{webhook_token}";
    private const string Original = All + "/messages/@original";
    private const string One = All + "/messages/{message_id}";
    private static readonly TimeSpan TokenLives = TimeSpan.FromMinutes(15);

    public void Map(Router router)
    {
        router.Map("POST", All, Follow);
        router.Map("GET", Original, call => OriginalOf(call).Message.ToJson());
        router.Map("PATCH", Original, call => Edit(call, OriginalOf(call)));
        router.Map("DELETE", Original, call => Delete(OriginalOf(call)));
        router.Map("GET", One, call => OneOf(call).Message.ToJson());
        router.Map("PATCH", One, call => Edit(call, OneOf(call)));
        router.Map("DELETE", One, call => Delete(OneOf(call)));
    }

    private Interaction Acknowledged(Call call)
    {
        if (call["webhook_id"] != state.Bot.Id || callbacks.Find(call["webhook_token"]) is not { Callback: > 0 } interaction)
            throw new DiscordError(404, 10015, "Unknown Webhook");
        return state.Now - interaction.SentAt > TokenLives ? throw DiscordError.TokenExpired : interaction;
    }

    private (Interaction Interaction, Message Message) OriginalOf(Call call) =>
        Acknowledged(call) is { Original: { Deleted: false } original } interaction ? (interaction, original) : throw DiscordError.UnknownMessage;

    private (Interaction Interaction, Message Message) OneOf(Call call)
    {
        var interaction = Acknowledged(call);
        var message = interaction.Followups.Append(interaction.Original).FirstOrDefault(m => m?.Id == call["message_id"]);
        return message is { Deleted: false } ? (interaction, message) : throw DiscordError.UnknownMessage;
    }

    /// <summary>The first one after a deferral takes the place of "thinking…", and is as private as that.</summary>
    private JsonObject Follow(Call call)
    {
        var interaction = Acknowledged(call);
        if (interaction.Original is { Thinking: true } waiting)
            return Edit(call, (interaction, waiting));
        var ephemeral = (((int?)call.Object["flags"] ?? 0) & MessageRules.Ephemeral) != 0;
        var message = posting.Create(callbacks.New(interaction, ephemeral), call.Object, call.Files);
        interaction.Followups.Add(message);
        Settle(interaction, message);
        return message.ToJson();
    }

    private JsonObject Edit(Call call, (Interaction Interaction, Message Message) at)
    {
        posting.Edit(at.Message, call.Object, call.Files);
        Settle(at.Interaction, at.Message);
        return at.Message.ToJson();
    }

    private JsonNode? Delete((Interaction Interaction, Message Message) at)
    {
        posting.Delete(at.Message);
        at.Interaction.Settled.TrySetResult();
        return null;
    }

    private static void Settle(Interaction interaction, Message message)
    {
        interaction.Answer = message;
        interaction.Settled.TrySetResult();
    }
}
