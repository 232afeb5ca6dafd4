using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PolicyBot.Emulators.OpenAi;

/// <summary>
/// A loopback chat-completions endpoint at OpenAI's address (<c>/v1</c>) and both of Azure's
/// (<c>/openai/v1</c>, <c>/openai/deployments/NAME?api-version=…</c>); follows its script, then <see cref="Otherwise"/>.
/// </summary>
/// <remarks>https://platform.openai.com/docs/api-reference/chat/create, https://learn.microsoft.com/azure/ai-foundry/openai/reference</remarks>
public sealed class OpenAiEmulator : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<ModelBehaviour> script = new();
    private readonly ConcurrentQueue<ReceivedCall> calls = new();
    private readonly TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim arrived = new(0);
    private int inFlight, mostInFlight;

    private OpenAiEmulator()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/v1/chat/completions", (HttpContext http) => Serve(http));
        app.MapPost("/openai/v1/chat/completions", (HttpContext http) => Serve(http));
        app.MapPost("/openai/deployments/{deployment}/chat/completions", (HttpContext http) =>
            http.Request.Query.ContainsKey("api-version") ? Serve(http) : Fail(http, 404));
    }

    /// <summary>What a request gets when the script has ended.</summary>
    public ModelBehaviour Otherwise { get; set; } = new ModelBehaviour.Answer("OK");

    /// <summary>The root, without a path.</summary>
    public Uri Address => new(app.Urls.Single());

    public IReadOnlyList<ReceivedCall> Calls => [.. calls];

    /// <summary>The highest number of requests served at once so far.</summary>
    public int MostInFlight => mostInFlight;

    public static async Task<OpenAiEmulator> Start(params ModelBehaviour[] script)
    {
        var emulator = new OpenAiEmulator();
        foreach (var behaviour in script) emulator.script.Enqueue(behaviour);
        await emulator.app.StartAsync();
        return emulator;
    }

    /// <summary>Waits for as many further requests.</summary>
    public async Task Arrival(int requests, CancellationToken cancellation)
    {
        for (var i = 0; i < requests; i++) await arrived.WaitAsync(cancellation);
    }

    /// <summary>Lets every <see cref="ModelBehaviour.Held"/> answer go.</summary>
    public void Release() => release.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        release.TrySetResult();
        await app.DisposeAsync();
        arrived.Dispose();
    }

    private async Task Serve(HttpContext http)
    {
        var now = Interlocked.Increment(ref inFlight);
        InterlockedMax(ref mostInFlight, now);
        try
        {
            var body = await JsonElementOf(http);
            calls.Enqueue(new(http.Request.Path, http.Request.QueryString.Value ?? "",
                http.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString()), body));
            arrived.Release();
            await Behave(http, body, script.TryDequeue(out var next) ? next : Otherwise);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller gave up, as a script may want it to.
        }
        finally
        {
            Interlocked.Decrement(ref inFlight);
        }
    }

    private async Task Behave(HttpContext http, JsonElement body, ModelBehaviour behaviour)
    {
        switch (behaviour)
        {
            case ModelBehaviour.Answer answer: await Complete(http, body, "stop", answer.Text); break;
            case ModelBehaviour.Truncated truncated: await Complete(http, body, "length", truncated.Text); break;
            case ModelBehaviour.FilteredAnswer filtered: await Complete(http, body, "content_filter", filtered.Text); break;
            case ModelBehaviour.Refusal refusal: await Complete(http, body, "stop", null, refusal.Text); break;
            case ModelBehaviour.FilteredPrompt: await Fail(http, 400, "content_filter"); break;
            case ModelBehaviour.Error error:
                if (error.RetryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds;
                if (error.RetryAfterMs is { } thousandths) http.Response.Headers["retry-after-ms"] = thousandths;
                await Fail(http, error.Status);
                break;
            case ModelBehaviour.HangUp: http.Abort(); break;
            case ModelBehaviour.Silence: await Task.Delay(Timeout.Infinite, http.RequestAborted); break;
            case ModelBehaviour.Held held:
                await release.Task.WaitAsync(http.RequestAborted);
                await Complete(http, body, "stop", held.Text);
                break;
            case ModelBehaviour.Body own:
                http.Response.ContentType = "application/json";
                await http.Response.WriteAsync(own.Text, http.RequestAborted);
                break;
            case ModelBehaviour.Redirect redirect: http.Response.Redirect(redirect.Target.ToString(), permanent: false, preserveMethod: true); break;
            default: throw new UnreachableException();
        }
    }

    private static Task Complete(HttpContext http, JsonElement request, string finish, string? content, string? refusal = null) =>
        http.Response.WriteAsJsonAsync(
            new
            {
                id = "chatcmpl-1",
                @object = "chat.completion",
                created = 1_700_000_000,
                model = request.TryGetProperty("model", out var model) ? model.GetString() : "deployment",
                system_fingerprint = "fp_emulated",
                choices = new[] { new { index = 0, message = new { role = "assistant", content, refusal }, finish_reason = finish } },
                usage = new { prompt_tokens = 21, completion_tokens = 7, total_tokens = 28 },
            },
            http.RequestAborted);

    private static Task Fail(HttpContext http, int status, string code = "error")
    {
        http.Response.StatusCode = status;
        var key = http.Request.Headers.Authorization.ToString() + http.Request.Headers["api-key"];
        return http.Response.WriteAsJsonAsync(new { error = new { message = $"You sent {key}.", type = "error", param = (string?)null, code } }, http.RequestAborted);
    }

    private static async Task<JsonElement> JsonElementOf(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        return body.RootElement.Clone();
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen;)
        {
            var before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen) return;
            seen = before;
        }
    }
}
