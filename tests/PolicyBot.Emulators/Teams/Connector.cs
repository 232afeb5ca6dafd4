using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PolicyBot.Emulators.Teams;

/// <summary>The service that the bot writes to; refuses what the real one refuses, and fails when a test wants it to.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference</remarks>
public sealed class Connector(ConnectorActs acts, AccessTokens tokens, RateLimits limits, World world)
{
    /// <summary>Where the service is, below the emulator's address.</summary>
    public const string Path = "/emea/";
    private const string OneConversation = $"{Path}v3/conversations/{{conversation}}";
    private const string OneActivity = $"{OneConversation}/activities/{{activity}}";
    private readonly ConcurrentQueue<ConnectorFault> script = new();
    private readonly ConcurrentQueue<ConnectorCall> calls = new();

    /// <summary>The largest activity that is taken, in bytes.</summary>
    public int LargestBody { get; set; } = 80 * 1024;

    /// <summary>Decides about calls once the script has ended; null for no fault.</summary>
    public Func<ConnectorCall, ConnectorFault?> Otherwise { get; set; } = _ => null;

    public IReadOnlyList<ConnectorCall> Calls => [.. calls];

    /// <summary>The next calls go wrong like this, one after the other.</summary>
    public void Fails(params ConnectorFault[] faults)
    {
        foreach (var fault in faults)
            script.Enqueue(fault);
    }

    public void Map(WebApplication app)
    {
        app.MapPost($"{Path}v3/conversations", http => Serve(http, (_, body) => acts.CreateConversation(body)));
        app.MapPost($"{OneConversation}/activities", http => Serve(http, (call, body) => acts.Post(call.Conversation!, null, body)));
        app.MapPost(OneActivity, http => Serve(http, (call, body) => acts.Post(call.Conversation!, call.Activity, body)));
        app.MapPut(OneActivity, http => Serve(http, acts.Put));
        app.MapDelete(OneActivity, http => Serve(http, (call, _) => acts.Delete(call)));
        app.MapGet($"{OneConversation}/members", http => Serve(http, (call, _) => acts.Members(call.Conversation!)));
        app.MapGet($"{OneConversation}/pagedmembers", http => Serve(http, (call, _) => acts.PagedMembers(call.Conversation!, http.Request.Query)));
        app.MapGet($"{OneConversation}/members/{{activity}}", http => Serve(http, (call, _) => acts.Member(call)));
        app.MapGet($"{Path}v3/teams/{{conversation}}", http => Serve(http, (call, _) => acts.Team(call.Conversation!)));
        app.MapGet($"{Path}v3/teams/{{conversation}}/conversations", http => Serve(http, (call, _) => acts.ChannelsOf(call.Conversation!)));
    }

    private async Task Serve(HttpContext http, Func<ConnectorCall, JsonObject, Outcome> act)
    {
        var (call, body) = await Read(http);
        calls.Enqueue(call);
        var fault = tokens.Accepts(http.Request.Headers.Authorization) ? NextFault(call) : null;
        switch (fault)
        {
            case ConnectorFault.HangUp:
                http.Abort();
                return;
            case ConnectorFault.Silence:
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            case ConnectorFault.Error error:
                if (error.RetryAfter is { } wait) http.Response.Headers.RetryAfter = wait;
                await Write(http, Outcome.Refuse(error.Status, "ServiceError", "Asked for by the test."));
                return;
            case ConnectorFault.LostAnswer:
                Decide(http, call, body, act);
                http.Abort();
                return;
            case null:
                await Write(http, Decide(http, call, body, act));
                return;
            default:
                throw new UnreachableException();
        }
    }

    private Outcome Decide(HttpContext http, ConnectorCall call, JsonObject? body, Func<ConnectorCall, JsonObject, Outcome> act)
    {
        if (!tokens.Accepts(http.Request.Headers.Authorization))
            return Outcome.Refuse(401, "Unauthorized", "Authorization has been denied for this request.");
        if (call.Length > LargestBody)
        {
            world.Complain($"{call.Method} {call.Path}: {call.Length} bytes");
            return Outcome.Refuse(413, "MessageSizeTooBig", "Message size too large.");
        }

        if (body is null)
            return Outcome.Refuse(400, "BadSyntax", "The body is no JSON object.");
        var roster = call.Method == "GET";
        if (limits.Take(roster ? $"roster {call.Conversation}" : acts.ThreadOf(call), roster) is { } wait)
        {
            http.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds)}";
            return Outcome.Refuse(429, "TooManyRequests", "API calls quota exceeded.");
        }

        var outcome = act(call, body);
        if (outcome.Status == 400)
            world.Complain($"{call.Method} {call.Path}: {outcome.Body?["error"]?["message"]}");
        return outcome;
    }

    private ConnectorFault? NextFault(ConnectorCall call) => script.TryDequeue(out var next) ? next : Otherwise(call);

    private static async Task<(ConnectorCall, JsonObject?)> Read(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(http.RequestAborted);
        var call = new ConnectorCall(http.Request.Method, http.Request.Path, Encoding.UTF8.GetByteCount(text))
        {
            Conversation = (string?)http.Request.RouteValues["conversation"],
            Activity = (string?)http.Request.RouteValues["activity"],
        };
        try
        {
            return (call, text.Length == 0 ? [] : JsonNode.Parse(text) as JsonObject);
        }
        catch (JsonException)
        {
            return (call, null);
        }
    }

    private static Task Write(HttpContext http, Outcome outcome)
    {
        http.Response.StatusCode = outcome.Status;
        if (outcome.Body is null)
            return Task.CompletedTask;
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.WriteAsync(outcome.Body.ToJsonString());
    }
}
