using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core.Consensus;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Voting;

/// <summary>Counts sealed rankings, and gives the digest that stands for them in the log.</summary>
public static class Rankings
{
    /// <summary>One contest for each clause with rival wordings; rankings of other texts are not counted.</summary>
    public static ImmutableList<Contest> Count(IReadOnlyList<Ranking> rankings, Round round, Workshop workshop) =>
        RivalWordings.Of(round, workshop).ConvertAll(rivals => Count(rivals, rankings.Where(r => r.Clause == rivals.Clause && r.Fingerprint == rivals.Fingerprint)));

    private static Contest Count(RivalWordings rivals, IEnumerable<Ranking> rankings)
    {
        ImmutableList<AmendmentId> ids = [.. rivals.Wordings.Select(w => w.Id)];
        var orders = rankings.Where(r => r.Order.TrueForAll(ids.Contains)).Select(r => r.Order.ConvertAll(ids.IndexOf)).ToList();
        var preferred = Schulze.Preferences(ids.Count, orders);
        return new Contest(rivals.Clause, ids, orders.Count, [.. ids.Select((_, i) => ids.Select((_, j) => preferred[i, j]).ToImmutableList())]);
    }

    /// <summary>Lower-case hex SHA-256 over one line for each ranking, ordered by row: <c>row|clause|order|fingerprint</c>, in attributed
    /// rounds <c>|voter</c>, and a line feed (<c>42|C7|A5>A3|0123456789abcdef|P2</c>).</summary>
    public static string Digest(IEnumerable<Ranking> rankings, bool named)
    {
        var lines = rankings.OrderBy(r => r.Row).Select(r => string.Create(
            CultureInfo.InvariantCulture, $"{r.Row}|{r.Clause}|{Written(r.Order)}|{r.Fingerprint}{(named ? $"|{r.Voter}" : "")}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    /// <summary>The order as <c>A5>A3</c>.</summary>
    public static string Written(IEnumerable<AmendmentId> order) => string.Join('>', order);
}
