using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Log;

/// <summary>Ids as people write them (<c>"C7"</c>), also as keys of dictionaries.</summary>
internal static class IdConverters
{
    public static readonly ImmutableList<JsonConverter> All =
    [
        Numbered('C', n => new ClauseId(n)),
        Numbered('A', n => new AmendmentId(n)),
        Numbered('S', n => new ScenarioId(n)),
        Numbered('R', n => new RoundId(n)),
        Numbered('v', n => new VersionNumber(n)),
        new IdConverter<WorkshopId>(s => new(s)),
        new IdConverter<PersonId>(s => new(s)),
        new IdConverter<Voter>(s => new(s)),
        new IdConverter<Place>(s => s.Split(':', 2) is [var channel, var id] ? new(channel, id) : null),
    ];

    private static IdConverter<T> Numbered<T>(char letter, Func<int, T> make)
        where T : struct => new(s =>
            s.StartsWith(letter) && int.TryParse(s.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? make(n) : null);
}

internal sealed class IdConverter<T>(Func<string, T?> parse) : JsonConverter<T>
    where T : struct
{
    public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        parse(reader.GetString() ?? "") ?? throw new JsonException($"This is no {typeof(T).Name}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        Read(ref reader, type, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString() ?? "");
}

/// <summary>Instants in UTC with whole microseconds: what every database here can keep.</summary>
internal sealed class MomentConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        Moment.Truncate(reader.GetDateTimeOffset());

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Moment.Write(value));
}
