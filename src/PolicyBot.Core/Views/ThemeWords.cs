using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Views;

/// <summary>What people said about a round's amendments, by theme; quotation marks stand around exact words only.</summary>
internal static class ThemeWords
{
    public static IEnumerable<Section> Sections(Shown shown, Round round)
    {
        var blocks = shown.Of(round.Id).Themes.SelectMany(t => Blocks(shown, round, t)).ToList();
        if (blocks.Count > 0)
            yield return new Section("themes", "What people said, by theme", [.. blocks, Speaking.ToRound(shown, round.Id, "All comments, whole and in order")]);
    }

    private static IEnumerable<Block> Blocks(Shown shown, Round round, Themes themes)
    {
        var remarks = shown.Of(round.Id).Remarks.Where(r => r is { Withdrawn: false, Words: not null }).ToDictionary(r => r.Id);
        var told = themes.All.Select(t => (t.Title, Quotes: t.Quotes.Select(q => (Remark: remarks.GetValueOrDefault(q.Remark), Words: q.In(remarks.GetValueOrDefault(q.Remark)?.Words)))
            .Where(q => q.Words is not null).ToList())).Where(t => t.Quotes.Count > 0).ToList();
        if (told.Count == 0)
            yield break;
        yield return new Subtitle(Titles.Of(shown.Workshop, themes.Amendment, 100));
        yield return new Paragraph($"A model ({themes.By}) grouped the comments; the titles are its words.");
        foreach (var (title, quotes) in told)
        {
            yield return new Paragraph($"{title} ({Speaking.Many(quotes.Select(q => q.Remark!.Id).Distinct().Count(), "comment", "comments")})");
            foreach (var (remark, words) in quotes)
                yield return new Quote(Speaking.Writer(shown, round, remark!.Voter), words!);
        }
    }
}
