using System.Text;
using Markdig.Syntax;

namespace PolicyBot.Core.Policies;

/// <summary>
/// Cuts a policy's Markdown into headings and clauses and joins them again. A clause is a top-level block, except:
/// a paragraph that ends in ':', is one bold line or starts with "Example" takes what follows; code and indented bodies
/// (admonitions, footnotes) stay with what precedes them; blocks without a blank line between them stay together, as do
/// HTML and <c>:::</c> containers; the items of a list that opens a section are a clause each, any other list is one;
/// rules and comments stay with their neighbour. Parts are whole lines of the source, so that joining changes blank lines only.
/// </summary>
public static class PolicyMarkdown
{
    private const int MaxLines = 50_000;

    /// <summary>The parts of a document of at most 2 MB and 50,000 lines, or why there are none.</summary>
    public static PolicyCut Cut(string markdown)
    {
        var text = PlainText.Normalise(markdown);
        if (PlainText.FaultOf(text) is var (reason, next))
            return new PolicyCut.Unreadable(reason, next);
        if (string.IsNullOrWhiteSpace(text))
            return new PolicyCut.Unreadable("There is nothing in it.", "Send the policy as Markdown: headings, and a paragraph or list item for each rule.");
        var lines = (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
        if (lines.Length > MaxLines)
            return new PolicyCut.Unreadable("It has more than 50,000 lines.", "Split it into smaller documents and import them one by one.");
        if (SourceBlock.Read(lines) is not { } blocks)
            return new PolicyCut.Unreadable("Its quotes or lists are nested too deeply.", "Flatten them to a few levels and try again.");
        var parts = new ClauseCutter(lines, blocks).Cut();
        return parts.Any(p => p is MarkdownClause) && blocks.Any(b => b.Block is not (null or HeadingBlock) && !ClauseRules.SaysNothing(b, lines))
            ? new PolicyCut.Parts(parts)
            : new PolicyCut.Unreadable("There is no clause in it, only headings, rules or link definitions.", "Write at least one paragraph or list item under a heading.");
    }

    /// <summary>The Markdown of the parts in order, with one blank line between them; items of one tight list stay tight.</summary>
    public static string Join(IEnumerable<MarkdownPart> parts)
    {
        var joined = new StringBuilder();
        MarkdownPart? last = null;
        foreach (var part in parts)
        {
            if (last is not null)
                joined.Append(ListSeam.Joins(last, part) ? "\n" : "\n\n");
            joined.Append(part.Source);
            last = part;
        }

        return last is null ? "" : joined.Append('\n').ToString();
    }
}
