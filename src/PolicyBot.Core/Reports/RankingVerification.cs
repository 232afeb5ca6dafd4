using System.Collections.Immutable;
using System.Globalization;
using PolicyBot.Core.Log;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Reports;

/// <summary>Recomputes the rankings of rival wordings.</summary>
internal static class RankingVerification
{
    public static IEnumerable<Check> Of(RoundClosed claim, Round round, ImmutableList<Ranking> rankings, ImmutableList<Contest> counted) =>
        claim.Contests is null && rankings.IsEmpty && counted.IsEmpty ? [] :
        [
            Verification.Guarded($"{claim.Round}: the rankings are those that were sealed.", () => Finding.Unless(
                claim.RankingDigest is { } told && Rankings.Digest(rankings, named: !round.Rule.Anonymous) == told
                    ? null
                    : "Their digest is not the one in the log: a ranking was changed, added or taken away.",
                string.Create(CultureInfo.InvariantCulture, $"{rankings.Count} rankings."))),
            Verification.Guarded($"{claim.Round}: counting the rankings gives who is preferred to whom.", () => Finding.Unless(
                (claim.Contests ?? []).Select(Said).SequenceEqual(counted.Select(Said)) ? null : $"The log says {List(claim.Contests ?? [])}; the rankings give {List(counted)}.",
                List(counted))),
        ];

    /// <summary>What is wrong with a round's rankings as rows; null when nothing is.</summary>
    public static string? WhyNot(ExportedRound rows, Workshop workshop, Round round)
    {
        var asked = RivalWordings.Of(round, workshop).ToDictionary(r => r.Clause);
        var seen = new HashSet<(ClauseId, Voter?)>();
        var lines = new HashSet<long>();
        foreach (var ranking in rows.Rankings ?? [])
        {
            var fault = !asked.TryGetValue(ranking.Clause, out var rivals) ? "is on a clause without rival wordings"
                : rivals.Fingerprint != ranking.Fingerprint ? "was made of other wordings"
                : ranking.Order.IsEmpty || ranking.Order.Distinct().Count() < ranking.Order.Count || ranking.Order.Exists(a => !rivals.Wordings.Exists(w => w.Id == a)) ? "is no order of those wordings"
                : ranking.Voter is null != rows.Anonymous ? rows.Anonymous ? "names a voter in an anonymous round" : "has no voter"
                : ranking.CastAt is null != rows.Anonymous ? rows.Anonymous ? "tells when it was made in an anonymous round" : "has no time"
                : ranking.Voter is { } voter && round.Rule.Electorate is ListedPeople list && !list.Holds(new PersonId(voter.Value)) ? $"is of {voter}, who was not on the list"
                : !lines.Add(ranking.Row) || !rows.Anonymous && !seen.Add((ranking.Clause, ranking.Voter)) ? "is there twice"
                : null;
            if (fault is not null)
                return string.Create(CultureInfo.InvariantCulture, $"The ranking in row {ranking.Row} {fault}.");
        }

        return null;
    }

    /// <summary>Whose a ranking is plays no part in counting; rows without a voter are each somebody's own.</summary>
    public static ImmutableList<Ranking> RankingsOf(ExportedRound? rows) =>
    [
        .. (rows?.Rankings ?? []).Select(r => new Ranking(rows!.Round, r.Clause, r.Voter ?? new Voter(r.Row.ToString(CultureInfo.InvariantCulture)), r.Order, r.Fingerprint) { Row = r.Row }),
    ];

    private static string List(ImmutableList<Contest> contests) => contests.IsEmpty ? "nothing was ranked" : string.Join("; ", contests.Select(Said));

    private static string Said(Contest c) => string.Create(
        CultureInfo.InvariantCulture, $"{c.Clause} ({string.Join(' ', c.Rivals)}) {string.Join('/', c.Preferred.Select(row => string.Join(' ', row)))} of {c.People}");
}
