using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Voting;

/// <summary>What in a round still needs one person.</summary>
public static class StillNeeds
{
    /// <summary>Amendments of the round without a valid ballot of the voter: the most urgent first, then in an order that is
    /// the voter's own and always the same.</summary>
    /// <param name="own">The voter's ballots.</param>
    /// <param name="urgency">The larger, the sooner; what is not in it counts as 0.</param>
    public static ImmutableList<AmendmentId> Of(
        (Workshop Workshop, Round Round) where, Voter voter, IEnumerable<Ballot> own, IReadOnlyDictionary<AmendmentId, double> urgency)
    {
        var done = own.Where(b => b.Voter == voter && where.Workshop.Find(b.Amendment) is { } a && a.Fingerprint == b.Fingerprint)
            .Select(b => b.Amendment).ToHashSet();
        return
        [
            .. where.Round.Amendments
                .Where(id => !done.Contains(id))
                .OrderByDescending(id => urgency.GetValueOrDefault(id))
                .ThenBy(id => Shuffled(where.Round.Id, voter, id), StringComparer.Ordinal),
        ];
    }

    private static string Shuffled(RoundId round, Voter voter, AmendmentId amendment) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{round}|{voter}|{amendment}")));
}
