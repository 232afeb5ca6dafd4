using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Voting;

/// <summary>Amendments of one round that change the same clause, put to a ranking.</summary>
/// <param name="Wordings">In order of their ids, at least 2.</param>
public sealed record RivalWordings(ClauseId Clause, ImmutableList<Amendment> Wordings)
{
    /// <summary>What one dialog can rank.</summary>
    public const int Most = 5;

    /// <summary>16 hex digits that stand for the exact wordings; a ranking holds for these alone.</summary>
    public string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('|', Wordings.Select(w => $"{w.Id} {w.Fingerprint}")))))[..16];

    /// <summary>What a round asks to be ranked, in order of clauses; empty unless its rule says so.</summary>
    public static ImmutableList<RivalWordings> Of(Round round, Workshop workshop) =>
        round.Rule.Ranked == true ? Among(round.Amendments.Select(workshop.Find).OfType<Amendment>()) : [];

    /// <summary>The clauses that more than one of these amendments change.</summary>
    public static ImmutableList<RivalWordings> Among(IEnumerable<Amendment> amendments) =>
    [
        .. amendments.Where(a => a.Clause is not null).GroupBy(a => a.Clause!.Value).Where(g => g.Count() > 1)
            .OrderBy(g => g.Key.Number).Select(g => new RivalWordings(g.Key, [.. g.OrderBy(a => a.Id.Number)])),
    ];
}
