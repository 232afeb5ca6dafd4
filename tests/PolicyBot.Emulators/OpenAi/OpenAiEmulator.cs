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

    /// <summary>A model that looks at what it is asked, in place of <see cref="Otherwise"/>.</summary>
    public Func<ReceivedCall, ModelBehaviour>? Model { get; set; }

    /// <summary>Before any answer begins.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Requests beyond as many at once get 429 with <c>retry-after-ms: 100</c>; null: all are served.</summary>
    public int? Places { get; set; }

    public Busy Busy { get; } = new();

    /// <summary>Tokens that each answer says it has read and written.</summary>
    public (int Read, int Written) Took { get; set; } = (21, 7);

    /// <summary>The root, without a path.</summary>
    public Uri Address => new(app.Urls.Single());

    public IReadOnlyList<ReceivedCall> Calls => [.. calls];

    /// <summary>The highest number of requests served at once so far.</summary>
    public int MostInFlight => Busy.Most;

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
        var now = Busy.Begin();
        try
        {
            var body = await JsonElementOf(http);
            var call = new ReceivedCall(http.Request.Path, http.Request.QueryString.Value ?? "",
                http.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString()), body);
            calls.Enqueue(call);
            arrived.Release();
            var behaviour = now > Places ? new ModelBehaviour.Error(429, RetryAfterMs: "100")
                : script.TryDequeue(out var next) ? next : Model?.Invoke(call) ?? Otherwise;
            if (Latency > TimeSpan.Zero && behaviour is not ModelBehaviour.Error) await Task.Delay(Latency, http.RequestAborted);
            await Behave(http, body, behaviour);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller gave up, as a script may want it to.
        }
        finally
        {
            Busy.End();
        }
    }

    private async Task Behave(HttpContext http, JsonElement body, ModelBehaviour behaviour)
    {
        switch (behaviour)
        {
            case ModelBehaviour.Answer answer: await new Completion("stop", answer.Text) { Took = Took }.Write(http, body); break;
            case ModelBehaviour.Truncated truncated: await new Completion("length", truncated.Text) { Took = Took }.Write(http, body); break;
            case ModelBehaviour.FilteredAnswer filtered: await new Completion("content_filter", filtered.Text) { Took = Took }.Write(http, body); break;
            case ModelBehaviour.Refusal refusal: await new Completion("stop", null, refusal.Text) { Took = Took }.Write(http, body); break;
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
                await new Completion("stop", held.Text) { Took = Took }.Write(http, body);
                break;
            case ModelBehaviour.Slow slow: await new Completion("stop", slow.Text) { Took = Took, PerToken = slow.PerToken }.Write(http, body); break;
            case ModelBehaviour.BreaksOff broken: await new Completion("stop", broken.Text) { Took = Took, BreaksOff = true }.Write(http, body); break;
            case ModelBehaviour.Body own:
                http.Response.ContentType = "application/json";
                await http.Response.WriteAsync(own.Text, http.RequestAborted);
                break;
            case ModelBehaviour.Redirect redirect: http.Response.Redirect(redirect.Target.ToString(), permanent: false, preserveMethod: true); break;
            default: throw new UnreachableException();
        }
    }

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
}
