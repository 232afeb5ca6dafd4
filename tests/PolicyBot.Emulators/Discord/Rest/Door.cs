using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace PolicyBot.Emulators.Discord.Rest;

/// <summary>What every request to the API passes: faults, token, user agent, limits; then its handler.</summary>
internal sealed partial class Door(DiscordOptions options, RateLimits limits)
{
    private const string Html = "<!doctype html><html><head><title>discord.com</title></head><body>Error</body></html>";
    private int invalid;

    public ConcurrentQueue<Captured> Captured { get; } = new();

    public ConcurrentQueue<Failing> Faults { get; } = new();

    /// <summary>Answers of 401, 403 and 429 that count towards the ban of 10,000 in 10 minutes.</summary>
    public int InvalidRequests => invalid;

    public ConcurrentQueue<(string Method, string Template, int Status)> Answers { get; } = new();

    public async Task Serve(HttpContext http, string template, Func<Call, JsonNode?> handler)
    {
        try
        {
            await Pass(http, template, handler);
        }
        catch (DiscordError error)
        {
            await Write(http, error.Status, error.ToJson());
        }
        catch (TooManyEdits edits)
        {
            await TooMany(http, new RestFault.TooMany(Scope.User, edits.Wait.TotalSeconds, Code: 30046));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        if (http.Response.StatusCode is 401 or 403 or 429 && http.Response.Headers["X-RateLimit-Scope"] != "shared")
            Interlocked.Increment(ref invalid);
        Answers.Enqueue((http.Request.Method, template, http.Response.StatusCode));
    }

    private async Task Pass(HttpContext http, string template, Func<Call, JsonNode?> handler)
    {
        var call = await Call.Read(http, template);
        Captured.Enqueue(new Captured(call.Method, template, http.Request.Path, call.Body?.ToJsonString()));
        var fault = Faults.FirstOrDefault(f => f.Takes(call.Method, template))?.How;
        if (fault is not null and not RestFault.LostAnswer)
        {
            await Fail(http, fault);
            return;
        }

        Admit(http, template);
        var major = string.Join('/', ((string[])["channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_id"])
            .Select(p => (string?)http.Request.RouteValues.GetValueOrDefault(p)));
        var standing = limits.Take(call.Method, template, major);
        Head(http, standing);
        if (standing.Exceeded is { } scope)
        {
            await TooMany(http, new RestFault.TooMany(scope, standing.ResetAfter.TotalSeconds));
            return;
        }

        var answer = handler(call);
        if (fault is RestFault.LostAnswer)
            http.Abort();
        else if (answer is null)
            http.Response.StatusCode = StatusCodes.Status204NoContent;
        else
            await Write(http, StatusCodes.Status200OK, answer);
    }

    /// <summary>A bot token, but where the address holds an interaction's own token; and a user agent of the form that Discord asks for.</summary>
    private void Admit(HttpContext http, string template)
    {
        var open = template.Contains("_token}", StringComparison.Ordinal) || template == "/gateway";
        if (!open && http.Request.Headers.Authorization != $"Bot {options.Token}")
            throw DiscordError.Unauthorized;
        if (!UserAgent().IsMatch(http.Request.Headers.UserAgent.ToString()))
            throw new DiscordError(403, 40333, "internal network error");
    }

    private static void Head(HttpContext http, Standing standing)
    {
        var headers = http.Response.Headers;
        headers["X-RateLimit-Bucket"] = standing.Bucket;
        headers["X-RateLimit-Limit"] = standing.Limit.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = standing.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = (standing.Reset.ToUnixTimeMilliseconds() / 1000.0).ToString("0.000", CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset-After"] = standing.ResetAfter.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
    }

    private static Task Fail(HttpContext http, RestFault fault)
    {
        switch (fault)
        {
            case RestFault.TooMany many: return TooMany(http, many);
            case RestFault.TooManyAsHtml many:
                http.Response.Headers.RetryAfter = many.RetryAfter.ToString(CultureInfo.InvariantCulture);
                return WriteHtml(http, StatusCodes.Status429TooManyRequests);
            case RestFault.Status status: return WriteHtml(http, status.Code);
            case RestFault.Error error: throw new DiscordError(error.HttpStatus, error.Code, error.Message);
            case RestFault.HangUp:
                http.Abort();
                return Task.CompletedTask;
            case RestFault.Silence: return Task.Delay(Timeout.Infinite, http.RequestAborted);
            default: throw new UnreachableException();
        }
    }

    private static Task TooMany(HttpContext http, RestFault.TooMany many)
    {
        http.Response.Headers.RetryAfter = Math.Ceiling(many.RetryAfter).ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["X-RateLimit-Scope"] = many.Scope.ToString().ToLowerInvariant();
        if (many.Scope == Scope.Global)
            http.Response.Headers["X-RateLimit-Global"] = "true";
        var body = new JsonObject
        {
            ["message"] = "You are being rate limited.",
            ["retry_after"] = Math.Round(many.RetryAfter, 3),
            ["global"] = many.Scope == Scope.Global,
        };
        if (many.Code != 0)
            body["code"] = many.Code;
        return Write(http, StatusCodes.Status429TooManyRequests, body);
    }

    private static Task WriteHtml(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html";
        return http.Response.WriteAsync(Html, http.RequestAborted);
    }

    private static Task Write(HttpContext http, int status, JsonNode body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body.ToJsonString(), http.RequestAborted);
    }

    [GeneratedRegex(@"^DiscordBot \(\S+, \S+\)")]
    private static partial Regex UserAgent();
}

/// <summary>A request as it came in, for the oracles.</summary>
/// <param name="Template">The route as Discord's OpenAPI description spells it.</param>
/// <param name="Json">Its JSON; null for none.</param>
public sealed record Captured(string Method, string Template, string Path, string? Json);
