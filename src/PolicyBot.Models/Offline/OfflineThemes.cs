using System.Globalization;
using System.Text.Json;
using PolicyBot.Models.Prompts;
using PolicyBot.Models.Theming;

namespace PolicyBot.Models.Offline;

/// <summary>Groups remarks by the longest word that at least two of them share; the title is that word.</summary>
internal static class OfflineThemes
{
    private const int ShortestWord = 5, LongestWord = 40, Most = 7;

    public static string Of(IReadOnlyList<DataBlock> blocks)
    {
        var remarks = Entries.Read(blocks.First(b => b.Name == ThemesPrompt.RemarksBlock).Content)
            .Select(e => (Number: int.Parse(e.Label, CultureInfo.InvariantCulture), e.Text)).ToList();
        var themes = remarks.SelectMany(r => Words(r.Text).Select(w => (Word: w, r.Number, r.Text)))
            .GroupBy(w => w.Word, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1)
            .OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key.Length).ThenBy(g => g.Key, StringComparer.Ordinal)
            .DistinctBy(g => string.Join(',', g.Select(w => w.Number))).Take(Most)
            .Select(g => new ThemesReply.Found(g.Key.ToLowerInvariant(), [.. g.Take(ThemesReply.MostQuotes).Select(w => new ThemesReply.Quote(w.Number, w.Text.Split('\n').First(l => l.Contains(w.Word, StringComparison.OrdinalIgnoreCase)).Trim()))]));
        return JsonSerializer.Serialize(new ThemesReply([.. themes]));
    }

    /// <summary>Brings together what has the same title, those that quote the most remarks first.</summary>
    public static string Merged(IReadOnlyList<DataBlock> blocks)
    {
        var themes = Entries.Read(blocks.First(b => b.Name == MergePrompt.ThemesBlock).Content)
            .Select(e => (Number: int.Parse(e.Label, CultureInfo.InvariantCulture), Title: e.Text[..e.Text.LastIndexOf(" (", StringComparison.Ordinal)], Remarks: int.Parse(e.Text[(e.Text.LastIndexOf('(') + 1)..^1], CultureInfo.InvariantCulture)));
        return JsonSerializer.Serialize(new MergeReply([.. themes.GroupBy(t => t.Title, StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(g => g.Sum(t => t.Remarks)).ThenBy(g => g.Key, StringComparer.Ordinal).Take(Most)
            .Select(g => new MergeReply.Together(g.Key, [.. g.Select(t => t.Number)]))]));
    }

    private static IEnumerable<string> Words(string text) =>
        text.Split(text.Where(c => !char.IsLetter(c)).Distinct().ToArray(), StringSplitOptions.RemoveEmptyEntries)
            .Where(w => w.Length is >= ShortestWord and <= LongestWord).Distinct(StringComparer.OrdinalIgnoreCase);
}
