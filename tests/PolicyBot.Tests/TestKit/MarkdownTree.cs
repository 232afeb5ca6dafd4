using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PolicyBot.Tests.TestKit;

/// <summary>A Markdown document's structure as text: a line for each block and inline, with everything but the positions.</summary>
internal static class MarkdownTree
{
    private static readonly MarkdownPipeline Plain = new MarkdownPipelineBuilder().Build();
    private static readonly MarkdownPipeline Advanced = new MarkdownPipelineBuilder().UseAdvancedExtensions().Build();

    public static string Of(string markdown, bool advanced = false)
    {
        var tree = new StringBuilder();
        Write(Markdown.Parse(markdown, advanced ? Advanced : Plain), 0, tree);
        return tree.ToString();
    }

    private static void Write(Block block, int depth, StringBuilder tree)
    {
        tree.Append(' ', depth).Append(block.GetType().Name).Append(Detail(block)).Append('\n');
        if (block is LeafBlock { Inline: { } inlines })
            Write(inlines, depth + 1, tree);
        if (block is ContainerBlock container)
        {
            foreach (var child in container)
                Write(child, depth + 1, tree);
        }
    }

    private static string Detail(Block block) => block switch
    {
        HeadingBlock h => $" level={h.Level}",
        ListBlock l => $" {l.IsOrdered} {l.BulletType} {l.OrderedDelimiter} {l.OrderedStart} loose={l.IsLoose}",
        FencedCodeBlock f => $" [{f.Info}] [{f.Arguments}] {Quoted(f)}",
        CodeBlock or HtmlBlock => $" {Quoted((LeafBlock)block)}",
        LinkReferenceDefinition d => $" [{d.Label}] {d.Url} '{d.Title}'",
        TableRow r => $" header={r.IsHeader}",
        _ => "",
    };

    private static string Quoted(LeafBlock leaf) => $"\"{leaf.Lines.ToString().Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    private static void Write(Inline inline, int depth, StringBuilder tree)
    {
        tree.Append(' ', depth).Append(inline.GetType().Name).Append(inline switch
        {
            LiteralInline literal => $" {literal.Content}",
            CodeInline code => $" {code.Content}",
            LinkInline link => $" {link.Url} '{link.Title}' image={link.IsImage}",
            AutolinkInline auto => $" {auto.Url}",
            EmphasisInline emphasis => $" {emphasis.DelimiterChar}{emphasis.DelimiterCount}",
            HtmlInline html => $" {html.Tag}",
            LineBreakInline line => $" hard={line.IsHard}",
            _ => "",
        }).Append('\n');
        if (inline is not ContainerInline container)
            return;
        foreach (var child in container)
            Write(child, depth + 1, tree);
    }
}
