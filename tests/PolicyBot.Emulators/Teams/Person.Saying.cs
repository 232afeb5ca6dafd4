using System.Net;
using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Teams;

public sealed partial class Person
{
    /// <summary>Starts a thread in their first channel that mentions the bot.</summary>
    public Task<Answer> Mentions(string text) => Write(Channels.First(), text, null, mentions: true);

    /// <summary>Starts a thread in their first channel without a mention; the bot gets it only where it may read everything.</summary>
    public Task<Answer> Says(string text) => Write(Channels.First(), text, null, mentions: false);

    /// <summary>Replies in the message's thread, with or without a mention.</summary>
    public Task<Answer> Replies(string text, Message to, bool mentions = false) => Write(to.Conversation, text, to, mentions);

    /// <summary>Writes to the bot alone; adds the app first where that was not done.</summary>
    public async Task<Answer> Tells(string text)
    {
        if (!Chat.Installed)
            await Installs(Chat);
        return await Write(Chat, text, null, mentions: false);
    }

    public Task<Answer> Reacts(string type, Message on) => React("reactionsAdded", type, on);

    public Task<Answer> TakesOff(string type, Message on) => React("reactionsRemoved", type, on);

    /// <summary>Adds the app to a team's channel, or to themselves.</summary>
    /// <param name="readsEverything">Grants <c>ChannelMessage.Read.Group</c>.</param>
    public async Task Installs(Conversation conversation, bool readsEverything = false)
    {
        conversation.Installed = true;
        conversation.ReadsEverything = readsEverything;
        await delivery.Send(Roster("membersAdded", Envelope.Bot, conversation));
        await delivery.Send(Installation("add", conversation));
    }

    /// <summary>Adds the app to all channels of a team, which the bot is told in the first one alone.</summary>
    public Task InstallsInAll(Conversation first, params IEnumerable<Conversation> others)
    {
        foreach (var other in others)
            other.Installed = true;
        return Installs(first);
    }

    public async Task Uninstalls(Conversation conversation)
    {
        conversation.Installed = false;
        await delivery.Send(Roster("membersRemoved", Envelope.Bot, conversation));
        await delivery.Send(Installation("remove", conversation));
    }

    public Task<Answer> Joins(Conversation conversation)
    {
        conversation.Enter(this);
        return delivery.Send(Roster("membersAdded", new JsonObject { ["id"] = Id, ["aadObjectId"] = DirectoryId }, conversation));
    }

    public Task<Answer> Leaves(Conversation conversation)
    {
        conversation.Leave(this);
        return delivery.Send(Roster("membersRemoved", new JsonObject { ["id"] = Id }, conversation));
    }

    /// <summary>The activity that carries these words, for a test that sends it in its own way.</summary>
    public JsonObject Saying(string text, Conversation conversation)
    {
        var activity = envelope.Of("message", this, conversation, conversation.Id);
        activity["text"] = text;
        return activity;
    }

    private async Task<Answer> Write(Conversation conversation, string text, Message? to, bool mentions)
    {
        var activity = envelope.Of("message", this, conversation, conversation.Id);
        var message = new Message((string)activity["id"]!, conversation, conversation.IsPersonal ? null : to?.Root, this);
        activity["conversation"]!["id"] = message.Thread;
        if (to is not null)
            activity["replyToId"] = to.Root;
        conversation.Add(message);
        world.Show(message, new JsonObject { ["type"] = "message", ["text"] = text });
        // Clients put a space that does not break after a mention, write entities, and end with a line break.
        var encoded = WebUtility.HtmlEncode(text).Replace("&quot;", "\"").Replace("&#39;", "'");
        activity["textFormat"] = "plain";
        activity["text"] = mentions ? $"{Envelope.MentionOfBot}\u00a0{encoded}\n" : $"{encoded}\n";
        activity["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "text/html", ["content"] = $"<p>{encoded}</p>" });
        if (mentions)
            activity["entities"]!.AsArray().Add(new JsonObject { ["type"] = "mention", ["mentioned"] = Envelope.Bot, ["text"] = Envelope.MentionOfBot });
        var delivered = conversation.Installed && (mentions || conversation.IsPersonal || conversation.ReadsEverything);
        return delivered ? await delivery.Send(activity) : Answer.None;
    }

    private async Task<Answer> React(string change, string type, Message on)
    {
        if (!on.ByBot || !on.Conversation.Installed)
            return Answer.None;
        var activity = envelope.Of("messageReaction", this, on.Conversation, on.Thread);
        activity["from"]!.AsObject().Remove("name");
        activity["replyToId"] = on.Id;
        activity[change] = new JsonArray(new JsonObject { ["type"] = type });
        return await delivery.Send(activity);
    }

    private JsonObject Roster(string change, JsonObject member, Conversation conversation)
    {
        var activity = envelope.Of("conversationUpdate", this, conversation, conversation.Id);
        activity[change] = new JsonArray(member);
        if (!conversation.IsPersonal)
            activity["channelData"]!["eventType"] = change == "membersAdded" ? "teamMemberAdded" : "teamMemberRemoved";
        return activity;
    }

    private JsonObject Installation(string action, Conversation conversation)
    {
        var activity = envelope.Of("installationUpdate", this, conversation, conversation.Id);
        activity["action"] = action;
        return activity;
    }
}
