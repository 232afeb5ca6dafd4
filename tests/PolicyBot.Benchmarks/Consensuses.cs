using System.Diagnostics;
using PolicyBot.Core;
using PolicyBot.Core.Consensus;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;

namespace PolicyBot.Benchmarks;

/// <summary>The whole opinion analysis of a close, on one thread: from sealed ballots to groups and their counts.</summary>
internal sealed class Consensuses(bool quick)
{
    private const string Real = "../shared/data/polis/openData/vtaiwan.uberx/participants-votes.csv";

    public Task<IReadOnlyList<Row>> Run(CancellationToken cancellation)
    {
        List<(string Name, (Round, List<SealedBallot>) Of, double? Milliseconds)> sizes =
        [
            ("100 × 50", Made(100, 50), null),
            ("1,000 × 200", Made(1_000, 200), 50),
            .. RealOne(),
            .. quick ? [] : new (string, (Round, List<SealedBallot>), double?)[] { ("5,000 × 200", Made(5_000, 200), 350) },
        ];
        return Task.FromResult<IReadOnlyList<Row>>([.. sizes.SelectMany(s => Measured(s.Name, s.Of, s.Milliseconds, cancellation))]);
    }

    private IEnumerable<Row> Measured(string name, (Round Round, List<SealedBallot> Ballots) of, double? target, CancellationToken cancellation)
    {
        var (times, bytes) = (new List<double>(), 0L);
        for (var i = 0; i < (quick ? 5 : 11); i++)
        {
            cancellation.ThrowIfCancellationRequested();
            GC.Collect();
            var (before, clock) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
            Opinions.Of(of.Round, of.Ballots);
            times.Add(clock.Elapsed.TotalMilliseconds);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // The first runs are compiled while they run.
        var median = times.Skip(1).Order().ElementAt((times.Count - 1) / 2);
        yield return target is { } most ? Row.AtMost($"{name}: median", median, "ms", most) : Row.Of($"{name}: median", median, "ms");
        yield return Row.Of($"{name}: allocated", bytes / 1e6, "MB");
    }

    /// <summary>Three camps and a lot of noise; one in ten has not seen an amendment.</summary>
    private static (Round, List<SealedBallot>) Made(int people, int columns)
    {
        var random = new Random(columns);
        var leanings = Enumerable.Range(0, columns).Select(_ => Enumerable.Range(0, 3).Select(_ => random.NextDouble()).ToArray()).ToList();
        List<SealedBallot> ballots = [];
        for (var person = 0; person < people; person++)
            for (var column = 0; column < columns; column++)
                if (random.NextDouble() > 0.1)
                    ballots.Add(Cast(person, column, random.NextDouble() < 0.1 ? Vote.Pass : random.NextDouble() < leanings[column][person % 3] ? Vote.Agree : Vote.Disagree));
        return (RoundOf(columns), ballots);
    }

    private static IEnumerable<(string, (Round, List<SealedBallot>), double?)> RealOne()
    {
        if (!File.Exists(Real) || PolisCsv.ReadParticipantVotes(File.ReadAllText(Real)) is not PolisVotes votes)
            yield break;
        var ballots = votes.Participants.Index().SelectMany(p => votes.CommentIds.Index().Where(c => p.Item.Votes.ContainsKey(c.Item))
            .Select(c => Cast(p.Index, c.Index, p.Item.Votes[c.Item] switch { 1 => Vote.Agree, -1 => Vote.Disagree, _ => Vote.Pass }))).ToList();
        yield return ($"{votes.Participants.Count:#,0} × {votes.CommentIds.Count} (real)", (RoundOf(votes.CommentIds.Count), ballots), null);
    }

    private static SealedBallot Cast(int person, int column, Vote vote) =>
        new((person * 1_000L) + column, new AmendmentId(column + 1), new Voter($"person-{person}"), vote, "", null);

    private static Round RoundOf(int columns) =>
        new(new RoundId(1), DecisionRule.Default, new VersionNumber(1), [.. Enumerable.Range(1, columns).Select(n => new AmendmentId(n))], new Lasting(TimeSpan.FromDays(1)));
}
