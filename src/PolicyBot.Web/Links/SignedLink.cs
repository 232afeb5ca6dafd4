using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace PolicyBot.Web.Links;

/// <summary>
/// Issues and reads tokens that say who may do what, where and until when:
/// base64url of a JSON payload, a dot, base64url of its HMAC-SHA256 (RFC 2104).
/// </summary>
public sealed class SignedLink(SigningKey key)
{
    private const int LongestToken = 2_000;

    /// <param name="purpose">One of <see cref="Purpose"/>.</param>
    /// <param name="workshop">A workshop's id, or a room's.</param>
    /// <param name="person">The name or pseudonym that the link was made for.</param>
    /// <param name="expires">From then on it is refused; whole seconds count.</param>
    public string Issue(string purpose, string workshop, string person, DateTimeOffset expires)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(new Payload(purpose, workshop, person, expires.ToUnixTimeSeconds()));
        return $"{Base64Url.EncodeToString(payload)}.{Base64Url.EncodeToString(SignatureOf(payload))}";
    }

    /// <summary>Checks the signature first, then the purpose, then the time; anything malformed is a forgery.</summary>
    public LinkReading Read(string purpose, string? token, DateTimeOffset now)
    {
        if (Open(token) is not { } payload || payload.Purpose != purpose)
            return new ForgedLink();
        if (now.ToUnixTimeSeconds() >= payload.Expires)
            return new ExpiredLink(payload.Workshop, payload.Person);
        return new ValidLink(payload.Workshop, payload.Person, DateTimeOffset.FromUnixTimeSeconds(payload.Expires));
    }

    private Payload? Open(string? token)
    {
        if (token is null or { Length: > LongestToken } || token.Split('.') is not [var body, var signature])
            return null;
        if (!TryDecode(body, out var payload) || !TryDecode(signature, out var signed))
            return null;
        return CryptographicOperations.FixedTimeEquals(signed, SignatureOf(payload))
            ? JsonSerializer.Deserialize<Payload>(payload)
            : null;
    }

    /// <summary>Only the canonical spelling decodes: two spellings of one token would defeat any list of used ones.</summary>
    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done)
            return false;
        bytes = bytes[..written];
        return Base64Url.EncodeToString(bytes) == text;
    }

    private byte[] SignatureOf(byte[] payload) => HMACSHA256.HashData(key.Key, payload);

    private sealed record Payload(string Purpose, string Workshop, string Person, long Expires);
}

/// <summary>What a token turned out to be.</summary>
public abstract record LinkReading;

public sealed record ValidLink(string Workshop, string Person, DateTimeOffset Expires) : LinkReading;

/// <summary>Genuine, but its time is over.</summary>
public sealed record ExpiredLink(string Workshop, string Person) : LinkReading;

/// <summary>Not ours, changed, or made for another purpose.</summary>
public sealed record ForgedLink : LinkReading;
