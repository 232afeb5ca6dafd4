using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Reports;
using PolicyBot.Tests.Core.Log;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.Core.Reports;

/// <summary>docs/export-schema.json describes the files that are written; UPDATE_SNAPSHOTS=1 writes it from the types.</summary>
public sealed class ExportSchemaTests
{
    private static readonly string Path = System.IO.Path.Combine(Repository.Root, "docs", "export-schema.json");

    [Fact]
    public void The_schema_in_the_documentation_is_that_of_the_code()
    {
        var made = Made().ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(Path, made);

        Assert.Equal(File.ReadAllText(Path).ReplaceLineEndings("\n"), made.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Exports_of_every_kind_of_round_and_change_fit_it()
    {
        var schema = new JsonSchema(JsonNode.Parse(File.ReadAllText(Path))!);

        foreach (var export in new[]
        {
            ExportExamples.Ranked().Export(), ExportExamples.Unpublished().Export(), ExportExamples.StillOpen().Export(),
            new WorkshopExport(new("examples"), ChangeExamples.Chained()),
        })
            Assert.Null(schema.WhyNot(JsonNode.Parse(ExportJson.Write(export))));
    }

    [Fact]
    public void What_does_not_belong_there_does_not_fit()
    {
        var schema = new JsonSchema(JsonNode.Parse(File.ReadAllText(Path))!);
        var file = JsonNode.Parse(ExportJson.Write(ExportExamples.Finished().Export()))!;

        file["rounds"]![0]!["ballots"]![0]!["vote"] = "perhaps";
        Assert.StartsWith("$.rounds[0].ballots[0].vote", schema.WhyNot(file), StringComparison.Ordinal);
        file["rounds"]![0]!["ballots"]![0]!.AsObject().Remove("vote");
        Assert.Equal("$.rounds[0].ballots[0]: vote is missing", schema.WhyNot(file));
    }

    private static JsonNode Made()
    {
        var schema = LogJson.Options.GetJsonSchemaAsNode(typeof(WorkshopExport), new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Nullable.GetUnderlyingType(context.TypeInfo.Type) is { } inner
                ? Written(inner) is { } written ? OrMissing(written) : node
                : Written(context.TypeInfo.Type) ?? node,
        }).AsObject();
        LeaveNullsOut(schema);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "A workshop exported by PolicyBot");
        schema.Insert(2, "description", $"Version {WorkshopExport.NewestVersion}. Members are added without a new version; readers ignore those that they do not know.");
        return schema;
    }

    /// <summary>Nothing is written as null: what may be null may be missing.</summary>
    private static void LeaveNullsOut(JsonNode? node)
    {
        if (node is JsonArray array)
            foreach (var item in array)
                LeaveNullsOut(item);
        if (node is not JsonObject schema)
            return;
        if (schema["required"] is JsonArray required && schema["properties"] is JsonObject properties)
            foreach (var name in required.Where(r => MayBeNull(properties[r!.GetValue<string>()])).ToList())
                required.Remove(name);
        foreach (var (_, member) in schema)
            LeaveNullsOut(member);
        if (schema["enum"] is JsonArray values)
            values.Remove(values.FirstOrDefault(v => v is null));
        if (schema["type"] is JsonArray types && types.FirstOrDefault(t => t!.GetValue<string>() == "null") is { } nothing)
        {
            types.Remove(nothing);
            if (types is [var only])
                schema["type"] = only!.DeepClone();
        }
    }

    private static bool MayBeNull(JsonNode? schema) =>
        schema is JsonObject o && ((o["type"] is JsonArray types && types.Any(t => t!.GetValue<string>() == "null")) || (o["enum"] is JsonArray values && values.Contains(null)));

    private static JsonObject OrMissing(JsonObject written)
    {
        written["type"] = new JsonArray("string", "null");
        return written;
    }

    /// <summary>What converters write that the exporter can't look into.</summary>
    private static JsonObject? Written(Type type) => type switch
    {
        _ when type == typeof(DateTimeOffset) => new() { ["type"] = "string", ["format"] = "date-time" },
        _ when type == typeof(ClauseId) => Pattern("C"),
        _ when type == typeof(AmendmentId) => Pattern("A"),
        _ when type == typeof(ScenarioId) => Pattern("S"),
        _ when type == typeof(RoundId) => Pattern("R"),
        _ when type == typeof(VersionNumber) => Pattern("v"),
        _ when type == typeof(WorkshopId) || type == typeof(PersonId) || type == typeof(Voter) => new() { ["type"] = "string" },
        _ => null,
    };

    private static JsonObject Pattern(string letter) => new() { ["type"] = "string", ["pattern"] = $"^{letter}[0-9]+$" };
}
