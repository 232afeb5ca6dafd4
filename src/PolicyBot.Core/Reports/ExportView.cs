using System.Collections.Immutable;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Log;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Reports;

/// <summary>Shows an export as the workshop that it came from: reports and records can be made of the file alone.</summary>
public static class ExportView
{
    /// <summary>What views are drawn from, as of the log's last entry; the log must be one that can be followed.</summary>
    public static Shown Of(WorkshopExport export)
    {
        var workshop = Fold.All(export.Log) ?? throw new ArgumentException("An export needs a log.", nameof(export));
        var names = export.People.Where(p => p.Name is not null).ToImmutableDictionary(p => p.Id, p => p.Name!);
        return new Shown(workshop, new Names(names), EvidenceOf(export), export.Log[^1].At)
        {
            Rounds = export.Rounds.ToImmutableDictionary(r => r.Round, r => Facts(export, workshop.Find(r.Round)!, r)),
        };
    }

    private static Evidence EvidenceOf(WorkshopExport export) => new(export.Samples
        .GroupBy(s => (s.Scenario, s.Policy))
        .ToImmutableDictionary(g => g.Key, g => g
            .Select(s => (s.At, s.Sample, Shown: ShownOf(s))).GroupBy(s => s.Shown.Tag).OrderByDescending(m => m.Max(s => s.At))
            .SelectMany(m => m.OrderBy(s => s.Sample)).Select(s => s.Shown).ToImmutableList()))
    {
        Judgements = Evidence.Sorted((export.Judgements ?? []).Select(j => (j.Before, j.After, j.Judgement))),
    };

    private static SampleShown ShownOf(ExportedSample s) => new(s.Text.Length > 0 ? s.Text : null, s.Model, s.Note)
    {
        Tag = $"{s.Provider}/{s.Model}?{s.Parameters}",
        AnsweredBy = s.AnsweredBy,
        Refused = s.Finish == "Refused",
        Unanswered = s.Finish is "Failed" or "TimedOut",
        Build = s.Fingerprint,
    };

    private static RoundFacts Facts(WorkshopExport export, Round round, ExportedRound rows)
    {
        var voters = rows.Anonymous ? round.Opinion?.People ?? 0 : rows.Ballots.Select(b => b.Voter).Distinct().Count();
        return new RoundFacts(voters, [])
        {
            Remarks = [.. rows.Remarks.Select(r => RemarkOf(r, round))],
            Reasons = rows.Anonymous
                ? [.. rows.Reasons.Select(r => (r.Amendment, r.Vote, r.Words))]
                : [.. rows.Ballots.Where(b => b.Reason is not null).OrderBy(b => b.Amendment.Number).Select(b => (b.Amendment, b.Vote, b.Reason!))],
            Themes = [.. rows.Themes ?? []],
            Confirmations = rows.Anonymous ? rows.Confirmed : Confirmed(rows, round),
            LogHead = export.Log.LastOrDefault(e => e.Change is RoundClosed closed && closed.Round == round.Id)?.Hash,
            Arrivals = rows.Anonymous ? [] : Arrivals.Of(round, rows.Ballots.GroupBy(b => b.Voter).Select(own => own.Min(b => b.CastAt)).OfType<DateTimeOffset>()),
            Model = ModelUse.Of(round, export.Samples.Select(s => (s.At, s.Model, new ModelWork(s.Text.Length > 0, s.InputTokens ?? 0, s.OutputTokens ?? 0, s.Latency)))),
        };
    }

    private static ImmutableList<ConfirmationCount> Confirmed(ExportedRound rows, Round round) => Backing.Count(
        rows.Confirmations.Select(c => new Confirmation(round.Id, c.Amendment, c.Voter, c.Meant, c.Cause)),
        rows.Ballots.Where(b => b.Voter is not null).Select(b => new SealedBallot(b.Row, b.Amendment, b.Voter!.Value, b.Vote, b.Fingerprint, b.Group)));

    private static Remark RemarkOf(ExportedRemark r, Round round) => new(r.Id, round.Id, r.Amendment, r.Voter ?? new Voter(r.Id), r.Kind)
    {
        Words = r.Words,
        Scenario = r.Scenario,
    };
}
