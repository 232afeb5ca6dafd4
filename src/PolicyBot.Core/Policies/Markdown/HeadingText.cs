using System.Text.RegularExpressions;

namespace PolicyBot.Core.Policies;

/// <summary>Reads the words and the anchor out of a heading's source.</summary>
internal static partial class HeadingText
{
    public static (string Title, string? Anchor) Read(string source, bool isSetext)
    {
        var raw = isSetext
            ? string.Join(' ', source.Split('\n')[..^1].Select(l => l.Trim()))
            : ClosingHashes().Replace(OpeningHashes().Replace(source, ""), "");
        var attributes = Attributes().Match(raw);
        var anchor = attributes.Success ? AnchorId().Match(attributes.Value) : Match.Empty;
        var words = attributes.Success ? raw[..attributes.Index] : raw;
        return (Words(words.Trim()), anchor.Success ? anchor.Groups[1].Value : null);
    }

    /// <summary>One line of Markdown without its mark-up.</summary>
    public static string Words(string line)
    {
        try
        {
            return Markdig.Markdown.ToPlainText($"# {line}").Trim();
        }
        catch (ArgumentException)
        {
            return line; // nested deeper than Markdig reads
        }
    }

    [GeneratedRegex(@"^\s*#{1,6}[ \t]*", RegexOptions.CultureInvariant)]
    private static partial Regex OpeningHashes();

    [GeneratedRegex(@"(^|[ \t]+)#+[ \t]*$", RegexOptions.CultureInvariant)]
    private static partial Regex ClosingHashes();

    [GeneratedRegex(@"\{[#.:][^{}]*\}\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Attributes();

    [GeneratedRegex(@"#([^\s{}]+)", RegexOptions.CultureInvariant)]
    private static partial Regex AnchorId();
}
