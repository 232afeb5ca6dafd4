using System.Text;
using System.Text.RegularExpressions;

namespace PolicyBot.Core.Reports;

/// <summary>Comma-separated values as RFC 4180 has them, with any line ending and an optional byte-order mark.</summary>
public static partial class Csv
{
    /// <summary>The records without blank lines, up to the first broken one, which is named.</summary>
    public static (IReadOnlyList<CsvRow> Rows, BrokenRow? Broken) Read(string csv)
    {
        var rows = new List<CsvRow>();
        var at = csv.StartsWith('\uFEFF') ? 1 : 0;
        for (var line = 1; at < csv.Length;)
        {
            var (start, cells) = (line, new List<string>());
            if (ReadRow(csv, ref at, ref line, cells) is { } reason)
                return (rows, new BrokenRow(start, reason, "Put the cell in quotation marks and double every mark inside it."));
            if (cells is not [""])
                rows.Add(new CsvRow(start, cells));
        }

        return (rows, null);
    }

    /// <summary>With which spreadsheets let a formula begin; some read the wide forms too, or skip white space before them.</summary>
    private const string FormulaSigns = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>One record with its line ending; cells that a spreadsheet would run as a formula get an apostrophe in front.</summary>
    public static string Write(IEnumerable<string> cells) => string.Join(',', cells.Select(Written)) + "\r\n";

    private static string? ReadRow(string csv, ref int at, ref int line, List<string> cells)
    {
        while (true)
        {
            if (at < csv.Length && csv[at] == '"')
            {
                if (ReadQuoted(csv, ref at, ref line) is not { } cell)
                    return "A quotation mark opens a cell and nothing closes it.";
                cells.Add(cell);
            }
            else
            {
                var end = csv.AsSpan(at).IndexOfAny(",\r\n") is var length and >= 0 ? at + length : csv.Length;
                cells.Add(csv[at..end]);
                if (cells[^1].Contains('"', StringComparison.Ordinal))
                    return "A quotation mark stands inside a cell that is not in quotation marks.";
                at = end;
            }

            if (at < csv.Length && csv[at] is not (',' or '\r' or '\n'))
                return "Something follows the quotation mark that closes a cell.";
            if (at < csv.Length && csv[at++] == ',')
                continue;
            at += at < csv.Length && csv[at - 1] == '\r' && csv[at] == '\n' ? 1 : 0;
            line++;
            return null;
        }
    }

    private static string? ReadQuoted(string csv, ref int at, ref int line)
    {
        var cell = new StringBuilder();
        for (at++; at < csv.Length; at++)
        {
            if (csv[at] == '"' && (++at == csv.Length || csv[at] != '"'))
                return cell.ToString();
            line += csv[at] == '\n' || csv[at] == '\r' && (at + 1 == csv.Length || csv[at + 1] != '\n') ? 1 : 0;
            cell.Append(csv[at]);
        }

        return null;
    }

    private static string Written(string cell)
    {
        var safe = cell.Length > 0 && FormulaSigns.Contains(cell[0], StringComparison.Ordinal) && !Number().IsMatch(cell) ? $"'{cell}" : cell;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    [GeneratedRegex(@"\A[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
