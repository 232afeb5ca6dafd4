using System.Net.Http.Headers;
using System.Text.Json;

namespace PolicyBot.Discord.Rest;

/// <summary>One request to Discord's API.</summary>
/// <param name="Path">Relative to the API's base, without a leading slash.</param>
/// <param name="Body">Sent as JSON; null for none.</param>
public sealed record RestCall(HttpMethod Method, string Path, object? Body = null)
{
    /// <summary>Sent with the body as multipart.</summary>
    public IReadOnlyList<Upload> Uploads { get; init; } = [];

    /// <summary>Interaction routes: no bucket is kept and the global limit does not count them.</summary>
    public bool OfInteraction { get; init; }

    /// <summary>Sending it twice does what sending it once does, so a lost answer may be asked for again.</summary>
    public bool Repeatable { get; init; } = true;

    public Route Route => Route.Of(Method, Path);

    /// <summary>A fresh request; each try needs its own.</summary>
    public HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(Method, Path);
        if (Body is null)
            return request;
        var json = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(Body, Body.GetType(), Wire.Json));
        json.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (Uploads.Count == 0)
        {
            request.Content = json;
            return request;
        }

        var form = new MultipartFormDataContent { { json, "payload_json" } };
        for (var i = 0; i < Uploads.Count; i++)
        {
            var file = new ByteArrayContent(Uploads[i].Content);
            file.Headers.ContentType = MediaTypeHeaderValue.Parse(Uploads[i].MediaType);
            form.Add(file, $"files[{i}]", Uploads[i].Name);
        }

        request.Content = form;
        return request;
    }
}

/// <param name="Name">File name with its extension.</param>
/// <param name="Describes">What the file shows, for people who don't see it.</param>
public sealed record Upload(string Name, string MediaType, byte[] Content, string? Describes = null);
