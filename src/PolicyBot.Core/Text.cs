using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace PolicyBot.Core;

/// <summary>
/// What a person or a model wrote, with a salted SHA-256 that stands for it in the log,
/// so that the words can be erased and the log still verifies.
/// </summary>
/// <param name="Hash">Lower-case hex SHA-256 of salt, a zero byte and the UTF-8 text.</param>
/// <param name="Salt">The salt, hex; empty once erased.</param>
/// <param name="Value">The words; null once erased.</param>
public sealed record Text(
    string Hash,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Salt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Value)
{
    public const string Erased = "[erased at the author's request]";

    public static Text Of(string value, string salt) => new(HashOf(value, salt), salt, value);

    /// <summary>True unless the words are present and do not give the hash.</summary>
    [JsonIgnore]
    public bool Verifies => Value is null || Salt is null || HashOf(Value, Salt) == Hash;

    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator string?(Text? text) => text?.ToString();

    public override string ToString() => Value ?? Erased;

    private static string HashOf(string value, string salt) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}\0{value}")));
}
