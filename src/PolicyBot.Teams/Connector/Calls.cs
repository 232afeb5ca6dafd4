using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Identity;
using PolicyBot.Teams.Activities;
using PolicyBot.Teams.Auth;

namespace PolicyBot.Teams.Connector;

/// <summary>One request to the connector: spaced, signed, and tried again where Teams says that it may help.</summary>
internal sealed class Calls(HttpClient http, OutboundToken token, Spacing spacing)
{
    private const int Tries = 6;
    private static readonly string[] ShutOut = ["BotNotInConversationRoster", "ConversationBlockedByUser", "BotDisabledByAdmin"];
    private static readonly TimeSpan ATry = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <param name="service">An address that came in a validated activity: it gets our token.</param>
    /// <param name="pace">The conversation whose rate counts.</param>
    /// <exception cref="HttpRequestException">It failed for now.</exception>
    public async Task<(Sent Sent, JsonElement? Body)> Send(string service, string pace, Func<HttpRequestMessage> make, CancellationToken cancellation)
    {
        var refused = false;
        for (var attempt = 0; ; attempt++)
        {
            await spacing.Turn(pace, cancellation);
            using var request = make();
            request.RequestUri = new Uri($"{service.TrimEnd('/')}/{request.RequestUri!.OriginalString}");
            using var response = await Try(request, cancellation);
            if (response is { IsSuccessStatusCode: true })
                return await Read(response, cancellation);
            if (response is { StatusCode: HttpStatusCode.Unauthorized } && !refused)
            {
                refused = true;
                await token.Drop(request.Headers.Authorization!.Parameter!, cancellation);
                continue;
            }

            if (await Final(response, cancellation) is { } final)
                return (final, null);
            if (attempt + 1 >= Tries || response is not null && !MayHelp(response.StatusCode))
                throw new HttpRequestException($"Teams answered {(int?)response?.StatusCode} to {request.Method}.", null, response?.StatusCode);
            await Task.Delay(Wait(response, attempt), cancellation);
        }
    }

    public static Func<HttpRequestMessage> Request(HttpMethod method, string path, JsonObject? body = null) => () => new HttpRequestMessage
    {
        Method = method,
        RequestUri = new Uri(path, UriKind.Relative),
        Content = body is null ? null : JsonContent.Create(body, options: Wire.Json),
    };

    /// <returns>Null when it hung up or stayed silent, or when no token was to be had.</returns>
    private async Task<HttpResponseMessage?> Try(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ATry);
        try
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token.Get(limit.Token));
            return await http.SendAsync(request, limit.Token);
        }
        catch (Exception failure) when (failure is HttpRequestException or AuthenticationFailedException or RequestFailedException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task<(Sent, JsonElement?)> Read(HttpResponseMessage response, CancellationToken cancellation)
    {
        var text = await response.Content.ReadAsStringAsync(cancellation);
        if (text.Length == 0)
            return (new Done(""), null);
        try
        {
            var body = JsonElement.Parse(text);
            return (new Done(Id(body, "activityId") ?? Id(body, "id") ?? ""), body);
        }
        catch (JsonException)
        {
            return (new Done(""), null);
        }
    }

    private static string? Id(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;

    private static async Task<Sent?> Final(HttpResponseMessage? response, CancellationToken cancellation) => response?.StatusCode switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Gone => new Missing(),
        HttpStatusCode.Forbidden => new Forbidden(ForGood: ShutOut.Any((await response.Content.ReadAsStringAsync(cancellation)).Contains)),
        _ => null,
    };

    private static bool MayHelp(HttpStatusCode status) => status is HttpStatusCode.PreconditionFailed or HttpStatusCode.TooManyRequests
        or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private static TimeSpan Wait(HttpResponseMessage? response, int attempt)
    {
        var asked = response?.Headers.RetryAfter?.Delta ?? TimeSpan.Zero;
        var grown = TimeSpan.FromSeconds(0.5 * (1 << attempt) * (1 + Random.Shared.NextDouble()));
        return asked > LongestWait ? LongestWait : asked > TimeSpan.Zero ? asked + TimeSpan.FromMilliseconds(Random.Shared.Next(250)) : grown;
    }
}
