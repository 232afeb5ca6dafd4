using System.Globalization;
using System.Text;

namespace PolicyBot.Core;

/// <summary>Checks what a person wrote before it may be stored.</summary>
public static class Wording
{
    /// <summary>Longest text of a clause, a prompt, a comment or a reason, in characters.</summary>
    public const int Longest = 4_000;

    /// <summary>
    /// Cleans words: trimmed, line ends as \n, invisible zero-width characters gone (joiners stay, scripts and emoji need them).
    /// Refuses: nothing left, more than <paramref name="max"/> characters, control characters, direction overrides, half characters.
    /// </summary>
    /// <param name="what">Names the words in the refusal (<c>The comment</c>).</param>
    /// <returns>The refusal; null when <paramref name="cleaned"/> may be stored.</returns>
    public static Refused? Check(string words, int max, string what, out string cleaned)
    {
        cleaned = "";
        // Nobody pastes megabytes by intention: no need to look at each character of them.
        if (words.Length > max * 4L + 1_000)
            return TooLong(words.Length, max, what);
        cleaned = Clean(words);
        if (cleaned.All(c => char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format))
            return new($"{what} is empty.", string.Create(CultureInfo.InvariantCulture, $"Write at least one word, at most {max:N0} characters."));
        if (cleaned.Length > max)
            return TooLong(cleaned.Length, max, what);
        return WhyUnfit(cleaned) is { } why ? new($"{what} {why}.", "Paste it as plain text, or type it anew, and send it again.") : null;
    }

    /// <summary>The same for words that may be missing: blank ones become null.</summary>
    public static Refused? CheckOptional(string? words, int max, string what, out string? cleaned)
    {
        cleaned = null;
        if (string.IsNullOrWhiteSpace(words))
            return null;
        var refused = Check(words, max, what, out var kept);
        cleaned = kept;
        return refused;
    }

    /// <summary>What of a text <see cref="Check"/> would let pass: without characters that may not be shown, cut with an ellipsis after the last
    /// whole word within <paramref name="max"/> characters; an ellipsis alone when nothing is left.</summary>
    public static string Fitted(string words, int max)
    {
        var kept = Clean(string.Concat(Clean(words).EnumerateRunes().Where(r => r != Rune.ReplacementChar && WhyUnfit(r.ToString()) is null)));
        if (kept.All(c => char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format))
            return "…";
        if (kept.Length <= max)
            return kept;
        var end = kept.LastIndexOfAny([' ', '\n'], max - 2) is var space && space > max / 2 ? space : max - 1;
        return kept[..(char.IsHighSurrogate(kept[end - 1]) ? end - 1 : end)].TrimEnd() + "…";
    }

    /// <summary>True when text holds a direction override or isolate, which shows words in another order than they have.</summary>
    public static bool Reverses(string words) => words.Any(IsDirection);

    private static bool IsDirection(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static Refused TooLong(int length, int max, string what) => new(
        string.Create(CultureInfo.InvariantCulture, $"{what} has {length:N0} characters; {max:N0} are allowed."),
        "Shorten it, or split it into several parts.");

    private static string Clean(string words)
    {
        var kept = new StringBuilder(words.Length);
        foreach (var c in words.ReplaceLineEndings("\n"))
        {
            if (c is not ('\u200B' or '\uFEFF' or '\u2060'))
                kept.Append(c);
        }

        return kept.ToString().Trim();
    }

    private static string? WhyUnfit(string words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var c = words[i];
            if (char.IsControl(c) && c is not ('\t' or '\n'))
                return "holds a control character, which nobody can see";
            if (IsDirection(c))
                return "holds a character that reverses the direction of text, so it would read differently from what it says";
            if (char.IsHighSurrogate(c) && i + 1 < words.Length && char.IsLowSurrogate(words[i + 1]))
                i++;
            else if (char.IsSurrogate(c))
                return "holds half of a character (a broken emoji, perhaps)";
        }

        return null;
    }
}
