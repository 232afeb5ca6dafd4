using System.Buffers.Binary;
using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.Rules;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.Rest;

/// <summary>Files of a message: those that stay, those that come.</summary>
/// <remarks>https://docs.discord.com/developers/reference#uploading-files</remarks>
internal static class Attachments
{
    private const int MostBytes = 10 * 1024 * 1024;
    private const int MostFiles = 10;

    /// <returns>The message's attachments after the request.</returns>
    public static JsonArray After(JsonObject body, Message message, Files files, DiscordState state)
    {
        var problems = new Problems();
        var described = body["attachments"] as JsonArray;
        var stay = message.Body.List("attachments").Where(b => described is null || described.Any(d => d?["id"]?.ToString() == (string?)b!["id"])).Select(b => b!.DeepClone());
        var after = new JsonArray([.. stay]);
        foreach (var (number, name, bytes) in files.All)
        {
            var about = described?.FirstOrDefault(d => d?["id"]?.ToString() == number);
            problems.Length($"attachments.{number}.description", (string?)about?["description"], 0, 1024);
            if (bytes.Length > MostBytes)
                throw new DiscordError(413, 40005, "Request entity too large");
            var kept = (string?)about?["filename"] ?? name;
            message.Files[kept] = bytes;
            after.Add(Written(kept, bytes, (string?)about?["description"], message, state));
        }

        problems.Count("attachments", after.Count, 0, MostFiles);
        problems.Throw();
        return after;
    }

    /// <summary>What <c>attachment://name</c> points to, once it is stored.</summary>
    public static void Resolve(JsonObject shown)
    {
        var byName = shown.List("attachments").OfType<JsonObject>().ToDictionary(a => $"attachment://{(string?)a["filename"]}");
        var media = Components.All(shown.List("components"))
            .SelectMany(c => new[] { c["media"], c["file"] }.Concat(c.List("items").Select(i => i?["media"])))
            .Concat(shown.List("embeds").SelectMany(e => new[] { e?["image"], e?["thumbnail"] }));
        foreach (var item in media.OfType<JsonObject>())
        {
            if ((string?)item["url"] is not { } url || !byName.TryGetValue(url, out var file))
                continue;
            foreach (var (from, to) in ((string, string)[])[("url", "url"), ("proxy_url", "proxy_url"), ("width", "width"), ("height", "height"), ("content_type", "content_type"), ("id", "attachment_id")])
                item[to] = file[from]?.DeepClone();
        }
    }

    private static JsonObject Written(string name, byte[] bytes, string? description, Message message, DiscordState state)
    {
        var id = state.Ids.Next();
        var url = $"{state.Origin}/attachments/{message.Channel.Id}/{message.Id}/{Uri.EscapeDataString(name)}";
        var json = new JsonObject
        {
            ["id"] = id,
            ["filename"] = name,
            ["size"] = bytes.Length,
            ["url"] = url,
            ["proxy_url"] = url,
            ["content_type"] = Path.GetExtension(name) switch
            {
                ".png" => "image/png",
                ".json" => "application/json; charset=utf-8",
                ".md" => "text/markdown; charset=utf-8",
                ".csv" => "text/csv; charset=utf-8",
                ".txt" => "text/plain; charset=utf-8",
                _ => "application/octet-stream",
            },
        };
        if (description is not null)
            json["description"] = description;
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) && bytes.Length > 24)
        {
            json["width"] = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16));
            json["height"] = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20));
        }

        return json;
    }
}
