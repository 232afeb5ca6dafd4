using PolicyBot.Discord.Rendering;
using Xunit;

namespace PolicyBot.Tests.Discord.Rendering;

public sealed class MarkupTests
{
    [Theory]
    [InlineData("**bold** _it_ ~~no~~ ||spoiler||", @"\*\*bold\*\* \_it\_ \~\~no\~\~ \|\|spoiler\|\|")]
    [InlineData("<@123> <@&4> <#5> <t:1:R> </policybot:6>", @"\<@123> \<@&4> \<#5> \<t:1:R> \</policybot:6>")]
    [InlineData("[click](https://evil.example)", @"\[click\](https://evil.example)")]
    [InlineData("# big\n-# small\n> quote\n- list\n  + list\n1. first\n 23) more", "\\# big\n\\-# small\n\\> quote\n\\- list\n  \\+ list\n1\\. first\n 23\\) more")]
    [InlineData("3.5 mg, a-b, 1 > 0, C#", "3.5 mg, a-b, 1 > 0, C#")]
    [InlineData("`code` \\ end", @"\`code\` \\ end")]
    [InlineData("see https://a.example/x_y_z?q=1 and h", "see https://a.example/x_y_z?q=1 and h")]
    [InlineData("safe\u202Eevil\u2066", "safeevil")]
    [InlineData("", "")]
    public void What_people_wrote_acts_on_nothing(string written, string shown) => Assert.Equal(shown, Markup.Escape(written));

    [Fact]
    public void Commands_in_the_bots_words_are_written_as_Discord_takes_them() =>
        Assert.Equal(
            @"Use `/policybot policy show` or `/policybot vote A3 pass`, not `x`; \*this\* stays.",
            Markup.Words("Use `policy show` or `/vote A3 pass`, not `x`; *this* stays."));

    [Theory]
    [InlineData(" new words ", " **new words** ")]
    [InlineData("  ", "  ")]
    [InlineData("a*b", @"**a\*b**")]
    public void Marks_hug_what_they_mark(string text, string shown) => Assert.Equal(shown, Markup.Bold(text));

    [Fact]
    public void Every_line_of_a_quotation_is_one() => Assert.Equal("> one\n> \n> \\# two", Markup.Quoted("one\r\n\r\n# two\n"));

    [Fact]
    public void Times_are_each_readers_own() =>
        Assert.Equal("<t:1795435200:F> (<t:1795435200:R>)", Markup.Time(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero)));
}
