using Dapper;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Voting;

namespace PolicyBot.Storage;

public sealed partial class SqliteWorkshopStore
{
    private sealed record RemarkLine
    {
        public string Id { get; init; } = "";
        public string Voter { get; init; } = "";
        public int Amendment { get; init; }
        public RemarkKind Kind { get; init; }
        public string? Words { get; init; }
        public int? Scenario { get; init; }
        public long At { get; init; }
    }

    public Task<Recorded> Save(WorkshopId workshop, Remark remark, Receipt receipt, CancellationToken cancellation) => Write(
        batch =>
        {
            var owner = batch.Ids.Workshop(workshop);
            if (batch.Ids.Round(owner, remark.Round) is not { } round)
                return Recorded.Shut;
            var attempt = new Attempt(owner, round, receipt.ReceivedAt, Hash(receipt.EventKey));
            return Save(batch, remark, attempt);
        },
        cancellation);

    public Task<IReadOnlyList<Remark>> Remarks(WorkshopId workshop, RoundId round, CancellationToken cancellation) => ReadRound<IReadOnlyList<Remark>>(
        workshop, round,
        (db, id) => [.. db.Query<RemarkLine>(
                """
                SELECT m.id, v.voter, m.amendment, m.kind, m.words, m.scenario, m.at
                FROM remarks m JOIN voters v ON v.id = m.voter
                WHERE m.round = @id AND m.withdrawn = 0 ORDER BY m.at, m.id
                """,
                new { id })
            .Select(line => new Remark(line.Id, round, new(line.Amendment), new(line.Voter), line.Kind)
            {
                Words = line.Words,
                Scenario = line.Scenario is { } scenario ? new ScenarioId(scenario) : null,
                At = Micros.Time(line.At),
            })],
        [], cancellation);

    // A new remark keeps the time of its making when its words change, and with it its place among the others.
    private static Recorded Save(Batch batch, Remark remark, in Attempt attempt)
    {
        var phase = remark.Kind == RemarkKind.Dissent ? Phase.Dissenting : Phase.Commenting;
        if (batch.Ids.Voter(attempt, remark.Voter, phase) is not { } voter)
            return phase.WhyNot(batch, attempt, Recorded.NotYours);
        var values = new
        {
            workshop = attempt.Workshop,
            round = attempt.Round,
            received = Micros.Of(attempt.ReceivedAt),
            @event = attempt.Event,
            id = remark.Id,
            voter,
            amendment = remark.Amendment.Number,
            kind = remark.Kind.ToString(),
            words = remark.Withdrawn ? null : remark.Words,
            scenario = remark.Scenario?.Number,
            at = Micros.Of(remark.At),
            withdrawn = remark.Withdrawn ? 1 : 0,
        };
        var stored = batch.Db.Execute(
            $"""
            UPDATE remarks SET words = @words, withdrawn = @withdrawn, changed_at = @at
            WHERE workshop = @workshop AND id = @id AND round = @round AND voter = @voter AND kind = @kind AND changed_at <= @at
              AND EXISTS {phase.Round} AND {NotYetRecorded}
            """, values);
        if (stored == 0 && !remark.Withdrawn)
        {
            stored = batch.Db.Execute(
                $"""
                INSERT INTO remarks (workshop, id, round, voter, amendment, kind, words, scenario, at, changed_at, withdrawn)
                SELECT @workshop, @id, r.id, @voter, @amendment, @kind, @words, @scenario, @at, @at, 0 FROM {phase.Round} r
                WHERE {NotYetRecorded} AND NOT EXISTS (SELECT 1 FROM remarks m WHERE m.workshop = @workshop AND m.id = @id)
                """, values);
        }
        if (stored == 0)
            return phase.WhyNot(batch, attempt, IsTheirs(batch, values) ? Recorded.Older : Recorded.NotYours);
        batch.Execute(InsertReceipt, attempt.Workshop, attempt.Event);
        return Recorded.Stored;
    }

    private static bool IsTheirs(Batch batch, object values) => batch.Db.ExecuteScalar<int>(
        "SELECT COUNT(*) FROM remarks WHERE workshop = @workshop AND id = @id AND round = @round AND voter = @voter AND kind = @kind", values) == 1;
}
