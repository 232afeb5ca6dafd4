using CsCheck;
using PolicyBot.Core;
using Xunit;

namespace PolicyBot.Tests.Core;

public sealed class WordingTests
{
    [Theory]
    [InlineData("  Be kind.\r\nAlways. ", "Be kind.\nAlways.")]
    [InlineData("Be\u200B kind\uFEFF.\u2060", "Be kind.")]
    [InlineData("👩\u200D⚕️ می\u200Cخواهم", "👩\u200D⚕️ می\u200Cخواهم")]
    [InlineData("a\tb", "a\tb")]
    public void Words_are_cleaned(string typed, string kept)
    {
        Assert.Null(Wording.Check(typed, 100, "The wording", out var cleaned));
        Assert.Equal(kept, cleaned);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" \u200B\n ", "is empty")]
    [InlineData("\u200D\u00AD", "is empty")]
    [InlineData("a\0b", "control character")]
    [InlineData("a\u001b[31mb", "control character")]
    [InlineData("pay \u202Eyap", "direction")]
    [InlineData("x\u2067y", "direction")]
    [InlineData("12345678901", "11 characters; 10 are allowed")]
    public void Unfit_words_are_refused_with_the_reason(string typed, string reason)
    {
        var refused = Wording.Check(typed, 10, "The comment", out _);

        Assert.Contains(reason, refused!.Reason);
        Assert.StartsWith("The comment ", refused.Reason);
        Assert.EndsWith(".", refused.Next);
    }

    [Fact]
    public void Half_characters_are_refused()
    {
        Assert.Contains("half of a character", Wording.Check("a\uD83D", 10, "It", out _)!.Reason);
        Assert.Contains("half of a character", Wording.Check("\uDE00a", 10, "It", out _)!.Reason);
        Assert.Null(Wording.Check("\uD83D\uDE00", 10, "It", out _));
    }

    [Fact]
    public void Ten_megabytes_are_refused_at_once() =>
        Assert.Contains("10,000,000 characters", Wording.Check(new string('x', 10_000_000), 4_000, "It", out _)!.Reason);

    [Fact]
    public void Whatever_is_accepted_is_accepted_unchanged_again() => Gen.String.Sample(typed =>
    {
        if (Wording.Check(typed, 60, "It", out var once) is not null)
            return;
        Assert.Null(Wording.Check(once, 60, "It", out var twice));
        Assert.Equal(once, twice);
    });

    [Fact]
    public void Optional_words_may_be_missing()
    {
        Assert.Null(Wording.CheckOptional("  ", 10, "The reason", out var none));
        Assert.Null(none);
        Assert.NotNull(Wording.CheckOptional("a\0", 10, "The reason", out _));
    }

    [Theory]
    [InlineData("Take two.", 20, "Take two.")]
    [InlineData(" Take\u200b two.\r\n", 20, "Take two.")]
    [InlineData("Take\u202e two\u0007.", 20, "Take two.")]
    [InlineData("Take two pills now.", 12, "Take two…")]
    [InlineData("Taketwopillsnow", 8, "Taketwo…")]
    [InlineData("Take it 😀😀😀", 10, "Take it…")]
    [InlineData("Taketw😀😀😀", 8, "Taketw…")]
    [InlineData("half \ud83d of one", 40, "half  of one")]
    [InlineData("\u202e\u200b", 20, "…")]
    public void What_a_model_said_is_made_to_fit_where_peoples_words_stand(string words, int max, string fitted)
    {
        Assert.Equal(fitted, Wording.Fitted(words, max));
        if (fitted != "…")
            Assert.Null(Wording.Check(Wording.Fitted(words, max), max, "The turn", out _));
    }
}
