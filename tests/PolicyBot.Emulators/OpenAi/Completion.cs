using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace PolicyBot.Emulators.OpenAi;

/// <summary>A chat completion on the wire, whole or as server-sent events.</summary>
/// <remarks>https://platform.openai.com/docs/api-reference/chat-streaming</remarks>
internal sealed record Completion(string Finish, string? Content, string? Refusal = null)
{
    /// <summary>Tokens that it says it has read and written.</summary>
    public required (int Read, int Written) Took { get; init; }

    /// <summary>Between two pieces of a stream, each of about a word; the whole answer takes as long.</summary>
    public TimeSpan PerToken { get; init; }

    /// <summary>Drops the connection after the first half of a stream.</summary>
    public bool BreaksOff { get; init; }

    public async Task Write(HttpContext http, JsonElement request)
    {
        if (request.TryGetProperty("stream", out var stream) && stream.GetBoolean())
            await WriteStream(http, request);
        else
            await WriteWhole(http, request);
    }

    private async Task WriteWhole(HttpContext http, JsonElement request)
    {
        await Task.Delay(PerToken * Pieces(Content ?? "").Count(), http.RequestAborted);
        await http.Response.WriteAsJsonAsync(
            new
            {
                id = "chatcmpl-1",
                @object = "chat.completion",
                created = 1_700_000_000,
                model = ModelOf(request),
                system_fingerprint = "fp_emulated",
                choices = new[] { new { index = 0, message = new { role = "assistant", content = Content, refusal = Refusal }, finish_reason = Finish } },
                usage = Usage,
            },
            http.RequestAborted);
    }

    private object Usage => new { prompt_tokens = Took.Read, completion_tokens = Took.Written, total_tokens = Took.Read + Took.Written };

    private async Task WriteStream(HttpContext http, JsonElement request)
    {
        http.Response.ContentType = "text/event-stream";
        var model = ModelOf(request);
        await Send(http, Chunk(model, new { role = "assistant", content = "" }));
        if (Refusal is not null)
            await Send(http, Chunk(model, new { refusal = Refusal }));
        var pieces = Pieces(Content ?? "").ToList();
        foreach (var piece in BreaksOff ? pieces.Take(pieces.Count / 2) : pieces)
        {
            if (PerToken > TimeSpan.Zero) await Task.Delay(PerToken, http.RequestAborted);
            await Send(http, Chunk(model, new { content = piece }));
        }

        if (BreaksOff)
        {
            http.Abort();
            return;
        }

        await Send(http, Chunk(model, new { }, Finish));
        if (request.TryGetProperty("stream_options", out var options) && options.TryGetProperty("include_usage", out var wanted) && wanted.GetBoolean())
            await Send(http, new { id = "chatcmpl-1", @object = "chat.completion.chunk", created = 1_700_000_000, model, system_fingerprint = "fp_emulated", choices = Array.Empty<object>(), usage = Usage });
        await http.Response.WriteAsync("data: [DONE]\n\n", http.RequestAborted);
    }

    private static object Chunk(string model, object delta, string? finish = null) => new
    {
        id = "chatcmpl-1",
        @object = "chat.completion.chunk",
        created = 1_700_000_000,
        model,
        system_fingerprint = "fp_emulated",
        choices = new[] { new { index = 0, delta, finish_reason = finish } },
    };

    private static async Task Send(HttpContext http, object chunk)
    {
        await http.Response.WriteAsync($"data: {JsonSerializer.Serialize(chunk)}\n\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    /// <summary>Words with the space behind them.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var space = text.IndexOf(' ', start);
            var end = space < 0 ? text.Length : space + 1;
            yield return text[start..end];
            start = end;
        }
    }

    private static string ModelOf(JsonElement request) =>
        request.TryGetProperty("model", out var model) ? model.GetString() ?? "deployment" : "deployment";
}
