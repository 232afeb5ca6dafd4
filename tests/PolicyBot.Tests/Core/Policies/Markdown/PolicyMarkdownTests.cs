using PolicyBot.Core.Policies;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.Core.Policies.Markdown;

public sealed class PolicyMarkdownTests
{
    [Theory]
    [InlineData("Intro:\n\n- one\n- two\n\nNext.", "Intro:\n\n- one\n- two", "Next.")]
    [InlineData("Para.\n\n- one\n- two", "Para.", "- one\n- two")]
    [InlineData("**Example**: a caption\n\n~~~xml\n<user>\n\nHi\n</user>\n~~~\n\nPara.", "**Example**: a caption\n\n~~~xml\n<user>\n\nHi\n</user>\n~~~", "Para.")]
    [InlineData("Para.\n\n```\ncode\n```\n\n```\nmore\n```", "Para.\n\n```\ncode\n```\n\n```\nmore\n```")]
    [InlineData("!!! meta \"Commentary\"\n    Body.\n\nPara.", "!!! meta \"Commentary\"\n    Body.", "Para.")]
    [InlineData("!!! note\n\n    One.\n\n    Two.\n\nPara.", "!!! note\n\n    One.\n\n    Two.", "Para.")]
    [InlineData("As follows:\n\n> quoted\n\n> another", "As follows:\n\n> quoted", "> another")]
    [InlineData("**Bold title**\n\nPara.\n\nOther.", "**Bold title**\n\nPara.", "Other.")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |\n\nPara.", "| a | b |\n|---|---|\n| 1 | 2 |", "Para.")]
    [InlineData("Para[^1].\n\n[^1]: A note.\n\n    Its second paragraph.\n\n[^2]: Other.", "Para[^1].", "[^1]: A note.\n\n    Its second paragraph.", "[^2]: Other.")]
    [InlineData("See [a].\n\n[a]: /x\n[b]: /y\n\nEnd [b].", "See [a].", "[a]: /x\n[b]: /y", "End [b].")]
    [InlineData("One.\n\n---\n\nTwo.", "One.\n\n---", "Two.")]
    [InlineData("---\n\nTwo.", "---\n\nTwo.")]
    [InlineData("<!-- todo -->\n\nOne.\n\n<a id=\"x\"></a>\n\nTwo.", "<!-- todo -->\n\nOne.\n\n<a id=\"x\"></a>", "Two.")]
    [InlineData("<details>\n<summary>More</summary>\n\nInside.\n\n</details>\n\nAfter.", "<details>\n<summary>More</summary>\n\nInside.\n\n</details>", "After.")]
    [InlineData(":::note\n\nInside.\n\n:::\n\nAfter.", ":::note\n\nInside.\n\n:::", "After.")]
    [InlineData("---\ntitle: x\n---\n\nPara.", "---\ntitle: x\n---", "Para.")]
    [InlineData("- one\n- two\n  more\n\nPara.", "- one", "- two\n  more", "Para.")]
    [InlineData("1. one\n\n2. two\n\n   more", "1. one\n", "2. two\n\n   more")]
    [InlineData("Unclosed.\n\n```\ncode\n\n\n", "Unclosed.\n\n```\ncode\n\n")]
    [InlineData("\uFEFFOne.\r\n\r\n\r\nTwo\rlines.\r\n", "One.", "Two\nlines.")]
    public void A_document_is_cut_into_clauses(string markdown, params string[] clauses)
    {
        Assert.Equal(clauses, Cut(markdown).Select(p => p.Source));
        SurvivesTheTrip(markdown);
    }

    [Theory]
    [InlineData("# Title", 1, "Title", null)]
    [InlineData("## Do *not* `rm` {#rm authority=root}", 2, "Do not rm", "rm")]
    [InlineData("### 1. First ###", 3, "1. First", null)]
    [InlineData("Two\nlines {#two}\n===", 1, "Two lines", "two")]
    [InlineData("## Braces {stay}", 2, "Braces {stay}", null)]
    [InlineData("#", 1, "", null)]
    public void A_heading_has_level_title_and_anchor(string source, int level, string title, string? anchor)
    {
        var markdown = $"{source}\nText.";
        Assert.Equal([new MarkdownHeading(source, level, title, anchor), new MarkdownClause("Text.")], Cut(markdown));
        SurvivesTheTrip(markdown);
    }

    [Theory]
    [InlineData("", "nothing in it")]
    [InlineData("\uFEFF \n\t\n", "nothing in it")]
    [InlineData("# Only\n\n## Headings\n\n---\n\n<!-- x -->", "no clause")]
    [InlineData("[a]: /url", "no clause")]
    [InlineData("One.\nTwo\0.", "Line 2 holds a control character (U+0000)")]
    [InlineData("One.\u001b[0m", "Line 1 holds a control character")]
    public void What_cannot_be_read_is_refused_with_what_to_do(string markdown, string reason)
    {
        var unreadable = Assert.IsType<PolicyCut.Unreadable>(PolicyMarkdown.Cut(markdown));
        Assert.Contains(reason, unreadable.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(unreadable.Next);
    }

    [Fact]
    public void Half_a_character_is_refused() =>
        Assert.Contains("half of a character", Refusal("a \ud83d b"), StringComparison.Ordinal);

    [Fact]
    public void A_ten_megabyte_paste_is_refused() =>
        Assert.Contains("larger than 2 MB", Refusal(new string('x', 10_000_000)), StringComparison.Ordinal);

    [Fact]
    public void Six_hundred_thousand_paragraphs_are_refused() =>
        Assert.Contains("more than 50,000 lines", Refusal(string.Concat(Enumerable.Repeat("a\n\n", 600_000))), StringComparison.Ordinal);

    [Fact]
    public void Ten_thousand_nested_quotes_are_refused() =>
        Assert.Contains("nested too deeply", Refusal(new string('>', 10_000) + " x"), StringComparison.Ordinal);

    [Fact]
    public void The_model_spec_is_cut_without_losing_a_line_or_changing_its_tree()
    {
        var markdown = SharedData.Read("model_spec/model_spec.md");
        SurvivesTheTrip(markdown);
        var parts = Cut(markdown);
        Assert.Equal(MarkdownTree.Of(markdown, advanced: true), MarkdownTree.Of(PolicyMarkdown.Join(parts), advanced: true));
    }

    internal static IReadOnlyList<MarkdownPart> Cut(string markdown) =>
        Assert.IsType<PolicyCut.Parts>(PolicyMarkdown.Cut(markdown)).All;

    /// <summary>Every line in exactly one part and in order, an equal tree, and the same parts when cut again.</summary>
    internal static void SurvivesTheTrip(string markdown)
    {
        var parts = Cut(markdown);
        var joined = PolicyMarkdown.Join(parts);
        Assert.Equal(NonBlankLines(markdown), parts.SelectMany(p => NonBlankLines(p.Source)));
        Assert.Equal(MarkdownTree.Of(markdown.TrimStart('\uFEFF')), MarkdownTree.Of(joined));
        Assert.Equal(parts, Cut(joined));
    }

    private static string Refusal(string markdown) => Assert.IsType<PolicyCut.Unreadable>(PolicyMarkdown.Cut(markdown)).Reason;

    private static IEnumerable<string> NonBlankLines(string text) =>
        text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n').Where(l => l.Trim(' ', '\t').Length > 0);
}
