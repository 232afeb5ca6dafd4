using System.Text;
using System.Text.RegularExpressions;
using PolicyBot.Core.CommandLine;

namespace PolicyBot.Discord.Rendering;

/// <summary>Text as Discord shows it: what people wrote stays what they wrote. https://docs.discord.com/developers/reference#message-formatting</summary>
public static partial class Markup
{
    private const string Anywhere = "\\*_~`|[]<";
    private const string AtStart = "#>-+";

    /// <summary>Any text so that none of it acts: no mark-up, no mention, no link behind other words.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        var atStart = true;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == 'h' && Address().Match(text, i) is { Success: true } address && address.Index == i)
            {
                escaped.Append(address.Value);
                i += address.Length - 1;
                atStart = false;
                continue;
            }

            // Characters that reverse the direction of text would reach beyond the words they came with.
            if (text[i] is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069')
                continue;
            if (Anywhere.Contains(text[i]) || atStart && AtStart.Contains(text[i]) || text[i] is '.' or ')' && IsNumbered(text, i))
                escaped.Append('\\');
            escaped.Append(text[i]);
            atStart = text[i] == '\n' || atStart && text[i] is ' ' or '\t' or '\r';
        }

        return escaped.ToString();
    }

    /// <summary>The bot's own words, in which people's may stand: code spans stay, and commands are written as Discord takes them.</summary>
    public static string Words(string words)
    {
        var shown = new StringBuilder();
        var at = 0;
        foreach (Match code in Code().Matches(words))
        {
            shown.Append(Escape(words[at..code.Index])).Append('`').Append(AsCommand(code.Groups[1].Value)).Append('`');
            at = code.Index + code.Length;
        }

        return shown.Append(Escape(words[at..])).ToString();
    }

    public static string Bold(string text) => Around("**", text);

    public static string Struck(string text) => Around("~~", text);

    /// <summary>Every line of it as a quotation.</summary>
    public static string Quoted(string text) => "> " + Escape(text.Trim()).ReplaceLineEndings("\n").Replace("\n", "\n> ", StringComparison.Ordinal);

    /// <summary>Each reader's own time, and how far away it is.</summary>
    public static string Time(DateTimeOffset at) => $"<t:{at.ToUnixTimeSeconds()}:F> (<t:{at.ToUnixTimeSeconds()}:R>)";

    public static string Link(string label, string address) => $"[{Escape(label)}](<{address}>)";

    /// <summary>Marks hug what they mark: with a space inside they would stand there as characters.</summary>
    private static string Around(string mark, string text)
    {
        var inner = text.Trim();
        if (inner.Length == 0)
            return Escape(text);
        var lead = text[..text.IndexOf(inner[0])];
        return $"{lead}{mark}{Escape(inner)}{mark}{text[(lead.Length + inner.Length)..]}";
    }

    private static string AsCommand(string code)
    {
        var words = code.TrimStart('/').Split(' ', 3);
        return Catalogue.Find(string.Join(' ', words.Take(2))) is { Listed: true } || Catalogue.Find(words[0]) is { Listed: true }
            ? $"/policybot {code.TrimStart('/')}"
            : code;
    }

    /// <summary>A dot or bracket after the number that begins a line would make a list of it.</summary>
    private static bool IsNumbered(string text, int at)
    {
        var digit = at;
        while (digit > 0 && char.IsAsciiDigit(text[digit - 1]))
            digit--;
        var start = digit;
        while (start > 0 && text[start - 1] is ' ' or '\t')
            start--;
        return digit < at && (start == 0 || text[start - 1] == '\n') && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]));
    }

    [GeneratedRegex(@"`([^`\n]{1,200})`")]
    private static partial Regex Code();

    /// <summary>Escaped, a plain address would lead elsewhere.</summary>
    [GeneratedRegex(@"\Ghttps?://[A-Za-z0-9/_.:?#=&%+-]+")]
    private static partial Regex Address();
}
