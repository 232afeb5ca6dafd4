using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using PolicyBot.Core.Rounds;

namespace PolicyBot.Core.Confirmations;

/// <summary>Which of two responses, shown in an order drawn by lot, do what a person meant.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Pick>))]
public enum Pick
{
    First,
    Second,
    Both,
    Neither,
}

/// <summary>Confirming without saying which response is the new one, so that people judge the response and not the vote.</summary>
public static class Blinding
{
    /// <summary>True while the order of the responses is hidden.</summary>
    public static bool Hides(Round round) => round is { Rule.Blind: true, State: RoundState.Confirming };

    /// <summary>Whether the new response stands first; drawn for each amendment from the digest of the round's ballots, which
    /// nobody could know before the close.</summary>
    public static bool NewFirst(Round round, AmendmentId amendment) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{round.BallotDigest}|{amendment}"))[0] % 2 == 0;

    /// <summary>What a pick says about the new response.</summary>
    public static Meant MeantBy(Pick pick, Round round, AmendmentId amendment) => pick switch
    {
        Pick.Both => Meant.Matches,
        Pick.Neither => Meant.No,
        Pick.First => NewFirst(round, amendment) ? Meant.Matches : Meant.No,
        Pick.Second => NewFirst(round, amendment) ? Meant.No : Meant.Matches,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
