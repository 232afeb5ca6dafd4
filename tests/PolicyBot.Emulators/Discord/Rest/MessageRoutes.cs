using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.Rest;

/// <remarks>https://docs.discord.com/developers/resources/message</remarks>
internal sealed class MessageRoutes(DiscordState state, Posting posting, OldEdits oldEdits)
{
    private const string All = "/channels/{channel_id}/messages";
    private const string One = "/channels/{channel_id}/messages/{message_id}";
    private static readonly TimeSpan NonceLives = TimeSpan.FromMinutes(5);

    public void Map(Router router)
    {
        router.Map("POST", All, Create);
        router.Map("GET", All, List);
        router.Map("GET", One, call => call.Message(state, Permission.ReadMessageHistory).ToJson(Readable(call.Message(state))));
        router.Map("PATCH", One, Edit);
        router.Map("DELETE", One, Delete);
    }

    private JsonObject Create(Call call)
    {
        var channel = call.Channel(state);
        var body = call.Object;
        Permit(channel, call, body);
        var nonce = body["nonce"]?.ToString();
        if (nonce?.Length > 25)
            throw new DiscordError(400, 50035, "Invalid Form Body");
        if (nonce is not null && (bool?)body["enforce_nonce"] == true
            && channel.Messages.FindLast(m => m.Nonce == nonce && m.Author == state.Bot && state.Now - m.At < NonceLives) is { } known)
            return known.ToJson();
        if (channel is { Archived: true, Locked: true })
            throw DiscordError.Archived;
        if ((((int?)body["flags"] ?? 0) & Rules.MessageRules.Ephemeral) != 0)
            throw new DiscordError(400, 50035, "Invalid Form Body");
        var message = new Message(state.Ids.Next(), channel, state.Bot, state.Now) { Nonce = nonce, ReplyTo = Reference(call, channel, body) };
        return posting.Create(message, body, call.Files).ToJson();
    }

    private void Permit(Channel channel, Call call, JsonObject body)
    {
        if (channel.Recipient is { } person && state.Unreachable.Contains(person.Id))
            throw DiscordError.CannotTell;
        var needed = channel.IsThread ? Permission.SendMessagesInThreads : Permission.SendMessages;
        if (call.Files.All.Count > 0)
            needed |= Permission.AttachFiles;
        if (body["embeds"] is JsonArray { Count: > 0 })
            needed |= Permission.EmbedLinks;
        call.Channel(state, needed);
    }

    private static JsonObject? Reference(Call call, Channel channel, JsonObject body)
    {
        if (body["message_reference"] is not JsonObject reference)
            return null;
        if (channel.Find((string?)reference["message_id"] ?? "") is null && (bool?)reference["fail_if_not_exists"] != false)
            throw new DiscordError(400, 50035, "Invalid Form Body");
        return (JsonObject)reference.DeepClone();
    }

    private JsonArray List(Call call)
    {
        var channel = call.Channel(state);
        if (!state.Allowed(state.Bot, channel).HasFlag(Permission.ReadMessageHistory))
            return [];
        var messages = channel.Messages.Where(m => m is { Deleted: false, OnlyFor: null });
        if (call.Query("before") is { } before)
            messages = messages.Where(m => Snowflakes.Number(m.Id) < Snowflakes.Number(before));
        if (call.Query("after") is { } after)
            messages = messages.Where(m => Snowflakes.Number(m.Id) > Snowflakes.Number(after)).Take(call.Limit(50, 100));
        return [.. messages.Reverse().Take(call.Limit(50, 100)).Select(m => m.ToJson(Readable(m)))];
    }

    private JsonObject Edit(Call call)
    {
        var message = call.Message(state);
        if (message.Author != state.Bot)
            throw DiscordError.NotOurs;
        if (message.Channel.Archived)
            throw DiscordError.Archived;
        oldEdits.Take(message);
        posting.Edit(message, call.Object, call.Files);
        return message.ToJson();
    }

    private JsonNode? Delete(Call call)
    {
        var message = call.Message(state);
        if (message.Author != state.Bot)
            call.Channel(state, Permission.ManageMessages);
        posting.Delete(message);
        return null;
    }

    private bool Readable(Message message) => message.Author == state.Bot || state.GrantsContent || message.Channel.Recipient is not null
        || ((string?)message.Body["content"] ?? "").Contains($"<@{state.Bot.Id}>", StringComparison.Ordinal);
}
