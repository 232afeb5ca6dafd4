using System.Globalization;
using CsCheck;
using PolicyBot.Core.Policies;
using Xunit;

namespace PolicyBot.Tests.Core.Policies;

public sealed class WordDiffTests
{
    private static readonly Gen<string> SomeText =
        Gen.OneOf("rule", "Rule", " ", " ", "\n", ".", "不", "要", "é", "e\u0301", "🙂", "a_b", "  ", "\t", "\ud83d", "").Array[0, 30].Select(string.Concat);

    [Theory]
    [InlineData("Be kind.", "Be very kind.", "Be |+very |kind.")]
    [InlineData("Be kind.", "Be stern.", "Be |-kind|+stern|.")]
    [InlineData("a b c", "x y c", "-a b|+x y| c")]
    [InlineData("我覺得計程車很好", "我覺得優步很好", "我覺得|-計程車|+優步|很好")]
    [InlineData("👍🏽 yes", "👍🏿 yes", "-👍🏽|+👍🏿| yes")]
    [InlineData("same", "same", "same")]
    [InlineData(null, "new", "+new")]
    [InlineData("old", null, "-old")]
    [InlineData(null, "", "")]
    public void Words_that_changed_are_marked(string? before, string? after, string expected) =>
        Assert.Equal(expected, string.Join('|', WordDiff.Between(before, after).Select(Show)));

    [Fact]
    public void The_spans_give_both_texts_back() =>
        Gen.Select(SomeText, SomeText).Sample((before, after) => { GivesBoth(before, after); }, iter: 20_000);

    [Fact]
    public void Ten_thousand_changed_words_fall_back_to_lines()
    {
        var before = Numbered(0);
        var after = Numbered(100_000).Replace("w100000 ", "w0 ", StringComparison.Ordinal);
        var spans = GivesBoth(before, after);
        Assert.Equal([DiffKind.Same, DiffKind.Removed, DiffKind.Added, DiffKind.Same], spans.Select(s => s.Kind));
        Assert.True(GivesBoth(string.Concat(Enumerable.Repeat("a b c d e\n", 10_000)), string.Concat(Enumerable.Repeat("d e a c b\n", 10_000))).Count > 0);
    }

    [Fact]
    public void One_word_in_ten_thousand_is_still_found() =>
        Assert.Equal([DiffKind.Same, DiffKind.Removed, DiffKind.Added, DiffKind.Same],
            GivesBoth(Numbered(0), Numbered(0).Replace("w5000 ", "other ", StringComparison.Ordinal)).Select(s => s.Kind));

    private static string Numbered(int from) =>
        string.Concat(Enumerable.Range(from, 10_000).Select(n => string.Create(CultureInfo.InvariantCulture, $"w{n} {(n % 10 == 9 ? "\n" : "")}")));

    private static IReadOnlyList<DiffSpan> GivesBoth(string before, string after)
    {
        var spans = WordDiff.Between(before, after);
        Assert.Equal(before, string.Concat(spans.Where(s => s.Kind != DiffKind.Added).Select(s => s.Text)));
        Assert.Equal(after, string.Concat(spans.Where(s => s.Kind != DiffKind.Removed).Select(s => s.Text)));
        Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.NotEqual(pair.First.Kind, pair.Second.Kind));
        Assert.DoesNotContain(spans, s => s.Text.Length == 0);
        return spans;
    }

    private static string Show(DiffSpan span) => span.Kind switch
    {
        DiffKind.Removed => $"-{span.Text}",
        DiffKind.Added => $"+{span.Text}",
        _ => span.Text,
    };
}
