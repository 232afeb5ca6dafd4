using System.Globalization;
using System.Text;
using NSec.Cryptography;

namespace PolicyBot.Discord.Interactions;

/// <summary>
/// Checks that a request comes from Discord: Ed25519 over the timestamp and the raw body.
/// https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint
/// </summary>
public sealed class Signature
{
    private const int SignatureLength = 64;
    private readonly PublicKey key;

    private Signature(PublicKey key) => this.key = key;

    /// <returns>Null unless it is a key in 64 hex digits.</returns>
    public static Signature? From(string hex)
    {
        var bytes = new byte[32];
        return hex.Length == 64 && Convert.FromHexString(hex, bytes, out _, out _) == System.Buffers.OperationStatus.Done
            && PublicKey.TryImport(SignatureAlgorithm.Ed25519, bytes, KeyBlobFormat.RawPublicKey, out var key)
            ? new Signature(key!)
            : null;
    }

    /// <param name="signature">The header <c>X-Signature-Ed25519</c>.</param>
    /// <param name="timestamp">The header <c>X-Signature-Timestamp</c>.</param>
    /// <returns>The signature's bytes; null when it is not Discord's.</returns>
    public byte[]? Check(string? signature, string? timestamp, ReadOnlySpan<byte> body)
    {
        var sent = new byte[SignatureLength];
        if (signature?.Length != 2 * SignatureLength || timestamp is null or { Length: > 32 }
            || Convert.FromHexString(signature, sent, out _, out _) != System.Buffers.OperationStatus.Done)
            return null;
        var signed = new byte[Encoding.UTF8.GetByteCount(timestamp) + body.Length];
        body.CopyTo(signed.AsSpan(Encoding.UTF8.GetBytes(timestamp, signed)));
        return SignatureAlgorithm.Ed25519.Verify(key, signed, sent) ? sent : null;
    }

    /// <summary>True when the timestamp (Unix seconds) is at most five minutes from now, either way.</summary>
    public static bool IsFresh(string? timestamp, DateTimeOffset now) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(now.ToUnixTimeSeconds() - (double)seconds) <= Replays.Kept.TotalSeconds;
}
