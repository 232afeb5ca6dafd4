using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;

namespace PolicyBot.Web;

/// <summary>Renders Markdown that people or models wrote: no HTML, no pictures, no links but to the web, no attributes of theirs.</summary>
public static class SafeMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();

    /// <summary>Beyond it text is shown as it stands: the parser's cost is not linear.</summary>
    private const int LongestParsed = 60_000;

    /// <param name="topLevel">The level that the highest heading of the text becomes, 1–6; none below skips a level.</param>
    public static MarkupString Render(string markdown, int topLevel = 4)
    {
        if (markdown.Length > LongestParsed)
            return new MarkupString($"<pre>{System.Net.WebUtility.HtmlEncode(markdown)}</pre>");
        var document = Parse(markdown);
        Place([.. document.Descendants<HeadingBlock>()], topLevel);
        foreach (var link in document.Descendants<LinkInline>().ToList())
            Tame(link);
        foreach (var link in document.Descendants<AutolinkInline>().ToList())
            if (IsWeb(link.Url))
                Mark(link.GetAttributes());
            else
                link.ReplaceBy(new LiteralInline(link.Url));
        using var written = new StringWriter();
        var renderer = new HtmlRenderer(written);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return new MarkupString(written.ToString());
    }

    private static MarkdownDocument Parse(string markdown)
    {
        try
        {
            return Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig gives up on absurd nesting; the text itself is still shown.
            return [new ParagraphBlock { Inline = new ContainerInline().AppendChild(new LiteralInline(markdown)) }];
        }
    }

    private static void Place(List<HeadingBlock> headings, int topLevel)
    {
        var highest = headings.Count == 0 ? 1 : headings.Min(h => h.Level);
        var before = topLevel - 1;
        foreach (var heading in headings)
            before = heading.Level = Math.Min(6, Math.Min(heading.Level - highest + topLevel, before + 1));
    }

    private static void Tame(LinkInline link)
    {
        if (!link.IsImage && IsWeb(link.GetDynamicUrl?.Invoke() ?? link.Url))
        {
            link.Title = null;
            Mark(link.GetAttributes());
            return;
        }
        var words = new ContainerInline { Span = link.Span };
        link.TransferChildrenTo(words);
        link.ReplaceBy(words);
    }

    private static void Mark(HtmlAttributes attributes)
    {
        attributes.AddProperty("rel", "noopener noreferrer nofollow");
        attributes.AddProperty("target", "_blank");
    }

    private static bool IsWeb(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && (parsed.Scheme == Uri.UriSchemeHttp || parsed.Scheme == Uri.UriSchemeHttps);
}
