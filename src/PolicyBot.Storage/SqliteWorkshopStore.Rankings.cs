using System.Globalization;
using Dapper;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Voting;

namespace PolicyBot.Storage;

public sealed partial class SqliteWorkshopStore
{
    private static readonly string[] OfRanking = ["@round", "@voter", "@clause", "@preference", "@fingerprint", "@cast", "@row", "@received", "@workshop", "@event"];

    private static readonly Statement InsertRanking = new(
        $"""
        INSERT INTO rankings (round, voter, clause, preference, fingerprint, cast_at, row_id)
        SELECT r.id, @voter, @clause, @preference, @fingerprint, @cast, @row FROM {Phase.Voting.Round} r
        WHERE {NotYetRecorded}
          AND NOT EXISTS (SELECT 1 FROM rankings k WHERE k.round = @round AND k.voter = @voter AND k.clause = @clause)
        """, OfRanking);

    // Keeps row_id, as a ballot does.
    private static readonly Statement UpdateRanking = new(
        $"""
        UPDATE rankings SET preference = @preference, fingerprint = @fingerprint, cast_at = @cast
        WHERE round = @round AND voter = @voter AND clause = @clause AND cast_at <= @cast
          AND EXISTS {Phase.Voting.Round} AND {NotYetRecorded}
        """, OfRanking);

    private sealed record RankingLine
    {
        public int Clause { get; init; }
        public string Voter { get; init; } = "";
        public string Preference { get; init; } = "";
        public string Fingerprint { get; init; } = "";
        public long CastAt { get; init; }
        public long Row { get; init; }
    }

    public Task<Recorded> Rank(WorkshopId workshop, Ranking ranking, Receipt receipt, CancellationToken cancellation)
    {
        var (key, row) = (Hash(receipt.EventKey), Random63());
        return Write(
            batch =>
            {
                var owner = batch.Ids.Workshop(workshop);
                return batch.Ids.Round(owner, ranking.Round) is { } round
                    ? Rank(batch, ranking with { Row = row }, new(owner, round, receipt.ReceivedAt, key))
                    : Recorded.Shut;
            },
            cancellation);
    }

    public Task<IReadOnlyList<Ranking>> Rankings(WorkshopId workshop, RoundId round, Voter? of, CancellationToken cancellation) => ReadRound<IReadOnlyList<Ranking>>(
        workshop, round,
        (db, id) => [.. db.Query<RankingLine>(
                """
                SELECT k.clause, v.voter, k.preference, k.fingerprint, k.cast_at AS CastAt, k.row_id AS "Row"
                FROM rankings k JOIN voters v ON v.id = k.voter WHERE k.round = @id AND (@of IS NULL OR v.voter = @of) ORDER BY k.row_id
                """,
                new { id, of = of?.Value })
            .Select(line => new Ranking(round, new(line.Clause), new(line.Voter), [.. line.Preference.Split('>').Select(a => new AmendmentId(int.Parse(a[1..], CultureInfo.InvariantCulture)))], line.Fingerprint)
            {
                Row = line.Row,
                CastAt = Micros.Time(line.CastAt),
            })],
        [], cancellation);

    private static Recorded Rank(Batch batch, Ranking ranking, in Attempt attempt)
    {
        if (batch.Ids.Voter(attempt, ranking.Voter, Phase.Voting) is not { } voter)
            return Phase.Voting.WhyNot(batch, attempt, Recorded.Older);
        ReadOnlySpan<object?> values =
        [
            attempt.Round, voter, ranking.Clause.Number, Core.Voting.Rankings.Written(ranking.Order), ranking.Fingerprint,
            Micros.Of(ranking.CastAt), ranking.Row, Micros.Of(attempt.ReceivedAt), attempt.Workshop, attempt.Event,
        ];
        if (batch.Execute(InsertRanking, values) == 0 && batch.Execute(UpdateRanking, values) == 0)
            return Phase.Voting.WhyNot(batch, attempt, Recorded.Older);
        batch.Execute(InsertReceipt, attempt.Workshop, attempt.Event);
        return Recorded.Stored;
    }

    private static void RestoreRanking(Batch batch, long round, Ranking ranking) => batch.Db.Execute(
        """
        INSERT INTO rankings (round, voter, clause, preference, fingerprint, cast_at, row_id)
        VALUES (@round, @voter, @clause, @preference, @fingerprint, @cast, @row)
        """,
        new
        {
            round,
            voter = VoterOf(batch, round, ranking.Voter.Value),
            clause = ranking.Clause.Number,
            preference = Core.Voting.Rankings.Written(ranking.Order),
            fingerprint = ranking.Fingerprint,
            cast = Micros.Of(ranking.CastAt),
            row = ranking.Row,
        });
}
