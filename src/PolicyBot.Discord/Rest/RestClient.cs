using System.Net;
using System.Text.Json;

namespace PolicyBot.Discord.Rest;

/// <summary>Sends requests within Discord's limits, and again where that helps. https://docs.discord.com/developers/topics/rate-limits</summary>
public sealed class RestClient(HttpClient http, Limits limits, TimeProvider clock, ILogger<RestClient> logger) : IDisposable
{
    private const int Tries = 5;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private readonly InvalidRequests invalid = new();

    /// <summary>Thousands of answers may be due at once; each would open a connection.</summary>
    private readonly SemaphoreSlim sending = new(100);
    private int saidSo;

    /// <exception cref="DiscordUnreachable">After the last try, or because too many requests were refused lately.</exception>
    public async Task<RestAnswer> Send(RestCall call, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (!invalid.MaySend(clock.GetUtcNow()))
                throw Stopped();
            var wait = TimeSpan.FromSeconds(Math.Pow(2, attempt - 2));
            try
            {
                switch (await Try(call, cancellation))
                {
                    case (RestAnswer answer, _):
                        return answer;
                    case (null, { } ordered):
                        wait = ordered;
                        break;
                }
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested && failure is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
            {
                if (!call.Repeatable || attempt == Tries)
                    throw new DiscordUnreachable($"No answer to {call.Route.Template}.", failure);
            }

            if (attempt == Tries || wait > LongestWait)
                throw new DiscordUnreachable($"{call.Route.Template} was put off {attempt} times.");
            await Task.Delay(wait, clock, cancellation);
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>One try: the answer, or how long to wait before the next one (null: as long as usual).</summary>
    private async Task<(RestAnswer? Answer, TimeSpan? Wait)> Try(RestCall call, CancellationToken cancellation)
    {
        var lane = call.OfInteraction ? null : await limits.Enter(call.Route, cancellation);
        HttpResponseMessage? response = null;
        await sending.WaitAsync(CancellationToken.None);
        try
        {
            using var request = call.Request();
            response = await http.SendAsync(request, cancellation);
            var body = await Json(response, cancellation);
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests && !IsShared(response))
                invalid.Count(clock.GetUtcNow());
            if (response.IsSuccessStatusCode)
                return (new Answered(body), null);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
                return TooMany(response, body, lane);
            return (int)response.StatusCode >= 500 ? (null, null) : (RefusedBy(response, body), null);
        }
        finally
        {
            sending.Release();
            if (lane is not null)
                limits.Leave(lane, call.Route, response is { StatusCode: not HttpStatusCode.TooManyRequests } ? response.Headers : null);
            response?.Dispose();
        }
    }

    private (RestAnswer?, TimeSpan?) TooMany(HttpResponseMessage response, JsonElement body, Limits.Lane? lane)
    {
        var refused = RefusedBy(response, body);
        if (refused.Code == Refused.OldMessageEdits)
            return (refused, null);
        // The body is not always JSON: the servers before Discord's own answer in HTML.
        var seconds = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("retry_after", out var after) && after.TryGetDouble(out var told)
            ? told
            : Bucket.Number(response.Headers, "Retry-After") ?? 1;
        var wait = TimeSpan.FromSeconds(Math.Clamp(seconds, 0.05, 3_600));
        var global = response.Headers.Contains("X-RateLimit-Global")
            || body.ValueKind == JsonValueKind.Object && body.TryGetProperty("global", out var all) && all.ValueKind == JsonValueKind.True;
        limits.Pause(lane, wait, global);
        logger.LogInformation("{Route} is put off for {Seconds} s{Global}", response.RequestMessage?.Method, seconds, global ? ", like everything" : "");
        return (null, wait);
    }

    private DiscordUnreachable Stopped()
    {
        if (Interlocked.Exchange(ref saidSo, 1) == 0)
            logger.LogError("Discord refused {Count} requests in ten minutes. PolicyBot sends no more for a while, so that the address is not banned; see: policybot doctor", InvalidRequests.Most);
        return new DiscordUnreachable("Too many requests were refused; nothing is sent for a while.");
    }

    private static bool IsShared(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-RateLimit-Scope", out var scope) && scope.First() == "shared";

    private static Refused RefusedBy(HttpResponseMessage response, JsonElement body)
    {
        var code = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("code", out var c) && c.TryGetInt32(out var number) ? number : 0;
        var message = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("message", out var m) ? Wire.Text(m) : response.ReasonPhrase ?? "";
        return new Refused((int)response.StatusCode, code, message);
    }

    private static async Task<JsonElement> Json(HttpResponseMessage response, CancellationToken cancellation)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellation);
        try
        {
            return bytes.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(bytes);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
