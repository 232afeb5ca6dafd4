using Markdig.Syntax;

namespace PolicyBot.Core.Policies;

/// <summary>Recognises clauses that are neighbouring items of one list, which a blank line between them would loosen.</summary>
internal static class ListSeam
{
    /// <summary>True when <paramref name="last"/> is one list item and <paramref name="next"/> starts with one of the same kind.</summary>
    public static bool Joins(MarkdownPart last, MarkdownPart next) =>
        last is MarkdownClause && next is MarkdownClause
        && ListIn(last.Source, alone: true) is { } one && ListIn(next.Source, alone: false) is { } two
        && ClauseRules.SameKind(one, two);

    private static ListBlock? ListIn(string source, bool alone)
    {
        var start = source.AsSpan().TrimStart(' ');
        if (start.IsEmpty || !(char.IsAsciiDigit(start[0]) || "-+*".Contains(start[0], StringComparison.Ordinal)))
            return null;
        var blocks = SourceBlock.Read(source.Split('\n'));
        return blocks is [{ Block: ListBlock { Count: 1 } list }, ..] && (!alone || blocks.Count == 1) ? list : null;
    }
}
