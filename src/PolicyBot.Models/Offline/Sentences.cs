using System.Text.RegularExpressions;

namespace PolicyBot.Models.Offline;

/// <summary>Markdown as plain sentences: no code blocks, marks, links' addresses or footnotes.</summary>
internal static partial class Sentences
{
    private const char Protected = '\u0001';

    public static List<string> Of(string markdown)
    {
        var text = Fences().Replace(markdown, "\n\n");
        text = Admonitions().Replace(text, "");
        text = References().Replace(text, m => $"'{m.Groups[1].Value.Replace('_', ' ')}'");
        text = Notes().Replace(text, "");
        text = Links().Replace(text, "$1");
        text = Tags().Replace(text, "");
        text = ListMarks().Replace(text, "\n\n");
        text = Emphasis().Replace(text, "").Replace(" --- ", " — ", StringComparison.Ordinal);
        var sentences = new List<string>();
        foreach (var paragraph in Blank().Split(text))
        {
            var line = Spaces().Replace(paragraph, " ").Trim();
            line = Abbreviations().Replace(line, m => m.Value.Replace('.', Protected));
            foreach (var piece in Ends().Split(line))
                if (piece.Trim().Replace(Protected, '.') is { Length: > 1 } sentence && sentence.Any(char.IsLetterOrDigit)) sentences.Add(sentence);
        }
        return sentences;
    }

    /// <summary>At most <paramref name="most"/> characters, cut between words.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        var space = text.LastIndexOf(' ', most - 1);
        var end = space > most * 2 / 3 ? space : most - 1;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return text[..end].TrimEnd(' ', ',', ';', ':', '-', '—', '(') + "…";
    }

    [GeneratedRegex(@"^[ \t]*(```|~~~)[\s\S]*?(^[ \t]*\1[^\n]*$|\z)", RegexOptions.Multiline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"^[ \t]*!!![^\n]*$|^[ \t]*#+[ \t]+|\{#[^}\n]*\}|^[ \t]*>[ \t]?", RegexOptions.Multiline)]
    private static partial Regex Admonitions();

    [GeneratedRegex(@"\[\^[^\]]+\]|!\[[^\]]*\]\([^)]*\)")]
    private static partial Regex Notes();

    [GeneratedRegex(@"\[\?\]\(#([^)]*)\)")]
    private static partial Regex References();

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]*\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"</?[a-zA-Z][^>\n]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+", RegexOptions.Multiline)]
    private static partial Regex ListMarks();

    [GeneratedRegex(@"\*\*|__|`|(?<![\w*])\*(?=\w)|(?<=[\w.!?,])\*(?!\w)|(?<=[.,!?])\*")]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"\n[ \t]*\n")]
    private static partial Regex Blank();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\b(?:e\.g\.|i\.e\.|etc\.(?=\s+[a-z])|vs\.|Dr\.|Mr\.|Mrs\.|Ms\.|St\.|No\.(?=\s*\d)|z\.\s?B\.|\d+\.(?=\d)|[A-Z]\.(?=\s?[A-Z]\.))", RegexOptions.IgnoreCase)]
    private static partial Regex Abbreviations();

    [GeneratedRegex(@"(?<=[.!?][""”')\]]?)\s+(?=[\p{Lu}\p{N}""“'(¿¡])|(?<=[。！？][」』”]?)(?![」』”])")]
    private static partial Regex Ends();
}
