using System.Globalization;
using System.Net;
using System.Text;
using NSec.Cryptography;

namespace PolicyBot.Emulators.Discord.Interactions;

/// <summary>Sends interactions to the bot's own address, signed.</summary>
/// <remarks>https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint-validating-security-request-headers</remarks>
public sealed class HttpDelivery : IDisposable
{
    private readonly Key key = Key.Create(SignatureAlgorithm.Ed25519);
    private readonly HttpClient client = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly TimeProvider clock;

    internal HttpDelivery(TimeProvider clock) => this.clock = clock;

    /// <summary>The bot's <c>/discord/interactions</c>; null for delivery by the gateway.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>In hex.</summary>
    public string PublicKey => Convert.ToHexStringLower(key.PublicKey.Export(KeyBlobFormat.RawPublicKey));

    /// <summary>A request as Discord would sign it, for a test to send as it is, or to tamper with first.</summary>
    public HttpRequestMessage Sign(byte[] body, DateTimeOffset? at = null)
    {
        var timestamp = (at ?? clock.GetUtcNow()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = SignatureAlgorithm.Ed25519.Sign(key, [.. Encoding.UTF8.GetBytes(timestamp), .. body]);
        var request = new HttpRequestMessage(HttpMethod.Post, Endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Signature-Ed25519", Convert.ToHexStringLower(signature));
        request.Headers.Add("X-Signature-Timestamp", timestamp);
        request.Headers.TryAddWithoutValidation("User-Agent", "Discord-Interactions/1.0 (+https://discord.com)");
        return request;
    }

    /// <summary>Sends one; whoever is slower than the deadline is not waited for.</summary>
    /// <returns>The status and the body; null without an answer in time.</returns>
    public async Task<(HttpStatusCode Status, string Body)?> Send(HttpRequestMessage request, TimeSpan deadline)
    {
        using var late = new CancellationTokenSource(deadline, clock);
        try
        {
            using var response = await client.SendAsync(request, late.Token);
            return (response.StatusCode, await response.Content.ReadAsStringAsync(late.Token));
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        client.Dispose();
        key.Dispose();
    }
}
