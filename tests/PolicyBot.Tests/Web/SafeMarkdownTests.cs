using System.Text.RegularExpressions;
using CsCheck;
using PolicyBot.Web;
using Xunit;

namespace PolicyBot.Tests.Web;

public sealed partial class SafeMarkdownTests
{
    private static readonly string[] Hostile =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<b onclick='x()'>b</b>", "<!-- c -->", "<iframe src=//e.org>", "<svg/onload=alert(1)>",
        "[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "[a](data:text/html,<script>)", "[a](vbscript:x)", "[a](//evil.example)", "[a](/enter?t=1)",
        "[a](java\tscript:alert(1))", "[a](&#106;avascript:alert(1))", "[a](<javascript:alert(1)>)", "[a]: javascript:alert(1)\n\n[a]", "<javascript:alert(1)>", "<x@example.org>",
        "![a](https://e.org/track.png)", "![a](javascript:alert(1))", "[![a](https://e.org/i.png)](javascript:alert(1))",
        "[a](https://e.org \"\\\" onmouseover=\\\"alert(1)\")", "`<script>`", "```<script>\n</pre><script>alert(1)</script>\n```", "a {onclick=alert(1)}", "# h {onclick=x}", "| a |\n|---|\n| <script> |",
    ];

    private static readonly string[] Pieces =
        [.. Hostile, "\n", "\n\n", "> ", "- ", "**", "[", "](", ")", "<", ">", "\"", "&", "`", "\\", "\0", "\u202e"];

    public static TheoryData<string> HostileTexts => [.. Hostile];

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void Hostile_text_is_inert(string markdown) => AssertInert(SafeMarkdown.Render(markdown).Value);

    [Fact]
    public void Hostile_pieces_in_any_order_are_inert() =>
        Gen.Int[0, Pieces.Length - 1].Array[0, 12].Sample(chosen => AssertInert(SafeMarkdown.Render(string.Concat(chosen.Select(i => Pieces[i]))).Value));

    [Fact]
    public void A_link_to_the_web_stays_and_says_nothing_about_where_it_came_from()
    {
        var html = SafeMarkdown.Render("See [the *formulary*](https://example.org/a?b=1&c=2).").Value;

        Assert.Contains("<a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">the <em>formulary</em></a>", html);
    }

    [Fact]
    public void A_link_to_anything_else_leaves_its_words() =>
        Assert.Equal("<p>read <strong>this</strong> now</p>", SafeMarkdown.Render("read [**this**](javascript:alert(1)) now").Value.Trim());

    [Theory]
    [InlineData("# A\n\n### B\n\n###### C\n\n# D", "<h4>A</h4>\n<h5>B</h5>\n<h6>C</h6>\n<h4>D</h4>")]
    [InlineData("## A\n\n## B", "<h4>A</h4>\n<h4>B</h4>")]
    [InlineData("### A\n\n# B", "<h4>A</h4>\n<h4>B</h4>")]
    public void Headings_take_their_place_below_the_cards_title_and_skip_no_level(string markdown, string html) =>
        Assert.Equal(html, SafeMarkdown.Render(markdown).Value.Trim());

    [Theory]
    [InlineData('[')]
    [InlineData('>')]
    [InlineData('*')]
    public void Absurd_nesting_is_shown_all_the_same(char mark) =>
        AssertInert(SafeMarkdown.Render(new string(mark, 50_000) + "<script>").Value);

    [Fact]
    public void What_is_too_long_to_parse_is_shown_as_it_stands()
    {
        var html = SafeMarkdown.Render("<b>" + new string('x', 70_000)).Value;

        Assert.StartsWith("<pre>&lt;b&gt;xxx", html);
        AssertInert(html);
    }

    /// <summary>Only tags that Markdown itself makes, and no attribute but the links' own.</summary>
    private static void AssertInert(string html)
    {
        foreach (Match tag in Tag().Matches(html))
            Assert.Matches("^</?(p|em|strong|code|pre|ul|li|ol( start=\"[0-9]+\")?|blockquote|h[4-6]|hr|br|table|thead|tbody|tr|t[hd]( style=\"text-align: [a-z]+;\")?)( class=\"language-[^\"<>]*\")?( />|>)$"
                + "|^<a href=\"https?:[^\"<>]*\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">$|^</a>$", tag.Value);
    }

    [GeneratedRegex("<[^>]*>?")]
    private static partial Regex Tag();
}
