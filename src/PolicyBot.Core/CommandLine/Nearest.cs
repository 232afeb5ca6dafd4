namespace PolicyBot.Core.CommandLine;

/// <summary>Finds what somebody probably meant.</summary>
public static class Nearest
{
    /// <summary>The nearest candidates (several when they are equally near) within a third of their length of what was typed, at least one slip.</summary>
    public static IReadOnlyList<string> To(string typed, IEnumerable<string> candidates)
    {
        var near = candidates
            .Where(c => Math.Abs(c.Length - typed.Length) <= Slips(c))
            .Select(c => (Candidate: c, Distance: Distance(typed.ToLowerInvariant(), c)))
            .Where(c => c.Distance <= Slips(c.Candidate))
            .ToList();
        return [.. near.Where(c => c.Distance == near.Min(n => n.Distance)).Select(c => c.Candidate).Order(StringComparer.Ordinal)];
    }

    /// <summary>Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours, each 1.</summary>
    public static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }

        return d[a.Length, b.Length];
    }

    private static int Slips(string candidate) => Math.Max(1, candidate.Length / 3);
}
