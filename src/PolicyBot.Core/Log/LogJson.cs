using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Log;

/// <summary>The one JSON encoding of the project: of the log, of stored rows and of exports.</summary>
/// <remarks>
/// A member added to a recorded type must be nullable: nulls are not written, so entries from before it keep their hash.
/// </remarks>
public static class LogJson
{
    /// <summary>camelCase, enums as words, compact ids, UTC in microseconds; unknown fields are ignored.</summary>
    public static readonly JsonSerializerOptions Options = MakeOptions();

    /// <summary>The change with the full words of its texts.</summary>
    public static string Encode(Change change) => JsonSerializer.Serialize(change, Options);

    /// <summary>The change of either form; throws <see cref="JsonException"/> for anything that is none.</summary>
    public static Change Decode(string json) =>
        JsonSerializer.Deserialize<Change>(json, Options) ?? throw new JsonException("The change is null.");

    /// <summary>The hash form (canonical: keys in ordinal order, each text only its hash) and the texts, each once.</summary>
    public static (string Payload, IReadOnlyList<Text> Texts) Split(Change change)
    {
        var texts = new Dictionary<string, Text>(StringComparer.Ordinal);
        var canonical = Rewrite(JsonSerializer.SerializeToNode(change, Options), text =>
        {
            texts.TryAdd(text.Hash, text);
            return new JsonObject { ["hash"] = text.Hash };
        });
        return (canonical!.ToJsonString(Options), [.. texts.Values]);
    }

    /// <summary>The change of a hash form with the words that <paramref name="find"/> still has; the others are erased.</summary>
    public static Change Join(string payload, Func<string, Text?> find)
    {
        var full = Rewrite(JsonNode.Parse(payload), text => JsonSerializer.SerializeToNode(find(text.Hash) ?? text, Options));
        return full.Deserialize<Change>(Options) ?? throw new JsonException("The change is null.");
    }

    private static JsonNode? Rewrite(JsonNode? node, Func<Text, JsonNode?> replace) => node switch
    {
        JsonObject o when IsText(o) => replace(o.Deserialize<Text>(Options)!),
        JsonObject o => new JsonObject(o.OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => KeyValuePair.Create(p.Key, Rewrite(p.Value, replace)))),
        JsonArray a => new JsonArray([.. a.Select(n => Rewrite(n, replace))]),
        _ => node?.DeepClone(),
    };

    // Told by its shape; no other recorded type has a string member called hash.
    private static bool IsText(JsonObject o) =>
        o["hash"] is JsonValue hash && hash.GetValueKind() == JsonValueKind.String
        && o.All(p => p.Key is "hash" or "salt" or "value");

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.Strict,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            AllowOutOfOrderMetadataProperties = true,
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
                new MomentConverter(),
                new OrdinalKeys<Count>(),
                new OrdinalKeys<string>(),
            },
        };
        foreach (var converter in IdConverters.All)
            options.Converters.Add(converter);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
