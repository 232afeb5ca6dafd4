using System.Globalization;
using System.Text;

namespace PolicyBot.Core;

/// <summary>What every pasted or imported document must be before it is read.</summary>
internal static class PlainText
{
    public const int MaxBytes = 2 * 1024 * 1024;

    /// <summary>The text without byte-order mark, with every line ending as one <c>\n</c>.</summary>
    public static string Normalise(string text) =>
        text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    /// <summary>What makes a normalised text unfit and what to do, or null when it is fit: size, control characters, broken characters.</summary>
    public static (string Reason, string Next)? FaultOf(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) > MaxBytes)
            return ("The text is larger than 2 MB.", "Split it into smaller documents and import them one by one.");
        var line = 1;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n')
                line++;
            else if (char.IsControl(c) && c != '\t')
                return Unfit(line, $"a control character (U+{((int)c).ToString("X4", CultureInfo.InvariantCulture)})");
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(c))
                return Unfit(line, "half of a character");
        }

        return null;
    }

    private static (string Reason, string Next) Unfit(int line, string what) =>
        ($"Line {line.ToString(CultureInfo.InvariantCulture)} holds {what}.", "Save the document as plain UTF-8 text, remove that character and try again.");
}
