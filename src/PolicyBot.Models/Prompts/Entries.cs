using System.Text;

namespace PolicyBot.Models.Prompts;

/// <summary>
/// Labelled entries of a block (<c>C7: text</c>). Only a label stands at the left edge; further lines of a text
/// are indented, so that no text can forge an entry.
/// </summary>
internal static class Entries
{
    private const string Indent = "    ";

    public static string Write(string label, string text) => $"{label}: {Indented(text)}";

    public static IEnumerable<(string Label, string Text)> Read(string content)
    {
        string? label = null;
        var text = new StringBuilder();
        foreach (var line in content.Split('\n'))
        {
            if (line.Length == 0 || line.StartsWith(Indent, StringComparison.Ordinal))
            {
                text.Append('\n').Append(line.Length == 0 ? "" : line[Indent.Length..]);
                continue;
            }
            if (label is not null) yield return (label, text.ToString().TrimEnd('\n'));
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            label = colon > 0 && line[0] != '#' ? line[..colon] : null;
            text.Clear().Append(line[(colon + 2)..]);
        }
        if (label is not null) yield return (label, text.ToString().TrimEnd('\n'));
    }

    /// <summary>One kind of line break, no other control characters, no broken surrogates.</summary>
    public static string Clean(string text)
    {
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).ReplaceLineEndings("\n").Replace('\v', '\n');
        return whole.Any(IsControl) ? string.Concat(whole.Where(c => !IsControl(c))) : whole;
    }

    private static bool IsControl(char c) => char.IsControl(c) && c is not ('\n' or '\t');

    private static string Indented(string text) => string.Join('\n', Clean(text).Split('\n')
        .Select((line, i) => i == 0 || line.Length == 0 ? line : Indent + line));
}
