using System.Globalization;
using PolicyBot.Core;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Exports;

/// <summary>Turns a verified export into the rows of a store.</summary>
internal static class Restoring
{
    /// <summary>The rows; null when a sample ended in a way that is not known here.</summary>
    public static Restored? Of(WorkshopExport export, Workshop workshop)
    {
        var samples = export.Samples.ConvertAll(SampleRows.Stored);
        if (samples.Contains(null))
            return null;
        var last = export.Log[^1].At;
        var append = new Append(workshop.Id, 0, export.Log)
        {
            Row = new WorkshopRow(workshop.Id, workshop.Name, workshop.Places, workshop.Archived),
            Rounds = [.. workshop.Rounds.Select(r => new RoundRow(r.Id, r.State, r.ClosesAt))],
            Due = workshop.Archived ? [] : [.. Enum.GetValues<Steward>().Select(s => new Due(workshop.Id, s, last))],
        };
        return new Restored(append)
        {
            People = [.. export.People.Select(p => new Person(p.Id, p.Name, []))],
            Rounds = [.. export.Rounds.Select(r => Rows(r, workshop.Find(r.Round)!))],
            Samples = [.. samples.OfType<StoredSample>()],
            Judgements = [.. (export.Judgements ?? []).Select(j => new StoredJudgement(j.Key, j.Before, j.After, j.Judgement) { At = j.At })],
            Requests = [.. (export.Requests ?? []).Select(r => (r.Hash, r.Messages))],
        };
    }

    private static RestoredRound Rows(ExportedRound rows, Round round)
    {
        var sealing = round is { ClosedAt: { } at, ClosedBy: { } by } ? new Sealing(at, by) : null;
        return (rows.Anonymous ? Anonymous(rows, round, sealing) : Attributed(rows, round, sealing)) with { Themes = rows.Themes ?? [] };
    }

    private static RestoredRound Attributed(ExportedRound rows, Round round, Sealing? sealing) => new(round.Id, sealing)
    {
        Ballots =
        [
            .. rows.Ballots.Select(b => (b.Row, new Ballot(round.Id, b.Amendment, b.Voter!.Value, b.Vote, b.Fingerprint)
            {
                Group = b.Group,
                Reason = b.Reason,
                CastAt = b.CastAt ?? Since(round),
            })),
        ],
        Rankings = [.. (rows.Rankings ?? []).Select(r => Ranking(r, round))],
        Remarks = [.. rows.Remarks.Select(r => Remark(r, round, r.Voter ?? new Voter($"import-{r.Id}")))],
        Confirmations = [.. rows.Confirmations.Select(c => new Confirmation(round.Id, c.Amendment, c.Voter, c.Meant, c.Cause) { At = c.At })],
    };

    // The file tells nobody apart, so every row becomes a voter of its own; counts and the digest stay what they were.
    private static RestoredRound Anonymous(ExportedRound rows, Round round, Sealing? sealing)
    {
        var reasons = rows.Reasons.GroupBy(r => (r.Amendment, r.Vote)).ToDictionary(g => g.Key, g => new Queue<string>(g.Select(r => r.Words)));
        return new RestoredRound(round.Id, sealing)
        {
            Ballots =
            [
                .. rows.Ballots.Select(b => (b.Row, new Ballot(round.Id, b.Amendment, MadeUp(b.Row), b.Vote, b.Fingerprint)
                {
                    Group = b.Group,
                    Reason = reasons.TryGetValue((b.Amendment, b.Vote), out var words) && words.TryDequeue(out var one) ? one : null,
                    CastAt = Since(round),
                })),
            ],
            Rankings = [.. (rows.Rankings ?? []).Select(r => Ranking(r, round))],
            Remarks = [.. rows.Remarks.Select(r => Remark(r, round, new Voter($"import-{r.Id}")))],
            Confirmations = [.. rows.Confirmed.GroupBy(c => (c.Amendment, c.Backed)).SelectMany(g => Answers(g, rows, round))],
        };
    }

    /// <summary>As many answers as were counted, given to voters who had voted that way.</summary>
    private static IEnumerable<Confirmation> Answers(IGrouping<(AmendmentId Amendment, bool? Backed), ConfirmationCount> counts, ExportedRound rows, Round round)
    {
        var (amendment, backed) = counts.Key;
        var known = backed is { } agreed
            ? rows.Ballots.Where(b => b.Amendment == amendment && b.Vote == (agreed ? Vote.Agree : Vote.Disagree)).Select(b => MadeUp(b.Row))
            : Enumerable.Range(1, counts.Sum(c => c.People)).Select(n => new Voter(string.Create(CultureInfo.InvariantCulture, $"import-{amendment}-{n}")));
        return counts.SelectMany(c => Enumerable.Repeat(c, c.People)).Zip(known, (c, voter) => new Confirmation(round.Id, amendment, voter, c.Meant, c.Cause)
        {
            At = round.PublishedAt ?? Since(round),
        });
    }

    private static Remark Remark(ExportedRemark r, Round round, Voter voter) => new(r.Id, round.Id, r.Amendment, voter, r.Kind)
    {
        Words = r.Words,
        Scenario = r.Scenario,
        At = r.At ?? Since(round),
    };

    private static Ranking Ranking(ExportedRanking r, Round round) => new(round.Id, r.Clause, r.Voter ?? MadeUp(r.Row), r.Order, r.Fingerprint)
    {
        Row = r.Row,
        CastAt = r.CastAt ?? Since(round),
    };

    private static Voter MadeUp(long row) => new(string.Create(CultureInfo.InvariantCulture, $"import-{row}"));

    /// <summary>The time of rows that have none: the round's own end, or beginning.</summary>
    private static DateTimeOffset Since(Round round) => round.ClosedAt ?? round.OpenedAt ?? round.PreparingSince;
}
