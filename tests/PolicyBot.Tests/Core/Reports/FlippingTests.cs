using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PolicyBot.Core.Reports;
using Xunit;

namespace PolicyBot.Tests.Core.Reports;

/// <summary>Changes each field of an export in turn, as somebody would who also mends the checksum.</summary>
public sealed partial class FlippingTests
{
    /// <summary>What the log says nothing of: names, so that people can be forgotten, and the checksum itself.</summary>
    private static readonly HashSet<string> Told = ["$.people[n].name", "$.checksum"];

    /// <summary>Prompts can be erased; that they are not in the file is said in the table.</summary>
    private static readonly HashSet<string> Untold = ["$.requests"];

    private static readonly string Json = ExportJson.Write(ExportExamples.Ranked().Export());

    [Fact]
    public void A_file_with_any_field_changed_fails_with_the_place_named()
    {
        var passed = new List<string>();
        foreach (var path in Fields().Where(p => !Told.Contains(Shape(p))))
        {
            var file = JsonNode.Parse(Json)!;
            var leaf = Leaves(file).First(l => l.GetPath() == path);
            leaf.ReplaceWith(Flipped(leaf.AsValue()));
            if (WhyNot(file.ToJsonString()) is not { Length: > 0 })
                passed.Add(path);
        }

        Assert.Empty(passed);
    }

    [Fact]
    public void What_the_log_says_nothing_of_is_still_under_the_checksum()
    {
        foreach (var path in Fields().Where(p => Told.Contains(Shape(p))))
        {
            var file = JsonNode.Parse(Json)!;
            var leaf = Leaves(file).First(l => l.GetPath() == path);
            leaf.ReplaceWith(Flipped(leaf.AsValue()));
            if (ExportJson.Read(file.ToJsonString()) is Readable read)
                Assert.Contains(Verification.Of(read.Export), c => !c.Holds);
        }
    }

    [Fact]
    public void A_file_with_any_row_taken_away_or_doubled_fails_too()
    {
        var passed = new List<string>();
        foreach (var path in Lists(JsonNode.Parse(Json)!).Select(l => l.GetPath()).DistinctBy(Shape).Where(p => !Untold.Contains(Shape(p))))
        {
            foreach (var change in new Action<JsonArray>[] { rows => rows.RemoveAt(0), rows => rows.Add(rows[0]!.DeepClone()) })
            {
                var file = JsonNode.Parse(Json)!;
                change(Lists(file).First(l => l.GetPath() == path));
                if (WhyNot(file.ToJsonString()) is not { Length: > 0 })
                    passed.Add(path);
            }
        }

        Assert.Empty(passed);
    }

    private static IEnumerable<JsonArray> Lists(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => Lists(p.Value)),
        JsonArray a => a.SelectMany(Lists).Concat(a.Count > 0 ? [a] : []),
        _ => [],
    };

    /// <summary>One path for each field of each kind of row, and of each kind of log entry.</summary>
    private static List<string> Fields()
    {
        var root = JsonNode.Parse(Json)!;
        var kinds = root["log"]!.AsArray().Select(e => e!["change"]!["what"]!.GetValue<string>()).ToList();
        return [.. Leaves(root).Select(l => l.GetPath()).DistinctBy(p => (Shape(p), LogEntry().Match(p) is { Success: true } m ? kinds[int.Parse(m.Groups[1].Value, null)] : ""))];
    }

    /// <summary>The place and the reason why the file fails, with a checksum that fits; null when it passes.</summary>
    private static string? WhyNot(string file) => ExportJson.Read(file) switch
    {
        Readable read => Verification.Of(ExportExamples.Sealed(read.Export)).Where(c => !c.Holds).Select(c => $"{c.What} {c.Detail}").FirstOrDefault(),
        Unreadable unreadable => unreadable.Where,
        _ => null,
    };

    private static JsonNode Flipped(JsonValue value) => value.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.True => JsonValue.Create(false),
        System.Text.Json.JsonValueKind.False => JsonValue.Create(true),
        System.Text.Json.JsonValueKind.Number => JsonValue.Create(value.GetValue<double>() + 1),
        _ => JsonValue.Create(Other(value.GetValue<string>())),
    };

    /// <summary>A value of the same kind where that is easy: another digit, otherwise another letter at the end.</summary>
    private static string Other(string text) => Digit().IsMatch(text)
        ? Digit().Replace(text, m => m.Value == "1" ? "2" : "1", 1)
        : text + "x";

    private static string Shape(string path) => Regex.Replace(path, @"\[\d+\]", "[n]");

    private static IEnumerable<JsonNode> Leaves(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => Leaves(p.Value)),
        JsonArray a => a.SelectMany(Leaves),
        null => [],
        _ => [node],
    };

    [GeneratedRegex(@"^\$\.log\[(\d+)\]")]
    private static partial Regex LogEntry();

    [GeneratedRegex("[0-9](?=[^0-9]*$)")]
    private static partial Regex Digit();
}
