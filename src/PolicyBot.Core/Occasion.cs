using System.Security.Cryptography;
using System.Text;

namespace PolicyBot.Core;

/// <summary>When a thing is asked, by whom, and the chance that the shell adds; everything a decision needs from outside.</summary>
/// <param name="Now">UTC.</param>
/// <param name="By">Who asks; null when the clock does.</param>
/// <param name="Seed">At least 128 random bits from the shell, hex; salts are derived from it and it is not stored.</param>
public sealed record Occasion(DateTimeOffset Now, PersonId? By, string Seed)
{
    /// <summary>Words with a salt that nobody can guess from the words.</summary>
    /// <param name="of">Tells apart the same words of several people, so that each can be erased alone.</param>
    public Text Text(string words, string of = "") => Core.Text.Of(words, Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(Seed), Encoding.UTF8.GetBytes(of + words)))[..32]);

    public Text? TextOrNull(string? words) => string.IsNullOrWhiteSpace(words) ? null : Text(words.Trim());
}
