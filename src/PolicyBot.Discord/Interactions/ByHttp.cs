using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PolicyBot.App;
using PolicyBot.Discord.Rest;

namespace PolicyBot.Discord.Interactions;

/// <summary><c>POST /discord/interactions</c>: interactions by HTTP, each signed by Discord.</summary>
public sealed class ByHttp(DiscordOptions options, Desk desk, Replays replays, [FromKeyedServices(Clock.Key)] TimeProvider clock, ILogger<ByHttp> logger)
{
    public const string Path = "/discord/interactions";
    private const int MostBytes = 1024 * 1024;

    public async Task Take(HttpContext context)
    {
        var received = clock.Now();
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = MostBytes;
        var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        }
        catch (BadHttpRequestException refused)
        {
            context.Response.StatusCode = refused.StatusCode;
            return;
        }

        var raw = body.GetBuffer().AsMemory(0, (int)body.Length);
        if (!IsDiscords(context.Request.Headers, raw.Span, received))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (Wire.Read<Interaction>(raw.Span) is not { Id: not null, Token: not null } interaction)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var answer = await desk.Take(interaction, received);
        if (answer.Then is { } then)
            context.Response.OnCompleted(() => Follow(then));
        var json = JsonSerializer.SerializeToUtf8Bytes(answer.Callback, Wire.Json);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }

    /// <summary>Before anything is parsed: from Discord, not old, and not seen before.</summary>
    private bool IsDiscords(IHeaderDictionary headers, ReadOnlySpan<byte> body, DateTimeOffset now) =>
        headers["X-Signature-Timestamp"].ToString() is var timestamp
        && Signature.IsFresh(timestamp, now)
        && options.Signature?.Check(headers["X-Signature-Ed25519"], timestamp, body) is { } signature
        && replays.IsFirst(signature);

    private Task Follow(Func<Task> then)
    {
        _ = Task.Run(async () =>
        {
            try
            {
                await then();
            }
            catch (DiscordUnreachable)
            {
                logger.LogWarning("An answer could not be shown, as Discord can't be reached");
            }
            catch (Exception failure)
            {
                logger.LogError(failure, "An answer could not be shown");
            }
        });
        return Task.CompletedTask;
    }
}
