using System.Security.Cryptography;
using System.Text;

namespace PolicyBot.Core.Voting;

/// <summary>Under which name a person's ballots, comments and confirmations of one round are stored.</summary>
public static class Voters
{
    /// <summary>The pseudonym when there is no key (attributed); else the first 32 hex digits of HMAC-SHA256 over round and
    /// pseudonym with the round's own key.</summary>
    public static Voter Of(RoundId round, PersonId person, byte[]? roundKey) => new(roundKey is null
        ? person.Value
        : Convert.ToHexStringLower(HMACSHA256.HashData(roundKey, Encoding.UTF8.GetBytes($"{round}|{person}")))[..32]);
}
