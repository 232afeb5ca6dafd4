using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Teams;

/// <summary>Looks into the JSON of activities and cards.</summary>
public static class Json
{
    public const string CardType = "application/vnd.microsoft.card.adaptive";

    public static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly JsonSerializerOptions Indented = new(Readable) { WriteIndented = true };

    /// <summary>The node itself and everything in it that is an object, in reading order.</summary>
    public static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => Objects(p.Value)).Prepend(o),
        JsonArray a => a.SelectMany(Objects),
        _ => [],
    };

    /// <summary>The words of all text blocks, in which Markdown acts.</summary>
    public static IEnumerable<string> TextBlocks(JsonObject card) =>
        Objects(card).Where(o => (string?)(o["type"] as JsonValue) == "TextBlock").Select(o => (string)o["text"]!);

    /// <summary>What the button of this name sends.</summary>
    public static JsonObject DataOf(JsonObject card, string button) =>
        Copy(Objects(card).First(o => (string?)(o["title"] as JsonValue) == button)["data"]);

    public static JsonObject Copy(JsonNode? node) => node?.DeepClone().AsObject() ?? [];
}
