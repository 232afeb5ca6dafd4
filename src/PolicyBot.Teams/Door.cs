using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PolicyBot.Teams.Activities;
using PolicyBot.Teams.Auth;

namespace PolicyBot.Teams;

/// <summary><c>POST /api/messages</c>: token, size, form, address; only then is anything acted on.</summary>
internal sealed class Door(InboundToken token, Reception reception, IHostApplicationLifetime life, ILogger<Door> logger)
{
    private const int LargestBody = 1024 * 1024, MostHeard = 10_000;
    private static readonly TimeSpan Repeating = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<string, long> _heard = new(StringComparer.Ordinal);

    // Teams repeats what was not answered within 15 seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public async Task<IResult> Take(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = LargestBody;
        try
        {
            if (await token.Check(context.Request.Headers.Authorization, context.RequestAborted) is not { } vouched)
                return Results.Unauthorized();
            if (await JsonSerializer.DeserializeAsync<Activity>(context.Request.Body, Wire.Json, context.RequestAborted) is not { Conversation.Id: { Length: > 0 }, ChannelId: not null } activity)
                return Results.BadRequest();
            if (!vouched.For(activity))
                return Results.StatusCode(StatusCodes.Status403Forbidden);
            var heard = EventReader.Of(activity);
            if (activity.Type == "invoke")
                return await reception.Answer(activity, heard, life.ApplicationStopping) is { } answer ? Json(answer) : Results.StatusCode(StatusCodes.Status501NotImplemented);
            await Task.WhenAny(Hear(activity, heard), Task.Delay(Patience, context.RequestAborted));
            return Results.Ok();
        }
        catch (BadHttpRequestException refused)
        {
            return Results.StatusCode(refused.StatusCode);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return Results.BadRequest();
        }
        catch (HttpRequestException failure)
        {
            logger.LogWarning(failure, "An activity could not be checked, because the keys of its issuer can't be fetched");
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>It goes on when Teams has stopped waiting; what Teams tells again meanwhile is answered once.</summary>
    private async Task Hear(Activity activity, Event heard)
    {
        var key = $"{activity.Conversation!.Id} {activity.Id}";
        if (activity.Id is not null && !_heard.TryAdd(key, TimeProvider.System.GetTimestamp()))
            return;
        try
        {
            await reception.Hear(activity, heard, life.ApplicationStopping);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            _heard.TryRemove(key, out _);
            logger.LogError(failure, "What Teams told ({Kind}) could not be dealt with", heard.GetType().Name);
        }

        if (_heard.Count > MostHeard)
            foreach (var old in _heard.Where(h => TimeProvider.System.GetElapsedTime(h.Value) > Repeating))
                _heard.TryRemove(old);
    }

    private static IResult Json(JsonObject body) => Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(body, Wire.Json), "application/json; charset=utf-8");
}
