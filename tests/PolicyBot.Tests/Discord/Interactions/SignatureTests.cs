using System.Text;
using Microsoft.Extensions.Time.Testing;
using NSec.Cryptography;
using PolicyBot.Discord.Interactions;
using Xunit;

namespace PolicyBot.Tests.Discord.Interactions;

public sealed class SignatureTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"type":1}""");
    private readonly Key key = Key.Create(SignatureAlgorithm.Ed25519);

    private string PublicKey => Convert.ToHexString(key.PublicKey.Export(KeyBlobFormat.RawPublicKey));

    [Fact]
    public void Only_what_was_signed_with_Discords_key_counts()
    {
        var signature = Signature.From(PublicKey)!;
        var signed = Sign("1795435200", Body);

        Assert.NotNull(signature.Check(signed, "1795435200", Body));
        Assert.Null(signature.Check(signed, "1795435201", Body));
        Assert.Null(signature.Check(signed, "1795435200", Encoding.UTF8.GetBytes("""{"type":2}""")));
        Assert.Null(signature.Check((signed[0] == '0' ? "1" : "0") + signed[1..], "1795435200", Body));
        Assert.Null(signature.Check("nonsense", "1795435200", Body));
        Assert.Null(signature.Check(null, null, Body));
        using var other = Key.Create(SignatureAlgorithm.Ed25519);
        Assert.Null(Signature.From(Convert.ToHexString(other.PublicKey.Export(KeyBlobFormat.RawPublicKey)))!.Check(signed, "1795435200", Body));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("zz00000000000000000000000000000000000000000000000000000000000000")]
    public void A_public_key_is_64_hex_digits(string hex) => Assert.Null(Signature.From(hex));

    [Theory]
    [InlineData(0, true)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void A_timestamp_is_at_most_five_minutes_away(int seconds, bool fresh) =>
        Assert.Equal(fresh, Signature.IsFresh($"{Now.AddSeconds(seconds).ToUnixTimeSeconds()}", Now));

    [Theory]
    [InlineData(null)]
    [InlineData("now")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public void Any_other_timestamp_is_not_fresh(string? timestamp) => Assert.False(Signature.IsFresh(timestamp, Now));

    [Fact]
    public void A_signature_is_taken_once_for_as_long_as_its_timestamp_could_be_fresh()
    {
        var clock = new FakeTimeProvider(Now);
        var replays = new Replays(clock);
        var signature = Convert.FromHexString(Sign("1", Body));

        Assert.True(replays.IsFirst(signature));
        Assert.False(replays.IsFirst(signature));
        clock.Advance(TimeSpan.FromMinutes(9.9));
        Assert.False(replays.IsFirst(signature));
        Assert.True(replays.IsFirst(Convert.FromHexString(Sign("2", Body))));
    }

    private string Sign(string timestamp, byte[] body) =>
        Convert.ToHexStringLower(SignatureAlgorithm.Ed25519.Sign(key, [.. Encoding.UTF8.GetBytes(timestamp), .. body]));
}
