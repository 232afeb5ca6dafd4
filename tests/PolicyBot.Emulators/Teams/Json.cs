using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Teams;

internal static class Json
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

    public static JsonObject Copy(JsonNode? node) => node?.DeepClone().AsObject() ?? [];
}
