using System.Text.Json;
using System.Text.Json.Nodes;
using PolicyBot.App;
using PolicyBot.Teams.Activities;

namespace PolicyBot.Teams.Connector;

/// <summary>Speaks in conversations.
/// https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#conversation-operations</summary>
internal sealed class Conversations(Calls calls, Notes notes, TeamsOptions options)
{
    private const int PageOfMembers = 500;

    /// <summary>Posts a message that begins something: a new thread in a channel, the next message in a chat.</summary>
    public Task<Sent> Post(string place, JsonObject message, CancellationToken cancellation) => Activities.Conversation.IsChannel(place)
        ? Send(place, note => Calls.Request(HttpMethod.Post, "v3/conversations", new JsonObject
        {
            ["isGroup"] = true,
            ["bot"] = new JsonObject { ["id"] = note.Bot ?? $"28:{options.AppId}" },
            ["tenantId"] = note.Tenant ?? options.TenantId,
            ["channelData"] = new JsonObject { ["channel"] = new JsonObject { ["id"] = place } },
            ["activity"] = message.DeepClone(),
        }), cancellation)
        : Reply(place, null, message, cancellation);

    /// <summary>Posts into a thread, or into a chat where there is none.</summary>
    public Task<Sent> Reply(string place, string? root, JsonObject message, CancellationToken cancellation) =>
        Send(place, _ => Calls.Request(HttpMethod.Post, $"{Path(place, root)}/activities", message), cancellation);

    /// <param name="root">The message that the thread begins with, where there is one.</param>
    public Task<Sent> Update(string place, string? root, string message, JsonObject with, CancellationToken cancellation) =>
        Send(place, _ => Calls.Request(HttpMethod.Put, $"{Path(place, root)}/activities/{Uri.EscapeDataString(message)}", with), cancellation);

    public Task<Sent> Delete(string place, string? root, string message, CancellationToken cancellation) =>
        Send(place, _ => Calls.Request(HttpMethod.Delete, $"{Path(place, root)}/activities/{Uri.EscapeDataString(message)}"), cancellation);

    /// <summary>Everybody in a conversation; null when Teams does not tell.</summary>
    public async Task<List<Party>?> Members(string place, CancellationToken cancellation)
    {
        var members = new List<Party>();
        string? next = null;
        do
        {
            var from = next is null ? "" : $"&continuationToken={Uri.EscapeDataString(next)}";
            var (sent, body) = await Ask(place, $"{Path(place, null)}/pagedmembers?pageSize={PageOfMembers}{from}", cancellation);
            if (sent is not Done || body?.Deserialize<Page>(Wire.Json) is not { } page)
                return null;
            members.AddRange(page.Members ?? []);
            next = page.ContinuationToken;
        }
        while (next is { Length: > 0 });
        return members;
    }

    /// <summary>Somebody in a conversation; null when Teams does not say that they are in it.</summary>
    public async Task<Party?> Member(string place, string user, CancellationToken cancellation) =>
        await Ask(place, $"{Path(place, null)}/members/{Uri.EscapeDataString(user)}", cancellation) is (Done, { } member)
            ? member.Deserialize<Party>(Wire.Json)
            : null;

    /// <summary>Tells one person in their 1:1 chat, which is opened where it isn't yet.</summary>
    public async Task<Sent> Tell(Account account, JsonObject message, CancellationToken cancellation)
    {
        if (await notes.Person(account, cancellation) is not { } person)
            return new Unknown();
        if (person.Blocked)
            return new Forbidden(ForGood: true);
        if (person.Chat is null)
        {
            var opened = await Open(person, cancellation);
            if (opened is not Done { Id: { Length: > 0 } chat })
            {
                if (opened is Forbidden { ForGood: true })
                    await notes.Keep(account, person with { Blocked = true }, cancellation);
                return opened;
            }

            person = person with { Chat = chat };
            await notes.Keep(account, person, cancellation);
            if (await notes.Conversation(person.Place, cancellation) is { } place && await notes.Conversation(chat, cancellation) is null)
                await notes.Keep(chat, place with { Welcomed = false, Blocked = false }, cancellation);
        }

        return await Post(person.Chat, message, cancellation);
    }

    private Task<Sent> Open(PersonNote person, CancellationToken cancellation) => Send(
        person.Place,
        note => Calls.Request(HttpMethod.Post, "v3/conversations", new JsonObject
        {
            ["isGroup"] = false,
            ["bot"] = new JsonObject { ["id"] = note.Bot ?? $"28:{options.AppId}" },
            ["members"] = new JsonArray(new JsonObject { ["id"] = person.User }),
            ["tenantId"] = note.Tenant ?? options.TenantId,
        }),
        cancellation,
        person.User);

    /// <param name="about">The person whose chat it is about: neither the rate nor a refusal is the conversation's then.</param>
    private async Task<Sent> Send(string place, Func<ConversationNote, Func<HttpRequestMessage>> make, CancellationToken cancellation, string? about = null)
    {
        if (await notes.Conversation(place, cancellation) is not { } note)
            return new Unknown();
        if (note.Blocked)
            return new Forbidden(ForGood: true);
        var (sent, _) = await calls.Send(note.Service, about ?? place, make(note), cancellation);
        if (sent is Forbidden { ForGood: true } && about is null)
            await notes.Keep(place, note with { Blocked = true }, cancellation);
        return sent;
    }

    private async Task<(Sent Sent, JsonElement? Body)> Ask(string place, string path, CancellationToken cancellation) =>
        await notes.Conversation(place, cancellation) is { Blocked: false } note
            ? await calls.Send(note.Service, place, Calls.Request(HttpMethod.Get, path), cancellation)
            : (new Unknown(), null);

    private static string Path(string place, string? root) =>
        $"v3/conversations/{Uri.EscapeDataString(root is null ? place : Activities.Conversation.InThread(place, root))}";

    /// <summary>https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context#fetch-the-roster-or-user-profile</summary>
    private sealed record Page(Party[]? Members, string? ContinuationToken);
}
