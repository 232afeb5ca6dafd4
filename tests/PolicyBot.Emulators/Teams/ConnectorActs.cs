using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PolicyBot.Emulators.Teams;

/// <summary>What each call to the connector does to the world.</summary>
public sealed class ConnectorActs(World world, Capture capture)
{
    public Outcome CreateConversation(JsonObject body)
    {
        capture.Add("conversation", body);
        var activity = body["activity"] as JsonObject;
        if ((string?)body["channelData"]?["channel"]?["id"] is { } channel)
        {
            if (activity is null)
                return Outcome.Refuse(400, "BadArgument", "A new thread needs its first activity.");
            var written = Write(channel, null, activity);
            return written is { Status: 201, Body: var made }
                ? new(201, new JsonObject { ["id"] = $"{channel};messageid={made!["id"]}", ["activityId"] = (string?)made["id"] })
                : written;
        }

        var person = world.FindPerson((string?)body["members"]?[0]?["id"]);
        if (person is null || body["members"]!.AsArray().Count != 1)
            return Outcome.Refuse(400, "BadArgument", "members must name one person of the tenant.");
        if ((string?)(body["tenantId"] ?? body["channelData"]?["tenant"]?["id"]) != TeamsEmulator.Tenant)
            return Outcome.Refuse(400, "BadArgument", "The tenant is missing or another one.");
        return person.Chat.Installed ? new(201, new JsonObject { ["id"] = person.Chat.Id }) : Outcome.NotInRoster;
    }

    public Outcome Post(string conversation, string? replyTo, JsonObject activity)
    {
        capture.Add("activity", activity);
        return Write(conversation, replyTo, activity);
    }

    public Outcome Put(ConnectorCall call, JsonObject activity)
    {
        capture.Add("activity", activity);
        return On(call, message =>
        {
            Check(activity);
            world.Show(message, activity);
            return new(200, new JsonObject { ["id"] = message.Id });
        });
    }

    public Outcome Delete(ConnectorCall call) => On(call, message =>
    {
        message.Delete();
        return new(200);
    });

    public Outcome Members(string conversation) => In(conversation, c => new(200, new JsonArray([.. c.Members.Select(m => m.AsMember())])));

    public Outcome PagedMembers(string conversation, IQueryCollection query) => In(conversation, c =>
    {
        var size = int.TryParse(query["pageSize"], out var asked) ? Math.Clamp(asked, 50, 500) : 200;
        var from = int.TryParse(query["continuationToken"], out var token) ? token : 0;
        var page = new JsonObject { ["members"] = new JsonArray([.. c.Members.Skip(from).Take(size).Select(m => m.AsMember())]) };
        if (c.Members.Count > from + size)
            page["continuationToken"] = $"{from + size}";
        return new(200, page);
    });

    public Outcome Member(ConnectorCall call) => In(call.Conversation!, c =>
        c.Members.FirstOrDefault(m => m.Id == call.Activity || m.DirectoryId == call.Activity) is { } member
            ? new(200, member.AsMember())
            : Outcome.Refuse(404, "MemberNotFoundInConversation", "The member is not here."));

    public Outcome Team(string team) => OfTeam(team, channels =>
        new(200, new JsonObject { ["id"] = team, ["name"] = channels[0].Name, ["aadGroupId"] = "9f1b5a34-0000-4000-8000-0000000000aa" }));

    public Outcome ChannelsOf(string team) => OfTeam(team, channels => new(200, new JsonObject
    {
        ["conversations"] = new JsonArray([.. channels.Select(c => new JsonObject { ["id"] = c.Id, ["name"] = c.Name })]),
    }));

    /// <summary>The thread that a call writes to, which its rate counts for.</summary>
    public string ThreadOf(ConnectorCall call) =>
        call.Conversation is { } id && call.Activity is { } activity && world.Find(id)?.Find(m => m.Id == activity) is { } message
            ? message.Thread
            : call.Conversation ?? "new";

    private Outcome Write(string conversation, string? replyTo, JsonObject activity) => In(conversation, c =>
    {
        Check(activity);
        var root = conversation.Split(";messageid=") is [_, var thread] ? thread : c.IsPersonal ? null : replyTo;
        if (root is not null && c.Find(m => m.Id == root) is not { } first)
            return Outcome.Refuse(404, "ActivityNotFoundInConversation", "There is no such thread.");
        if ((string?)activity["type"] == "typing")
            return new(201, new JsonObject { ["id"] = world.NextId() });
        if ((string?)activity["type"] != "message")
            return Outcome.Refuse(400, "BadSyntax", "Only messages can be sent.");
        var message = new Message(world.NextId(), c, root is null ? null : c.Find(m => m.Id == root)!.Root, null);
        c.Add(message);
        world.Show(message, activity);
        return new(201, new JsonObject { ["id"] = message.Id });
    });

    private Outcome In(string conversation, Func<Conversation, Outcome> act) => world.Find(conversation) switch
    {
        null => Outcome.Refuse(404, "ConversationNotFound", "Conversation not found."),
        { Installed: false } => Outcome.NotInRoster,
        var found => act(found),
    };

    private Outcome On(ConnectorCall call, Func<Message, Outcome> act) => In(call.Conversation!, c => c.Find(m => m.Id == call.Activity) switch
    {
        null or { Deleted: true } => Outcome.Refuse(404, "ActivityNotFoundInConversation", "The activity is gone."),
        { ByBot: false } => Outcome.Refuse(403, "Forbidden", "Somebody else wrote it."),
        var message => act(message),
    });

    private Outcome OfTeam(string team, Func<List<Conversation>, Outcome> act) =>
        world.Conversations.Where(c => c.Team == team).ToList() is { Count: > 0 } channels
            ? act(channels)
            : Outcome.Refuse(404, "NotFound", "There is no such team.");

    private void Check(JsonObject activity)
    {
        foreach (var problem in CardRules.Broken(activity))
            world.Complain(problem);
    }
}
