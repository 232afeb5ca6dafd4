using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PolicyBot.Core.Log;

namespace PolicyBot.Core.Reports;

/// <summary>What was read from an export file.</summary>
public abstract record ExportRead;

public sealed record Readable(WorkshopExport Export) : ExportRead;

/// <param name="Reason">What is wrong, one sentence.</param>
/// <param name="Where">The place in the file (<c>$.log[3].change</c>, or a line and a byte).</param>
/// <param name="Next">What to do, one sentence.</param>
public sealed record Unreadable(string Reason, string Where, string Next) : ExportRead;

/// <summary>The export file: one JSON object in the encoding of the log.</summary>
public static class ExportJson
{
    private const string SendAgain = "Export the workshop again with `policybot export`, and don't edit the file.";

    // Reading is strict where the log's own options are lenient: a file comes from outside.
    private static readonly JsonSerializerOptions _strict = new(LogJson.Options)
    {
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireWhatIsNeverNull } },
    };

    /// <summary>The file, with its checksum; the same export always gives the same bytes.</summary>
    public static string Write(WorkshopExport export) =>
        JsonSerializer.Serialize(export with { Checksum = Checksum(export) }, LogJson.Options);

    /// <summary>The checksum that belongs to an export; the one that it carries does not matter.</summary>
    public static string Checksum(WorkshopExport export) => Convert.ToHexStringLower(SHA256.HashData(
        JsonSerializer.SerializeToUtf8Bytes(export with { Checksum = "" }, LogJson.Options)));

    /// <summary>The export of a file, complete in its form; whether it is true is for <see cref="Verification"/> to say.</summary>
    public static ExportRead Read(string json)
    {
        try
        {
            return WhyNotOurs(json) ?? (ExportRead)new Readable(JsonSerializer.Deserialize<WorkshopExport>(json, _strict)!);
        }
        catch (JsonException e)
        {
            return new Unreadable("The file is no whole workshop export.", Place(e), SendAgain);
        }
        catch (Exception e) when (e is NotSupportedException or FormatException or ArgumentException or InvalidOperationException)
        {
            return new Unreadable("The file holds something that no workshop export holds.", "$", SendAgain);
        }
    }

    private static Unreadable? WhyNotOurs(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes);
        // No member is written as null, so a null is damage; found here it never reaches code that trusts the types.
        while (reader.Read())
            if (reader.TokenType == JsonTokenType.Null)
                return new Unreadable("The file holds a null where something belongs.", $"byte {reader.TokenStartIndex}", SendAgain);
        var head = JsonSerializer.Deserialize<Head>(bytes, LogJson.Options);
        if (head?.Format != WorkshopExport.FormatName)
            return new Unreadable("The file is no workshop export.", "$.format", $"Choose a file whose `format` is `{WorkshopExport.FormatName}`.");
        return head.Version is < 1 or > WorkshopExport.NewestVersion
            ? new Unreadable("The file is of a version that this PolicyBot does not know.", "$.version", "Read it with the PolicyBot that wrote it, or a newer one.")
            : null;
    }

    private static string Place(JsonException e) => (e.Path, e.LineNumber, e.BytePositionInLine) switch
    {
        ({ Length: > 1 } path, _, _) => path,
        (_, { } line, { } position) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"line {line + 1}, byte {position + 1}"),
        _ => "$",
    };

    private static void RequireWhatIsNeverNull(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        foreach (var property in type.Properties)
        {
            var read = property.Set is not null || property.AssociatedParameter is not null;
            var nullable = property.IsSetNullable && (!property.PropertyType.IsValueType || Nullable.GetUnderlyingType(property.PropertyType) is not null);
            if (read && !nullable)
                property.IsRequired = true;
        }
    }

    private sealed record Head(string? Format, int Version);
}
