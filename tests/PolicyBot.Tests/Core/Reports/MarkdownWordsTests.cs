using CsCheck;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PolicyBot.Core.Reports;
using Xunit;

namespace PolicyBot.Tests.Core.Reports;

public sealed class MarkdownWordsTests
{
    private static readonly MarkdownPipeline Everything = new MarkdownPipelineBuilder().UseAdvancedExtensions().UseEmojiAndSmiley().Build();

    private static readonly string[] Pieces =
    [
        "# ", "- ", "1. ", "a) ", "iv. ", "> ", "```", "---", "===", "\n", "\n\n", "    ", "\t", "<b>", "</script>", "<!--", "&amp;", "&#60;", "[x](y)", "![i](j)",
        "http://x.y", "https://x.y", "www.x.y", "mailto:a@b.c", "<http://x>", "a@b.co", "| a | b |\n|---|---|\n", "^^^", "$$", "$x$", "==m==", "++i++", "~s~", "*[A]: b", "[^1]: f",
        ":::", ": d", "\"\"", "{.c}", "\\", "\\\n", "`", "*", "**", "_", "__", "word", "word", "护士", " ", "  \n", "\u2028", "\u0000", "[ ] ", "\r", "+ ", "!", "A. ",
    ];

    private static readonly Gen<string> Nasty = Gen.Int[0, Pieces.Length - 1].Array[0, 12].Select(at => string.Concat(at.Select(i => Pieces[i])));

    [Fact]
    public void No_words_become_markup_in_a_line_or_a_quote()
    {
        Nasty.Sample(
            words =>
            {
                OnlyWords(Markdown.Parse($"- {MarkdownWords.Line(words)}\n", Everything), words);
                OnlyWords(Markdown.Parse($"Before:\n\n{MarkdownWords.Quote(words)}After.\n", Everything), words);
            },
            iter: 20_000);
    }

    [Fact]
    public void A_reader_sees_the_words_as_they_were_written()
    {
        const string words = "1. See <b>this</b> & [that](http://x.y), \"well-known\" at 7:30:\n# all of it.";

        var quote = Markdown.Parse(MarkdownWords.Quote(words), Everything).Descendants<ParagraphBlock>().Single();

        Assert.Equal(words, Seen(quote));
    }

    [Fact]
    public void Plain_sentences_stay_plain()
    {
        Assert.Equal("It is well-known, isn't it? Yes (50 %).", MarkdownWords.Line("It is well-known, isn't it? Yes (50 %)."));
    }

    private static string Seen(ParagraphBlock paragraph) => string.Concat(paragraph.Inline!.Select(i => i switch
    {
        LiteralInline l => l.Content.ToString(),
        LineBreakInline => "\n",
        _ => $"<{i.GetType().Name}>",
    }));

    private static void OnlyWords(MarkdownDocument document, string words)
    {
        foreach (var node in document.Descendants())
        {
            Assert.True(
                node is ParagraphBlock or QuoteBlock or ListBlock { IsOrdered: false } or ListItemBlock or LiteralInline or LineBreakInline or ContainerInline { Parent: null },
                $"{node.GetType().Name} from {System.Text.Json.JsonSerializer.Serialize(words)}");
        }

        Assert.True(document.Count <= 3 && document.Descendants<QuoteBlock>().Count() <= 1 && document.Descendants<ListBlock>().Count() <= 1, words);
    }
}
