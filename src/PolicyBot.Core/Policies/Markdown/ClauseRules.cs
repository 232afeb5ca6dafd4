using System.Text.RegularExpressions;
using Markdig.Syntax;

namespace PolicyBot.Core.Policies;

/// <summary>Which neighbouring blocks make one clause. Joining is always safe for the Markdown tree, so every doubt joins.</summary>
internal static partial class ClauseRules
{
    /// <summary>True when <paramref name="next"/> belongs to the clause that ends with <paramref name="last"/>.</summary>
    public static bool Continues(SourceBlock last, SourceBlock next, int openContainers, string[] lines) =>
        next.BlanksBefore == 0
        || openContainers > 0
        || next.Block is CodeBlock
        || last.Block is ListBlock one && next.Block is ListBlock two && SameKind(one, two)
        || last.Block is ParagraphBlock && Introduces(last.TextIn(lines));

    /// <summary>True when only what stands between them keeps two lists apart.</summary>
    public static bool SameKind(ListBlock one, ListBlock two) =>
        one.BulletType == two.BulletType && one.OrderedDelimiter == two.OrderedDelimiter;

    /// <summary>A rule, a comment or a bare anchor: it says nothing by itself and stays with its neighbour.</summary>
    public static bool SaysNothing(SourceBlock block, string[] lines) =>
        block.Block is ThematicBreakBlock || Invisible().IsMatch(block.TextIn(lines));

    /// <summary>How many more containers (<c>&lt;details&gt;</c>, <c>:::note</c>) the block opens than it closes.</summary>
    public static int Opens(SourceBlock block, string[] lines) => block.Block switch
    {
        HtmlBlock => HtmlTag().Matches(block.TextIn(lines)).Sum(t => t.Groups["close"].Length > 0 ? -1 : 1),
        ParagraphBlock => Fence().Matches(block.TextIn(lines)).Sum(f => f.Groups["name"].Length > 0 ? 1 : -1),
        _ => 0,
    };

    /// <summary>True when blank lines at the end are content: code or HTML that nothing closed, an empty list item.</summary>
    public static bool EndsOpen(SourceBlock block, bool isLast)
    {
        var leaf = LeafOf(block);
        return (isLast || leaf != block.Block)
            && leaf is HtmlBlock or FencedCodeBlock { ClosingFencedCharCount: 0 } or ListItemBlock;
    }

    /// <summary>Markdig counts lines of spaces after indented code as code.</summary>
    public static bool EndsIndented(SourceBlock block) => LeafOf(block) is CodeBlock and not FencedCodeBlock;

    /// <summary>A list that opens its section holds the section's rules, an item each.</summary>
    public static bool IsListOfRules(IReadOnlyList<SourceBlock> clause, bool opensSection, string[] lines) =>
        opensSection && clause[0].Block is ListBlock { Count: > 1 } && clause.Skip(1).All(b => SaysNothing(b, lines));

    private static Block? LeafOf(SourceBlock block)
    {
        var leaf = block.Block;
        while (leaf is ContainerBlock { LastChild: { } child })
            leaf = child;
        return leaf;
    }

    private static bool Introduces(string paragraph) =>
        EndsInColon().IsMatch(paragraph) || BoldLine().IsMatch(paragraph) || Example().IsMatch(paragraph);

    [GeneratedRegex(@"(?<![:：])[:：][*_\s]*$", RegexOptions.CultureInvariant)]
    private static partial Regex EndsInColon();

    [GeneratedRegex(@"\A\s*(\*\*|__)[^*_\n]+\1\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex BoldLine();

    [GeneratedRegex(@"\A\s*[*_]{1,3}Examples?\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Example();

    [GeneratedRegex(@"\A\s*(<!--((?!-->)[\s\S])*-->|<a\s[^<>]*>\s*</a>|<a\s[^<>]*/>)\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Invisible();

    [GeneratedRegex(@"<(?<close>/?)(details|div|section|aside|article|table|blockquote|figure|center|ul|ol|dl)\b[^<>]*>", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex HtmlTag();

    [GeneratedRegex(@"^ {0,3}:{3,}[ \t]*(?<name>[\w{[]?)", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
