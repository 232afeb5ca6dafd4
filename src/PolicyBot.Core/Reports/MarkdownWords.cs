using System.Text;
using System.Text.RegularExpressions;

namespace PolicyBot.Core.Reports;

/// <summary>Puts words of people into Markdown so that they stay words: no mark-up, no HTML, no link comes of them.</summary>
public static partial class MarkdownWords
{
    private const string Always = "\\`*_{}[]<>|~&$^";

    /// <summary>One line, line ends as spaces.</summary>
    public static string Line(string words) => Escape(string.Join(' ', Words(words).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>A block quote of its own, ended by an empty line; its lines stay lines.</summary>
    public static string Quote(string words)
    {
        var quote = new StringBuilder();
        var lines = Words(words).Split('\n').Select(l => Escape(l.Trim())).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            // A backslash at the end is a line break; before an empty line it would be a character.
            var breaks = lines[i].Length > 0 && i + 1 < lines.Count && lines[i + 1].Length > 0;
            quote.Append('>').Append(lines[i].Length > 0 ? " " : "").Append(lines[i]).Append(breaks ? "\\" : "").Append('\n');
        }

        return quote.Append('\n').ToString();
    }

    private static string Words(string words) => Unseen().Replace(words.ReplaceLineEndings("\n"), " ");

    private static string Escape(string line)
    {
        var escaped = new StringBuilder(line.Length + 8);
        var marker = ListMarker().Match(line) is { Success: true } m ? m.Length - 1 : -1;
        for (var i = 0; i < line.Length; i++)
        {
            var (before, after) = (i > 0 ? line[i - 1] : '\n', i + 1 < line.Length ? line[i + 1] : '\n');
            if (Always.Contains(line[i], StringComparison.Ordinal) || i == marker || Means(line[i], before, after))
                escaped.Append('\\');
            escaped.Append(line[i]);
        }

        return escaped.ToString();
    }

    /// <summary>Characters that are mark-up only in some places, and would make sentences hard to read if all were escaped.</summary>
    private static bool Means(char c, char before, char after) => c switch
    {
        '#' or '-' or '+' or '=' or '"' or '!' => before == '\n' || before == c || after == c || (c == '!' && after == '['),
        ':' => before == '\n' || !char.IsWhiteSpace(after),
        '.' => before is 'w' or 'W',
        '@' => true,
        _ => false,
    };

    /// <summary>What begins a numbered list, letters included, which some readers of Markdown count with.</summary>
    [GeneratedRegex(@"^[0-9A-Za-z]{1,9}[.)]")]
    private static partial Regex ListMarker();

    [GeneratedRegex(@"[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069-[\n]]")]
    private static partial Regex Unseen();
}
