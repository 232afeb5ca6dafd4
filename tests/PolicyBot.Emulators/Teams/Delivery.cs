using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Teams;

/// <summary>Brings activities to the bot: with a token, within a deadline, again when there was no answer.</summary>
public sealed class Delivery(TokenIssuer issuer, Capture capture, World world, TimeProvider clock) : IDisposable
{
    private const int Tries = 3;
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly ConcurrentQueue<DeliveryFault> script = new();
    private long slowest;

    /// <summary>The bot's own address, without a path; unset while it is not there.</summary>
    public Uri? Bot { get; set; }

    /// <summary>How long a client waits for an answer.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest that the bot took for an answer.</summary>
    public TimeSpan Slowest => new(Interlocked.Read(ref slowest));

    /// <summary>Decides about deliveries once the script has ended.</summary>
    public Func<JsonObject, DeliveryFault> Otherwise { get; set; } = _ => DeliveryFault.None;

    public void Fails(params DeliveryFault[] faults)
    {
        foreach (var fault in faults)
            script.Enqueue(fault);
    }

    /// <summary>Sends it as Teams does.</summary>
    public async Task<Answer> Send(JsonObject activity)
    {
        var fault = script.TryDequeue(out var next) ? next : Otherwise(activity);
        var answer = await SendUntilAnswered(activity);
        if (fault is DeliveryFault.None)
            return answer;
        var second = await SendUntilAnswered(activity);
        return fault is DeliveryFault.AnswerLost ? second : answer;
    }

    /// <summary>Sends it once, with this instead of a good <c>Authorization</c> header.</summary>
    public async Task<Answer> SendWith(string? token, JsonObject activity)
    {
        if (Bot is null)
            return Answer.None;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Bot, "/api/messages"))
        {
            Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var patience = new CancellationTokenSource(Deadline);
        var watch = Stopwatch.StartNew();
        try
        {
            using var response = await client.SendAsync(request, patience.Token);
            var text = await response.Content.ReadAsStringAsync(patience.Token);
            Interlocked.Exchange(ref slowest, Math.Max(Slowest.Ticks, watch.Elapsed.Ticks));
            return Read((int)response.StatusCode, text, activity);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            if (failure is OperationCanceledException)
                world.Complain($"No answer within {Deadline.TotalSeconds} s to {activity["type"]} {activity["name"]}.");
            return Answer.None;
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<Answer> SendUntilAnswered(JsonObject activity)
    {
        var answer = Answer.None;
        for (var i = 0; i < Tries && answer.Status is 0 or 500 or > 501; i++)
            answer = await SendWith(issuer.Sign((string)activity["serviceUrl"]!, TeamsEmulator.AppId, clock.GetUtcNow()), activity);
        return answer;
    }

    private Answer Read(int status, string text, JsonObject activity)
    {
        // 501 is the agreed answer to an invoke that a bot does not know.
        if (status is 500 or > 501)
            world.Complain($"The bot answered {status} to {activity["type"]} {activity["name"]}.");
        var body = text.Length == 0 ? null : Parsed(text);
        if (body is not null && (string?)activity["type"] == "invoke" && status == 200)
            capture.Add((string)activity["name"]!, body);
        return new Answer(status, body);
    }

    private static JsonObject? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
