using System.Globalization;
using System.Text;

namespace PolicyBot.Core.Policies;

/// <summary>Cuts text into words, runs of white space and single other characters; concatenated they give the text.</summary>
internal static class Words
{
    public static List<string> Of(string text)
    {
        var words = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = start + LengthAt(text, start, out var kind);
            while (kind is Kind.Space or Kind.Word && end < text.Length)
            {
                var length = LengthAt(text, end, out var next);
                if (next != kind)
                    break;
                end += length;
            }

            words.Add(text[start..end]);
            start = end;
        }

        return words;
    }

    private enum Kind
    {
        Space,
        Word,
        Single,
    }

    // Emoji and letters with marks are several characters long and must not be torn apart.
    private static int LengthAt(string text, int at, out Kind kind)
    {
        var c = text[at];
        if (c < 0x80 && (at + 1 == text.Length || text[at + 1] < 0x80))
        {
            kind = char.IsWhiteSpace(c) ? Kind.Space : char.IsAsciiLetterOrDigit(c) || c is '_' ? Kind.Word : Kind.Single;
            return 1;
        }

        var length = StringInfo.GetNextTextElementLength(text, at);
        kind = Rune.TryGetRuneAt(text, at, out var rune) ? KindOf(rune) : Kind.Single;
        return length;
    }

    private static Kind KindOf(Rune rune) =>
        Rune.IsWhiteSpace(rune) ? Kind.Space
        : !Rune.IsLetterOrDigit(rune) && rune.Value != '_' || IsWrittenWithoutSpaces(rune.Value) ? Kind.Single
        : Kind.Word;

    // Thai, Lao, Khmer, Burmese; kana, bopomofo, Han and its extensions. Hangul has spaces.
    private static bool IsWrittenWithoutSpaces(int rune) =>
        rune is >= 0x0E00 and <= 0x0EFF or >= 0x1000 and <= 0x109F or >= 0x1780 and <= 0x17FF
            or >= 0x2E80 and <= 0x312F or >= 0x31A0 and <= 0xA4CF or >= 0xF900 and <= 0xFAFF
            or >= 0xFF66 and <= 0xFF9F or >= 0x1B000 and <= 0x1B16F or >= 0x20000 and <= 0x3FFFF;
}
