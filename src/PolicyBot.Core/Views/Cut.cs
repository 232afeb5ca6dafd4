namespace PolicyBot.Core.Views;

/// <summary>Shortens text for a card and says that it did.</summary>
public static class Cut
{
    /// <summary>One line of at most <paramref name="max"/> characters, cut between words and ended by an ellipsis.</summary>
    public static string Line(string text, int max)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= max)
            return line;
        var space = line.LastIndexOf(' ', max - 1);
        // Words of scripts without spaces are cut where they are, or hardly any of them would be left.
        return line[..Whole(line, space > Math.Max(max / 2, max - 14) ? space : max - 1)].TrimEnd(' ', ',', ';', ':', '.', '-') + "…";
    }

    /// <summary>The text up to the last sentence (or word) that fits, with a note of where the rest is.</summary>
    public static string AtSentence(string text, int max, string whereTheRestIs)
    {
        var trimmed = text.Trim();
        if (trimmed.Length <= max)
            return trimmed;
        var note = $" … (cut; {whereTheRestIs})";
        var room = Math.Max(1, max - note.Length);
        var end = trimmed.LastIndexOfAny(['.', '!', '?', '。', '\n'], room - 1) + 1;
        if (end < room / 2)
            end = trimmed.LastIndexOf(' ', room - 1);
        return trimmed[..Whole(trimmed, end < room / 2 ? room : end)].TrimEnd() + note;
    }

    /// <summary>The index itself, or the one before when it would cut a surrogate pair.</summary>
    public static int Whole(string text, int at) =>
        at > 0 && at < text.Length && char.IsHighSurrogate(text[at - 1]) ? at - 1 : at;
}
