using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Views;

/// <summary>What people said about a round's amendments, by theme; quotation marks stand around exact words only.</summary>
internal static class ThemeWords
{
    private const int MostQuotes = 20, MostOnCard = 5;

    public static IEnumerable<Section> Sections(Shown shown, Round round)
    {
        var blocks = shown.Of(round.Id).Themes.SelectMany(t => Blocks(shown, round, t)).ToList();
        if (blocks.Count > 0)
            yield return new Section("themes", "What people said, by theme", [.. blocks, Speaking.ToRound(shown, round.Id, "All comments, whole and in order")]);
    }

    /// <summary>In short for a card: of the themes of all amendments those with the most comments, with one comment's words each.</summary>
    public static IEnumerable<Block> Short(Shown shown, Round round)
    {
        var told = shown.Of(round.Id).Themes.SelectMany(t => Told(shown, round, t).Select(theme => (t.Amendment, t.By, Theme: theme)))
            .OrderByDescending(t => t.Theme.Comments).Take(MostOnCard).ToList();
        if (told.Count == 0)
            yield break;
        yield return new Subtitle("What people said, by theme");
        foreach (var (amendment, _, theme) in told)
        {
            yield return new Paragraph($"{amendment}: {Counted(theme)}");
            yield return theme.Quotes[0];
        }

        yield return new Paragraph($"A model ({told[0].By}) grouped the comments; the titles are its words.");
    }

    private static IEnumerable<Block> Blocks(Shown shown, Round round, Themes themes)
    {
        var told = Told(shown, round, themes);
        if (told.Count == 0)
            yield break;
        yield return new Subtitle(Titles.Of(shown.Workshop, themes.Amendment, 100));
        yield return new Paragraph($"A model ({themes.By}) grouped the comments; the titles are its words.");
        foreach (var theme in told)
        {
            yield return new Paragraph(Counted(theme));
            foreach (var quote in theme.Quotes.Take(MostQuotes))
                yield return quote;
            if (theme.Quotes.Count > MostQuotes)
                yield return new Paragraph($"{theme.Quotes.Count - MostQuotes} more quotes belong to it; the comments are on the round's page.");
        }
    }

    private static string Counted(ThemeTold theme) => $"{theme.Title} ({Speaking.Many(theme.Comments, "comment", "comments")})";

    /// <summary>What may be shown of the themes now: words that were hidden or erased since are in none.</summary>
    private static List<ThemeTold> Told(Shown shown, Round round, Themes themes)
    {
        var remarks = shown.Of(round.Id).Remarks.Where(r => r is { Withdrawn: false, Words: not null }).ToDictionary(r => r.Id);
        return [.. themes.All.Select(t => Of(t, [.. t.Quotes.Where(q => q.In(remarks.GetValueOrDefault(q.Remark)?.Words) is not null)])).Where(t => t.Quotes.Count > 0)];

        ThemeTold Of(Theme theme, List<ThemeQuote> quotes) => new(
            theme.Title, quotes.Select(q => q.Remark).Distinct().Count(),
            quotes.ConvertAll(q => Speaking.Said(shown, round, remarks[q.Remark], q.In(remarks[q.Remark].Words)!)));
    }

    private sealed record ThemeTold(string Title, int Comments, List<Quote> Quotes);
}
