using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Voting;

namespace PolicyBot.Storage;

public sealed partial class SqliteWorkshopStore
{
    private sealed record NameLine
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
    }

    private sealed record CountLine
    {
        public int Amendment { get; init; }
        public string? Group { get; init; }
        public Vote Vote { get; init; }
        public int Ballots { get; init; }
    }

    private sealed record BallotLine
    {
        public int Amendment { get; init; }
        public Vote Vote { get; init; }
        public string Fingerprint { get; init; } = "";
        public string? Group { get; init; }
        public string? Reason { get; init; }
        public long CastAt { get; init; }
    }

    public Task<IReadOnlyList<SealedBallot>> Ballots(WorkshopId workshop, RoundId round, CancellationToken cancellation) =>
        ReadRound<IReadOnlyList<SealedBallot>>(workshop, round, SealedBallots, [], cancellation);

    public Task<IReadOnlyList<Tally>> Counts(WorkshopId workshop, RoundId round, CancellationToken cancellation) => ReadRound<IReadOnlyList<Tally>>(
        workshop, round,
        (db, id) => [.. db.Query<CountLine>(
                """
                SELECT c.amendment, g.value AS "Group", c.vote, c.ballots
                FROM (SELECT amendment, people_group, vote, COUNT(*) AS ballots FROM ballots WHERE round = @id GROUP BY amendment, people_group, vote) c
                LEFT JOIN words g ON g.id = c.people_group
                """,
                new { id })
            .GroupBy(line => line.Amendment)
            .OrderBy(lines => lines.Key)
            .Select(lines => new Tally(new(lines.Key), Sum(lines), lines
                .Where(line => line.Group is not null)
                .GroupBy(line => line.Group!)
                .ToImmutableSortedDictionary(of => of.Key, Sum, StringComparer.Ordinal)))],
        [], cancellation);

    public Task<IReadOnlyDictionary<Voter, int>> Turnout(WorkshopId workshop, RoundId round, CancellationToken cancellation) =>
        ReadRound<IReadOnlyDictionary<Voter, int>>(
            workshop, round,
            (db, id) => db.Query<(string Voter, int Ballots)>(
                    """
                    SELECT v.voter, c.ballots
                    FROM (SELECT b.voter, COUNT(*) + (SELECT COUNT(*) FROM rankings k WHERE k.round = @id AND k.voter = b.voter) AS ballots
                          FROM ballots b WHERE b.round = @id GROUP BY b.voter) c
                    JOIN voters v ON v.id = c.voter
                    """,
                    new { id })
                .ToDictionary(line => new Voter(line.Voter), line => line.Ballots),
            ImmutableDictionary<Voter, int>.Empty, cancellation);

    public Task<IReadOnlyList<DateTimeOffset>> Arrivals(WorkshopId workshop, RoundId round, CancellationToken cancellation) => ReadRound<IReadOnlyList<DateTimeOffset>>(
        workshop, round,
        (db, id) => [.. db.Query<long>("SELECT MIN(cast_at) FROM ballots WHERE round = @id GROUP BY voter", new { id }).Order().Select(Micros.Time)],
        [], cancellation);

    public Task<IReadOnlyList<Ballot>> BallotsOf(WorkshopId workshop, RoundId round, Voter voter, CancellationToken cancellation) =>
        ReadRound<IReadOnlyList<Ballot>>(
            workshop, round,
            (db, id) => [.. db.Query<BallotLine>(
                    """
                    SELECT b.amendment, b.vote, f.value AS Fingerprint, g.value AS "Group", x.reason, b.cast_at AS CastAt
                    FROM ballots b JOIN words f ON f.id = b.fingerprint
                    LEFT JOIN words g ON g.id = b.people_group
                    LEFT JOIN reasons x ON x.round = b.round AND x.voter = b.voter AND x.amendment = b.amendment
                    WHERE b.round = @id AND b.voter = (SELECT v.id FROM voters v WHERE v.round = @id AND v.voter = @voter)
                    ORDER BY b.amendment
                    """,
                    new { id, voter = voter.Value })
                .Select(line => new Ballot(round, new(line.Amendment), voter, line.Vote, line.Fingerprint)
                {
                    Reason = line.Reason,
                    Group = line.Group,
                    CastAt = Micros.Time(line.CastAt),
                })],
            [], cancellation);

    public Task<IReadOnlyList<Reason>> Reasons(WorkshopId workshop, RoundId round, CancellationToken cancellation) => ReadRound<IReadOnlyList<Reason>>(
        workshop, round,
        // In the order of the random row ids, so that it says nothing about who gave them, or when.
        (db, id) => [.. db.Query<(int Amendment, int Vote, string Words)>(
                """
                SELECT b.amendment, b.vote, x.reason
                FROM reasons x JOIN ballots b ON b.round = x.round AND b.voter = x.voter AND b.amendment = x.amendment
                WHERE x.round = @id ORDER BY b.amendment, b.row_id
                """,
                new { id })
            .Select(line => new Reason(new(line.Amendment), (Vote)line.Vote, line.Words))],
        [], cancellation);

    public Task<IReadOnlyList<(Voter Voter, Reason Reason)>> VoterReasons(WorkshopId workshop, RoundId round, CancellationToken cancellation) =>
        ReadRound<IReadOnlyList<(Voter Voter, Reason Reason)>>(
            workshop, round,
            (db, id) => [.. db.Query<(string Voter, int Amendment, int Vote, string Words)>(
                    """
                    SELECT v.voter, b.amendment, b.vote, x.reason
                    FROM reasons x JOIN ballots b ON b.round = x.round AND b.voter = x.voter AND b.amendment = x.amendment
                    JOIN voters v ON v.id = x.voter
                    WHERE x.round = @id
                    """,
                    new { id })
                .Select(line => (new Voter(line.Voter), new Reason(new(line.Amendment), (Vote)line.Vote, line.Words)))],
            [], cancellation);

    // By hand: a close reads a million of these, made up of a few thousand names that they share.
    private static List<SealedBallot> SealedBallots(SqliteConnection db, long round)
    {
        var voters = db.Query<NameLine>("SELECT id, voter AS Name FROM voters WHERE round = @round", new { round })
            .ToDictionary(line => line.Id, line => new Voter(line.Name));
        var words = new Dictionary<long, string>();
        using var command = db.CreateCommand();
        command.CommandText = "SELECT row_id, amendment, voter, vote, fingerprint, people_group, cast_at FROM ballots WHERE round = @round";
        command.Parameters.AddWithValue("@round", round);
        using var reader = command.ExecuteReader();
        var ballots = new List<SealedBallot>(db.ExecuteScalar<int>("SELECT COUNT(*) FROM ballots WHERE round = @round", new { round }));
        while (reader.Read())
        {
            ballots.Add(new(
                reader.GetInt64(0),
                new(reader.GetInt32(1)),
                voters[reader.GetInt64(2)],
                (Vote)reader.GetInt32(3),
                Word(reader.GetInt64(4)),
                reader.IsDBNull(5) ? null : Word(reader.GetInt64(5)))
            {
                CastAt = Micros.Time(reader.GetInt64(6)),
            });
        }
        return ballots;

        string Word(long id) => words.TryGetValue(id, out var word)
            ? word
            : words[id] = db.QuerySingle<string>("SELECT value FROM words WHERE id = @id", new { id });
    }

    private static Count Sum(IEnumerable<CountLine> lines) => lines.Aggregate(Count.None, (sum, line) => line.Vote switch
    {
        Vote.Agree => sum with { Agree = sum.Agree + line.Ballots },
        Vote.Disagree => sum with { Disagree = sum.Disagree + line.Ballots },
        Vote.Pass => sum with { Pass = sum.Pass + line.Ballots },
        _ => throw new System.Diagnostics.UnreachableException(),
    });
}
