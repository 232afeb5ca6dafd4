using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Teams;

/// <summary>One of the issuer's keys.</summary>
/// <param name="Endorsements">The channels that may be spoken for with it.</param>
internal sealed record SigningPair(string Id, IReadOnlyList<string> Endorsements)
{
    public RSA Rsa { get; } = RSA.Create(2048);

    public static string Text(string words) => Text(Encoding.UTF8.GetBytes(words));

    public static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>The public half, as RFC 7517 writes it, with Microsoft's endorsements.</summary>
    public JsonObject Published()
    {
        var numbers = Rsa.ExportParameters(false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = Id,
            ["x5t"] = Id,
            ["n"] = Text(numbers.Modulus!),
            ["e"] = Text(numbers.Exponent!),
            ["endorsements"] = new JsonArray([.. Endorsements.Select(e => JsonValue.Create(e))]),
        };
    }
}
