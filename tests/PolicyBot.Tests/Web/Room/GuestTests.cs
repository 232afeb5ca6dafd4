using PolicyBot.Web.Room;
using Xunit;

namespace PolicyBot.Tests.Web.Room;

public sealed class GuestTests
{
    [Theory]
    [InlineData("Maya", "maya", "Maya")]
    [InlineData("  Dr.   Ngozi  A. ", "dr. ngozi a.", "Dr. Ngozi A.")]
    [InlineData("Ｍａｙａ", "maya", "Maya")]
    [InlineData("Ma\u200bya\u202e", "maya", "Maya")]
    [InlineData("王小明", "王小明", "王小明")]
    public void A_name_is_tidied_and_its_account_is_the_name_in_lower_case(string typed, string id, string name) =>
        Assert.Equal(new Guest(id, name), Guest.Named(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u200b\u202e")]
    [InlineData("!!!")]
    [InlineData("PolicyBot")]
    [InlineData("policy\u200bbot ")]
    [InlineData("ＰｏｌｉｃｙＢｏｔ")]
    [InlineData("a name that is longer than forty characters are")]
    [InlineData("\ud800")]
    public void A_name_that_nobody_can_read_or_that_is_the_bots_is_refused(string? typed) => Assert.Null(Guest.Named(typed));

    [Theory]
    [InlineData("Maya", "M")]
    [InlineData("Dr. Ngozi Adichie", "DA")]
    [InlineData("王小明", "王")]
    public void Initials_stand_for_the_name(string name, string initials) => Assert.Equal(initials, Guest.Named(name)!.Initials);
}
