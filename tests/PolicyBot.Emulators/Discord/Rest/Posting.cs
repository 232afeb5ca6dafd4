using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.Gateway;
using PolicyBot.Emulators.Discord.Rules;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.Rest;

/// <summary>Writes messages, whichever way they come, under all rules.</summary>
internal sealed class Posting(DiscordState state, Announcer announcer)
{
    public ConcurrentQueue<Ping> Pings { get; } = new();

    public Message Create(Message message, JsonObject body, Files files)
    {
        Mentions.Check(body);
        var shown = new JsonObject { ["flags"] = ((int?)body["flags"] ?? 0) & ~MessageRules.Ephemeral };
        Fill(message, shown, body, files);
        message.Channel.Messages.Add(message);
        Wake(message.Channel);
        Record(message, body, byEdit: false);
        announcer.MessageCreated(message);
        return message;
    }

    public void Edit(Message message, JsonObject body, Files files)
    {
        Mentions.Check(body);
        var shown = (JsonObject)message.Body.DeepClone();
        var flags = (int?)body["flags"] is { } given ? given & ~MessageRules.Ephemeral | message.Flags & MessageRules.V2 : message.Flags;
        shown["flags"] = flags;
        Fill(message, shown, body, files);
        message.EditedAt = state.Now;
        message.Thinking = false;
        Record(message, body, byEdit: true);
        announcer.MessageUpdated(message);
    }

    /// <summary>The same for a person, whose client has checked what they write.</summary>
    public Message Post(Message message, string content)
    {
        message.Shows(new JsonObject { ["content"] = content, ["flags"] = 0 });
        message.Channel.Messages.Add(message);
        Wake(message.Channel);
        announcer.MessageCreated(message);
        return message;
    }

    public void Delete(Message message)
    {
        message.Deleted = true;
        announcer.MessageDeleted(message);
    }

    /// <summary>A message brings its thread back from the archive.</summary>
    private void Wake(Channel thread)
    {
        if (!thread.Archived)
            return;
        thread.Archived = false;
        announcer.ThreadUpdated(thread);
    }

    private void Fill(Message message, JsonObject shown, JsonObject body, Files files)
    {
        foreach (var field in (string[])["content", "embeds", "components"])
            if (body.ContainsKey(field))
                shown[field] = body[field]?.DeepClone();
        foreach (var field in (string[])["sticker_ids", "poll"])
            if (body[field] is { } other)
                shown[field] = other.DeepClone();
        shown["attachments"] = Attachments.After(body, message, files, state);
        MessageRules.Check(shown, [.. shown.List("attachments").Select(a => (string)a!["filename"]!)]);
        Attachments.Resolve(shown);
        Number(shown.List("components"));
        message.Shows(shown);
    }

    /// <summary>Components without an id get one, counting up.</summary>
    private static void Number(JsonArray components)
    {
        var all = Components.All(components).ToList();
        var taken = all.Where(c => c["id"] is not null).Select(c => (int)c["id"]!).ToHashSet();
        var next = 1;
        foreach (var component in all.Where(c => c["id"] is null))
        {
            while (!taken.Add(next))
                next++;
            component["id"] = next;
        }
    }

    private void Record(Message message, JsonObject body, bool byEdit)
    {
        var everyone = state.Allowed(state.Bot, message.Channel).HasFlag(Permission.MentionEveryone);
        foreach (var who in Mentions.Pinged(body, message.Body, message.Channel, everyone))
            Pings.Enqueue(new Ping(message.Channel.Id, message.Id, who, byEdit) { OnlyFor = message.OnlyFor });
    }
}

/// <summary>A mention that would have pinged.</summary>
/// <param name="Who">A person's id, <c>everyone</c>, <c>here</c>, or <c>role:</c> with its id.</param>
public sealed record Ping(string Channel, string Message, string Who, bool ByEdit)
{
    /// <summary>Who alone saw the message, where it was ephemeral.</summary>
    public string? OnlyFor { get; init; }
}
