using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PolicyBot.Benchmarks;

/// <summary>One measured figure.</summary>
/// <param name="Target">What it must reach, such as <c>≤ 3</c>; null where there is no target.</param>
/// <param name="Holds">Whether it does; null where there is no target.</param>
internal sealed record Row(string Name, double Value, string Unit, string? Target, bool? Holds)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public static Row Of(string name, double value, string unit) => new(name, Rounded(value), unit, null, null);

    public static Row AtMost(string name, double value, string unit, double target) =>
        new(name, Rounded(value), unit, $"≤ {Written(target)}", value <= target);

    public static Row AtLeast(string name, double value, string unit, double target) =>
        new(name, Rounded(value), unit, $"≥ {Written(target)}", value >= target);

    public static Row Exactly(string name, double value, string unit, double target) =>
        new(name, Rounded(value), unit, Written(target), value == target);

    public static string AsJson(IReadOnlyList<Row> rows) => JsonSerializer.Serialize(rows, Json);

    public static string AsTable(IReadOnlyList<Row> rows)
    {
        string[] head = ["name", "value", "unit", "target", "holds"];
        List<string[]> lines = [head, .. rows.Select(r => new[] { r.Name, Written(r.Value), r.Unit, r.Target ?? "", r.Holds switch { true => "yes", false => "NO", null => "" } })];
        var widths = head.Select((_, column) => lines.Max(l => l[column].Length)).ToList();
        return string.Join('\n', lines.Select(l => string.Join("  ", l.Select((cell, column) => column == 1 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd()));
    }

    private static double Rounded(double value) => Math.Abs(value) >= 100 ? Math.Round(value) : Math.Round(value, 2);

    private static string Written(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);
}
