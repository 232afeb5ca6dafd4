using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PolicyBot.Teams.Cards;

/// <summary>Texts of Adaptive Cards. What people wrote goes into text runs, which know no Markdown; only headings are text blocks.
/// https://adaptivecards.io/explorer/RichTextBlock.html</summary>
internal static partial class Words
{
    /// <summary>A line of its own that a screen reader announces as a heading.</summary>
    public static JsonObject Heading(string words, string size) => new()
    {
        ["type"] = "TextBlock",
        ["text"] = Escaped(words),
        ["style"] = "heading",
        ["size"] = size,
        ["weight"] = "Bolder",
        ["wrap"] = true,
    };

    /// <summary>Small print; a hash that is wider than a phone is a text block, which breaks it and lets it be copied whole.</summary>
    public static IEnumerable<JsonNode> Small(string words) => !LongWord().IsMatch(words) ? Lines(words, subtle: true) :
    [
        new JsonObject { ["type"] = "TextBlock", ["text"] = Escaped(words), ["isSubtle"] = true, ["size"] = "Small", ["wrap"] = true },
    ];

    /// <summary>Each line a block of its own, as line ends in a text run are not shown everywhere.</summary>
    public static IEnumerable<JsonNode> Lines(string words, bool subtle = false) =>
        words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(l => Line(Code(l, subtle)));

    public static JsonObject Line(params IEnumerable<JsonNode> runs) => new() { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray([.. runs]) };

    public static JsonObject Run(string words, bool bold = false, bool subtle = false)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = LongWord().Replace(Plain(words), "$0\u200B") };
        if (bold)
            run["weight"] = "Bolder";
        if (subtle)
        {
            run["isSubtle"] = true;
            run["size"] = "Small";
        }

        return run;
    }

    /// <summary>Runs of a line in which what stands between backticks is a command to type.</summary>
    public static IEnumerable<JsonNode> Code(string line, bool subtle = false)
    {
        var parts = line.Split('`');
        // A lone backtick is no mark.
        if (parts.Length % 2 == 0)
            return [Run(line, subtle: subtle)];
        return parts.Select((part, i) => (part, code: i % 2 == 1)).Where(p => p.part.Length > 0).Select(p =>
        {
            var run = Run(p.part, subtle: subtle);
            if (p.code)
                run["fontType"] = "Monospace";
            return run;
        });
    }

    /// <summary>Text runs don't break within a word: a place to break, without width, after so many letters.</summary>
    [GeneratedRegex(@"[^\s\u200B]{30}(?![\uDC00-\uDFFF])(?=[^\s\u200B])")]
    private static partial Regex LongWord();

    /// <summary>Text whose <c>{{DATE()}}</c> and the like are only text: a character without width keeps the braces apart.</summary>
    public static string Plain(string words) => words.Replace("{{", "{\u200B{", StringComparison.Ordinal);

    /// <summary>The same for text blocks, whose Markdown must not act either.</summary>
    public static string Escaped(string words)
    {
        var safe = new System.Text.StringBuilder(words.Length + 8);
        foreach (var c in Plain(words).ReplaceLineEndings(" "))
        {
            if (c is '\\' or '*' or '_' or '[' or ']' or '(' or ')' or '`' or '~' or '#' or '>' or '<' or '|' or '!' || safe.Length == 0 && c is '-' or '+')
                safe.Append('\\');
            // "1." at the start would begin a list.
            if (c == '.' && safe.Length is > 0 and < 10 && safe.ToString().All(char.IsAsciiDigit))
                safe.Append('\\');
            safe.Append(c);
        }

        return safe.ToString();
    }
}
