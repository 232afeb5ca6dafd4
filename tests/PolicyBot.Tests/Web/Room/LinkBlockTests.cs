using PolicyBot.Web.Room.Cards;
using Xunit;

namespace PolicyBot.Tests.Web.Room;

public sealed class LinkBlockTests
{
    [Theory]
    [InlineData("policy/v1", "/policy/v1")]
    [InlineData("/policy/v1", "/policy/v1")]
    [InlineData("//evil.example", "/evil.example")]
    [InlineData("\\\\evil.example", "/evil.example")]
    [InlineData("/\\/evil.example", "/evil.example")]
    [InlineData("javascript:alert(1)", "/javascript:alert(1)")]
    [InlineData("https://evil.example", "/https://evil.example")]
    public void A_link_of_a_card_never_leaves_the_site(string path, string address) => Assert.Equal(address, BlockView.WithinSite(path));
}
