using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PolicyBot.Core.Log;

/// <summary>Dictionaries by name in ordinal order: the default order is that of the machine's language.</summary>
internal sealed class OrdinalKeys<T> : JsonConverter<ImmutableSortedDictionary<string, T>>
{
    public override ImmutableSortedDictionary<string, T> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        (JsonSerializer.Deserialize<Dictionary<string, T>>(ref reader, options) ?? throw new JsonException("The dictionary is null."))
            .ToImmutableSortedDictionary(StringComparer.Ordinal);

    public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, T> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, item) in value.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, item, options);
        }

        writer.WriteEndObject();
    }
}
