using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using PolicyBot.Web.Links;
using Xunit;

namespace PolicyBot.Tests.Web.Links;

public sealed class SignedLinkTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private readonly SignedLink _links = new(new SigningKey(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray()));

    [Theory]
    [InlineData("main", "Maya")]
    [InlineData("clinic-2", "Dr. Ngọc Ánh")]
    [InlineData("main", "a|b.c\"{}=&?#/\\")]
    public void A_link_gives_back_what_it_was_made_for(string room, string person)
    {
        var token = _links.Issue(Purpose.RoomInvitation, room, person, Now.AddHours(1));

        Assert.Equal(new ValidLink(room, person, Now.AddHours(1)), _links.Read(Purpose.RoomInvitation, token, Now));
        Assert.Matches("^[A-Za-z0-9_.-]+$", token);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void A_link_is_refused_from_its_expiry_on(int secondsAfter, bool expired)
    {
        var token = _links.Issue(Purpose.RoomInvitation, "main", "Maya", Now);

        Assert.Equal(expired, _links.Read(Purpose.RoomInvitation, token, Now.AddSeconds(secondsAfter)) is ExpiredLink);
    }

    [Fact]
    public void An_invitation_is_no_cookie_and_a_cookie_no_invitation()
    {
        var invitation = _links.Issue(Purpose.RoomInvitation, "main", "Maya", Now.AddHours(1));
        var cookie = _links.Issue(Purpose.RoomSeat, "main", "Maya", Now.AddHours(1));

        Assert.IsType<ForgedLink>(_links.Read(Purpose.RoomSeat, invitation, Now));
        Assert.IsType<ForgedLink>(_links.Read(Purpose.RoomInvitation, cookie, Now));
    }

    [Fact]
    public void Another_installations_key_opens_nothing()
    {
        var others = new SignedLink(new SigningKey(RandomNumberGenerator.GetBytes(32)));

        Assert.IsType<ForgedLink>(_links.Read(Purpose.RoomSeat, others.Issue(Purpose.RoomSeat, "main", "Maya", Now.AddHours(1)), Now));
    }

    [Fact]
    public void Every_changed_character_is_a_forgery()
    {
        var token = _links.Issue(Purpose.RoomSeat, "main", "Maya", Now.AddHours(1));
        for (var i = 0; i < token.Length; i++)
            foreach (var other in "AZaz09-_.=+/ é".Where(c => c != token[i]))
            {
                var changed = token[..i] + other + token[(i + 1)..];
                Assert.True(_links.Read(Purpose.RoomSeat, changed, Now) is ForgedLink, changed);
            }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("e30")]
    [InlineData("e30.")]
    [InlineData(".e30")]
    [InlineData("\ud800.\udc00")]
    public void What_is_no_token_is_a_forgery(string? token) =>
        Assert.IsType<ForgedLink>(_links.Read(Purpose.RoomSeat, token, Now));

    [Fact]
    public void A_payload_without_its_signature_or_with_an_unkeyed_one_is_a_forgery()
    {
        var payload = Encoding.UTF8.GetBytes("""{"Purpose":"room-seat","Workshop":"main","Person":"Maya","Expires":9999999999}""");
        var body = Base64Url.EncodeToString(payload);

        Assert.IsType<ForgedLink>(_links.Read(Purpose.RoomSeat, $"{body}.", Now));
        Assert.IsType<ForgedLink>(_links.Read(Purpose.RoomSeat, $"{body}.{Base64Url.EncodeToString(SHA256.HashData(payload))}", Now));
        Assert.IsType<ForgedLink>(_links.Read(Purpose.RoomSeat, $"{body}.{Base64Url.EncodeToString(HMACSHA256.HashData(Array.Empty<byte>(), payload))}", Now));
    }

    [Fact]
    public void Whatever_is_handed_in_is_read_without_failing() =>
        Gen.String.Sample(token => _links.Read(Purpose.RoomSeat, token, Now) is ForgedLink);

    [Fact]
    public void A_megabyte_is_refused_unread() =>
        Assert.IsType<ForgedLink>(_links.Read(Purpose.RoomSeat, new string('A', 1_000_000) + "." + new string('B', 1_000_000), Now));

    [Fact]
    public void A_short_key_is_no_key() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SigningKey(new byte[31]));
}
