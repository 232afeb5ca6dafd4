using CsCheck;
using PolicyBot.Core.Policies;
using Xunit;

namespace PolicyBot.Tests.Core.Policies.Markdown;

public sealed class PolicyMarkdownPropertyTests
{
    private static readonly string[] Blocks =
    [
        "A plain paragraph.", "Two lines\nof one paragraph.", "It ends in a colon:", "**Example**: caption", "**Bold line**", "全形冒號：",
        "# One", "## Two {#two}", "### Three ###", "Setext\n===", "Setext *two*\nlines\n---", "#", "#not a heading",
        "- a\n- b", "* a\n* b\n  - nested\n  - more", "- a\n\n- b\n\n  second", "+ a\nlazy", "1. a\n2. b", "1) a\n\n2) b", "-", "- \n- b", "10. ten", "- a\n -  b\n  - c\n   - d",
        "> quote", "> quote\nlazy", "> > nested\n> back\n\n> again", "> - list in quote\n> - more", "> ```\n> open in quote", "- > quote in list\n\n  > more",
        "```\ncode\n\nmore\n```", "~~~xml\n<user>\n# not a heading\n</user>\n~~~", "```\nunclosed", "~~~~\n~~~\nunclosed\n\n\ntilde", "- ```\n  open in item", "- ```\n  code\n\n\n  more\n  ```",
        "    indented code\n\n\n    more", "- a\n\n\n      code in item", "\tcode by tab",
        "!!! meta \"Commentary\"\n    Body.", "!!! note\n\n    Body one.\n\n    Body two.", "??? question\n    - a\n    - b",
        "<div>\nhtml\n</div>", "<div>open html", "<!-- comment -->", "<!-- unclosed\n\ncomment", "<details>\n<summary>s</summary>\n\ninner\n\n</details>", "<script>\n\nlet x;\n</script>", "- <!-- open in item", "<?php\n\n?>", "</details>",
        "[ref]: /url \"title\"", "[a]: /a\n[b]: /b\nthen text [a]", "[multi]:\n/url\n'title'", "- [in]: /list", "[^1]: A footnote.\n\n    More of it.", "[^2]: Another.", "See [ref] and [^1].",
        "---", "***", "* * *", "- - -", "___", "| a | b |\n|---|---|\n| 1 | 2 |", ":::note\n\ninside\n\n:::", "::: open", "===", "  indented paragraph", "   - list by three", "Term\n:   Definition",
        "\\# escaped", "line  \nhard break", "中文段落。", "🙂 emoji", "a\tb", "\u00a0", "---\ntitle: x\n---", "   > quote by three",
    ];

    private static readonly Gen<string> Document = Gen.Select(
            Gen.OneOf(Blocks),
            Gen.Frequency((6, Gen.Const("\n\n")), (3, Gen.Const("\n")), (1, Gen.Const("\n\n\n")), (1, Gen.Const("\n  \n")), (1, Gen.Const("\n\t\n \n"))))
        .Array[1, 9]
        .Select(pairs => string.Concat(pairs.Select(p => p.Item1 + p.Item2)));

    [Fact]
    public void Any_mixture_of_blocks_survives_the_trip() => Document.Sample(CutsWell, iter: 20_000);

    [Fact]
    public void Any_garbage_of_markdown_characters_survives_the_trip() =>
        Gen.OneOf("#", "-", "*", "+", ">", "`", "```", "~~~", "    ", " ", "\n", "\n", "\n\n", "a", "b c", "1.", "<!--", "-->", "<div>", "[a]:", " /u", "[a]", "|", "===", "---", ":", "!!!", "\t")
            .Array[1, 40].Select(string.Concat).Sample(CutsWell, iter: 20_000);

    private static void CutsWell(string markdown)
    {
        if (PolicyMarkdown.Cut(markdown) is PolicyCut.Parts)
            PolicyMarkdownTests.SurvivesTheTrip(markdown);
    }
}
