using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PolicyBot.Host;

/// <summary>The zip file that a Teams administrator uploads: manifest and icons.</summary>
public static class AppPackage
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Icons = ["color.png", "outline.png"];

    /// <param name="appId">The bot's Microsoft App ID.</param>
    /// <param name="web">Where PolicyBot is reached; the manifest names it where it is an https address.</param>
    public static void Write(Stream to, Guid appId, Uri web)
    {
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        using (var entry = zip.CreateEntry("manifest.json").Open())
            JsonSerializer.Serialize(entry, Manifest(appId, web), Readable);
        foreach (var icon in Icons)
        {
            using var entry = zip.CreateEntry(icon).Open();
            using var picture = Resource(icon);
            picture.CopyTo(entry);
        }
    }

    private static JsonObject Manifest(Guid appId, Uri web)
    {
        using var template = Resource("manifest.json");
        var manifest = JsonNode.Parse(template)!.AsObject();
        var id = appId.ToString();
        manifest["id"] = id;
        manifest["bots"]![0]!["botId"] = id;
        manifest["composeExtensions"]![0]!["botId"] = id;
        manifest["webApplicationInfo"]!["id"] = id;
        if (web.Scheme == Uri.UriSchemeHttps)
        {
            foreach (var page in new[] { "websiteUrl", "privacyUrl", "termsOfUseUrl" })
                manifest["developer"]![page] = web.AbsoluteUri;
            manifest["webApplicationInfo"]!["resource"] = web.AbsoluteUri;
        }

        return manifest;
    }

    private static Stream Resource(string name) => typeof(AppPackage).Assembly.GetManifestResourceStream(name)!;
}
