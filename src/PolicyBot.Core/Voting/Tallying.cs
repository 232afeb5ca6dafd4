using System.Buffers.Text;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Voting;

/// <summary>Counts sealed ballots, and gives the digest that stands for them in the log.</summary>
public static class Tallying
{
    /// <summary>One tally for each amendment of the round, in its order; ballots cast on another text are not counted.
    /// An anonymous round's groups with fewer than <see cref="Outcomes.SmallestGroup"/> ballots on an amendment are left out.</summary>
    public static ImmutableList<Tally> Count(IEnumerable<SealedBallot> ballots, Round round, Workshop workshop)
    {
        var boxes = new Dictionary<AmendmentId, Box>(round.Amendments.Count);
        foreach (var id in round.Amendments)
            if (workshop.Find(id) is { } amendment)
                boxes[id] = new Box(amendment.Fingerprint);
        foreach (var ballot in ballots)
            if (boxes.TryGetValue(ballot.Amendment, out var box) && box.Fingerprint == ballot.Fingerprint)
                box.Add(ballot.Vote, ballot.Group);
        return [.. round.Amendments.Where(boxes.ContainsKey).Select(id => boxes[id].Tally(id, round.Rule.Anonymous ? Outcomes.SmallestGroup : 0))];
    }

    /// <summary>The ballots on amendments of the round that were cast on the text that was voted on.</summary>
    public static IEnumerable<SealedBallot> Valid(IEnumerable<SealedBallot> ballots, Round round, Workshop workshop)
    {
        var texts = round.Amendments.Distinct().Select(workshop.Find).OfType<Policies.Amendment>().ToDictionary(a => a.Id, a => a.Fingerprint);
        return ballots.Where(b => texts.TryGetValue(b.Amendment, out var text) && text == b.Fingerprint);
    }

    /// <summary>Lower-case hex SHA-256 over one line for each ballot, ordered by row: <c>row|amendment|vote|fingerprint</c> and a
    /// line feed (<c>42|A3|Agree|0123456789abcdef</c>). Who voted, when and in which group is not in it.</summary>
    public static string Digest(IReadOnlyList<SealedBallot> ballots)
    {
        var rows = new long[ballots.Count];
        var order = new int[ballots.Count];
        for (var i = 0; i < rows.Length; i++)
            (rows[i], order[i]) = (ballots[i].Row, i);
        Array.Sort(rows, order);

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        var used = 0;
        foreach (var index in order)
        {
            var ballot = ballots[index];
            // Row, amendment and vote take at most 50 bytes, a UTF-16 unit at most 3.
            if (used + 64 + 3 * ballot.Fingerprint.Length > buffer.Length)
            {
                hash.AppendData(buffer, 0, used);
                used = 0;
            }

            used += Write(ballot, buffer.AsSpan(used));
        }

        hash.AppendData(buffer, 0, used);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static int Write(SealedBallot ballot, Span<byte> line)
    {
        Utf8Formatter.TryFormat(ballot.Row, line, out var at);
        "|A"u8.CopyTo(line[at..]);
        at += 2;
        Utf8Formatter.TryFormat(ballot.Amendment.Number, line[at..], out var digits);
        at += digits;
        var vote = ballot.Vote switch
        {
            Vote.Agree => "|Agree|"u8,
            Vote.Disagree => "|Disagree|"u8,
            Vote.Pass => "|Pass|"u8,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        vote.CopyTo(line[at..]);
        at += vote.Length;
        at += Encoding.UTF8.GetBytes(ballot.Fingerprint, line[at..]);
        line[at] = (byte)'\n';
        return at + 1;
    }

    /// <summary>Mutable counts: a million immutable steps would be a million allocations.</summary>
    private sealed class Box(string fingerprint)
    {
        private readonly int[] _all = new int[3];
        private readonly Dictionary<string, int[]> _groups = new(StringComparer.Ordinal);

        public string Fingerprint => fingerprint;

        public void Add(Vote vote, string? group)
        {
            _all[(int)vote]++;
            if (group is null)
                return;
            ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, group, out _);
            (counts ??= new int[3])[(int)vote]++;
        }

        // Groups of an anonymous round that are too small to bind the rule are so small that their counts would tell on people.
        public Tally Tally(AmendmentId id, int smallest) => new(id, Of(_all), _groups.Where(g => g.Value.Sum() >= smallest)
            .ToImmutableSortedDictionary(g => g.Key, g => Of(g.Value), StringComparer.Ordinal));

        private static Count Of(int[] counts) => new(counts[(int)Vote.Agree], counts[(int)Vote.Disagree], counts[(int)Vote.Pass]);
    }
}
