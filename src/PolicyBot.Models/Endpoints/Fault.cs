using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Identity;

namespace PolicyBot.Models.Endpoints;

/// <summary>What went wrong with one call, without anything that the endpoint or an exception said: that may hold keys.</summary>
/// <param name="Status">The HTTP status; 0 when no answer came.</param>
/// <param name="RetryAfter">How long the endpoint asks to wait.</param>
internal sealed record Fault(FaultKind Kind, int Status = 0, TimeSpan? RetryAfter = null)
{
    /// <summary>True when the endpoint did not get to see the request.</summary>
    public bool NeverReached { get; init; }

    /// <summary>False where the endpoint can't have charged anything: it was not reached, or says that it did not take the request.</summary>
    public bool MayHaveCost => Kind switch
    {
        FaultKind.Unreachable => !NeverReached,
        FaultKind.Broken => Status != 503,
        FaultKind.Filtered or FaultKind.NotUnderstood => true,
        _ => false,
    };

    public bool IsPassing => Kind is FaultKind.Unreachable or FaultKind.Busy or FaultKind.Broken;

    public static Fault Of(Exception exception) => exception switch
    {
        ClientResultException { Status: > 0 } e => OfAnswer(e.Status, e.GetRawResponse()),
        RequestFailedException { Status: > 0 } e => new(KindOf(e.Status), e.Status),
        AuthenticationFailedException => new(FaultKind.NoIdentity),
        AggregateException { InnerExceptions: [.., var last] } => Of(last),
        ClientResultException or HttpRequestException or IOException or OperationCanceledException or RequestFailedException => new(FaultKind.Unreachable) { NeverReached = FailedToConnect(exception) },
        _ => new(FaultKind.NotUnderstood),
    };

    /// <summary>One plain sentence with what to mend.</summary>
    public string Note(ModelOptions options) => Kind switch
    {
        FaultKind.Unreachable => $"The model could not be reached at {HostOf(options)}; check that it runs and that Models__Endpoint is right.",
        FaultKind.Busy => RetryAfter is { } wait
            ? $"The model has too many requests and asks to wait {wait.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s; try again later or lower Models__Concurrency."
            : "The model has too many requests; try again later or lower Models__Concurrency.",
        FaultKind.Broken => $"The model's endpoint had an error of its own (HTTP {Status}); try again later.",
        FaultKind.KeyRefused => $"The model's endpoint refused the key (HTTP {Status}); check Models__Key and that it may use this model.",
        FaultKind.NoIdentity => "No Entra identity could be used for the model; sign in, assign a managed identity, or set Models__Key.",
        FaultKind.NotFound => $"The model's endpoint does not know the model or the address (HTTP {Status}); check Models__Model, and that Models__Endpoint is complete (often it ends in /v1).",
        FaultKind.Refused => $"The model's endpoint did not accept the request (HTTP {Status}); check Models__Temperature (some models take none), Models__MaxOutputTokens and the policy's length.",
        FaultKind.Filtered => "The provider's content filter stopped the request before the model saw it.",
        _ => "The model's endpoint answered in a form that could not be read; check that Models__Endpoint speaks the OpenAI protocol.",
    };

    private static Fault OfAnswer(int status, PipelineResponse? response) =>
        status == 400 && IsContentFilter(response)
            ? new(FaultKind.Filtered, status)
            : new(KindOf(status), status, Endpoints.RetryAfter.In(response));

    private static bool FailedToConnect(Exception? exception) => exception is not null
        && (exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError }
            || FailedToConnect(exception.InnerException));

    private static FaultKind KindOf(int status) => status switch
    {
        408 or 429 => FaultKind.Busy,
        >= 500 => FaultKind.Broken,
        401 or 403 => FaultKind.KeyRefused,
        404 => FaultKind.NotFound,
        >= 400 => FaultKind.Refused,
        _ => FaultKind.NotUnderstood,
    };

    private static bool IsContentFilter(PipelineResponse? response)
    {
        try
        {
            using var body = JsonDocument.Parse(response?.Content.ToString() ?? "");
            return body.RootElement.TryGetProperty("error", out var error)
                && error.ValueKind == JsonValueKind.Object
                && error.TryGetProperty("code", out var code)
                && code.ValueKind == JsonValueKind.String
                && code.GetString() is "content_filter" or "content_policy_violation";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string HostOf(ModelOptions options) =>
        Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var address) ? $"{address.Host}:{address.Port.ToString(CultureInfo.InvariantCulture)}" : "api.openai.com";
}

internal enum FaultKind
{
    Unreachable,
    Busy,
    Broken,
    KeyRefused,
    NoIdentity,
    NotFound,
    Refused,
    Filtered,
    NotUnderstood,
}
