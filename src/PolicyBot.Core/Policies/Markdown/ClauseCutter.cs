using Markdig.Syntax;

namespace PolicyBot.Core.Policies;

/// <summary>Walks the blocks of one document and collects its parts.</summary>
internal sealed class ClauseCutter(string[] lines, IReadOnlyList<SourceBlock> blocks)
{
    private readonly List<(int First, IReadOnlyList<SourceBlock> Blocks)> groups = [];

    public IReadOnlyList<MarkdownPart> Cut()
    {
        Group();
        var parts = new List<MarkdownPart>();
        var opensSection = true;
        for (var i = 0; i < groups.Count; i++)
        {
            var (first, group) = groups[i];
            var end = i + 1 < groups.Count ? groups[i + 1].First : lines.Length;
            var heading = group.Select(b => b.Block).OfType<HeadingBlock>().FirstOrDefault();
            if (heading is not null && IsHeadingGroup(group))
                parts.Add(HeadingOf(SourceOf(first, end, group), heading, group));
            else if (ClauseRules.IsListOfRules(group, opensSection, lines) && Items(first, end, group) is { } items)
                parts.AddRange(items);
            else
                parts.Add(new MarkdownClause(SourceOf(first, end, group)));
            opensSection = parts[^1] is MarkdownHeading;
        }

        return parts;
    }

    private void Group()
    {
        var group = new List<SourceBlock>();
        var open = 0;
        foreach (var block in blocks)
        {
            if (group.Count > 0 && !Joins(group, block, open))
            {
                groups.Add((group[0].First, group));
                group = [];
                open = 0;
            }

            group.Add(block);
            open = Math.Max(0, open + ClauseRules.Opens(block, lines));
        }

        if (group.Count > 0)
            groups.Add((group[0].First, group));
    }

    private bool Joins(List<SourceBlock> group, SourceBlock block, int open)
    {
        var last = group[^1];
        if (ClauseRules.SaysNothing(block, lines) || group.TrueForAll(b => ClauseRules.SaysNothing(b, lines)))
            return true;
        if (block.Block is HeadingBlock)
            return block.BlanksBefore == 0 && ClauseRules.EndsOpen(last, isLast: false);
        return !IsHeadingGroup(group) && ClauseRules.Continues(last, block, open, lines);
    }

    private bool IsHeadingGroup(IReadOnlyList<SourceBlock> group) =>
        group.First(b => !ClauseRules.SaysNothing(b, lines) || b == group[^1]).Block is HeadingBlock;

    private string SourceOf(int first, int end, IReadOnlyList<SourceBlock> group)
    {
        var last = group[^1];
        if (ClauseRules.EndsOpen(last, end == lines.Length))
            return Slice(first, end == lines.Length ? end : Math.Max(last.Last + 1, end - 1));
        var stop = ClauseRules.EndsIndented(last) ? end : last.Last + 1;
        while (stop > last.Last + 1 && lines[stop - 1].Length == 0)
            stop--;
        return Slice(first, stop);
    }

    // Null when an item means something else outside its list, as "- - -" does: joining could not tell that it was one.
    private List<MarkdownClause>? Items(int first, int end, IReadOnlyList<SourceBlock> group)
    {
        var at = SourceBlock.LineStarts(lines);
        var starts = ((ListBlock)group[0].Block!).Select(item => SourceBlock.LineOf(at, item.Span.Start)).ToList();
        starts[0] = first;
        var items = starts.Zip(starts.Skip(1), (from, to) => new MarkdownClause(Slice(from, to))).ToList();
        items.Add(new MarkdownClause(SourceOf(starts[^1], end, group)));
        return items.Zip(items.Skip(1), ListSeam.Joins).All(seam => seam) ? items : null;
    }

    private MarkdownHeading HeadingOf(string source, HeadingBlock heading, IReadOnlyList<SourceBlock> group)
    {
        var (title, anchor) = HeadingText.Read(group.First(b => b.Block == heading).TextIn(lines), heading.IsSetext);
        return new MarkdownHeading(source, heading.Level, title, anchor);
    }

    private string Slice(int first, int end) => string.Join('\n', lines[first..end]);
}
