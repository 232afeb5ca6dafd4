using System.Globalization;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Reports;

/// <summary>Checks that the rows beside the log can be the rows of its rounds.</summary>
internal static class RowVerification
{
    public static IEnumerable<Check> Of(WorkshopExport export, Workshop workshop) =>
    [
        Verification.Guarded("Every round in the file is in the log, once.", () => Known(export, workshop)),
        .. export.Rounds.Where(r => workshop.Find(r.Round) is not null).SelectMany(rows => OfRound(rows, workshop, workshop.Find(rows.Round)!)),
        Verification.Guarded("Nobody is in the file twice.", () => Finding.Unless(
            Twice(export.People, p => p.Id) is { } twice ? $"{twice.Id} is there more than once." : null,
            string.Create(CultureInfo.InvariantCulture, $"{Speaking.People(export.People.Count)}."))),
        Verification.Guarded("No comment is in the file twice.", () => Finding.Unless(
            Twice(export.Rounds.SelectMany(r => r.Remarks), r => r.Id) is { } twice ? $"The comment {twice.Id} on {twice.Amendment} is there more than once." : null,
            string.Create(CultureInfo.InvariantCulture, $"{export.Rounds.Sum(r => r.Remarks.Count)} comments and dissents."))),
    ];

    private static IEnumerable<Check> OfRound(ExportedRound rows, Workshop workshop, Round round) =>
    [
        Verification.Guarded($"{round.Id}: every ballot is on an amendment of it, on the text that was voted on.", () => Ballots(rows, workshop, round)),
        .. rows.Rankings is null ? Array.Empty<Check>() : [Verification.Guarded($"{round.Id}: every ranking is of its rival wordings.", () => Finding.Unless(
            RankingVerification.WhyNot(rows, workshop, round), string.Create(CultureInfo.InvariantCulture, $"{rows.Rankings.Count} rankings.")))],
        Verification.Guarded($"{round.Id}: reasons, comments and confirmations belong to it.", () => Words(rows, round)),
    ];

    private static Finding Known(WorkshopExport export, Workshop workshop)
    {
        var odd = Twice(export.Rounds, r => r.Round)
            ?? export.Rounds.FirstOrDefault(r => workshop.Find(r.Round) is not { } round || round.Rule.Anonymous != r.Anonymous);
        return Finding.Unless(
            odd is null ? null : $"{odd.Round} is not in the log, is in the file twice, or has voters of another kind.",
            string.Create(CultureInfo.InvariantCulture, $"{Speaking.Many(export.Rounds.Count, "round", "rounds")}."));
    }

    private static Finding Ballots(ExportedRound rows, Workshop workshop, Round round)
    {
        var texts = round.Amendments.ToDictionary(a => a, a => workshop.Find(a)!.Fingerprint);
        var wrong = rows.Ballots.Select(b => (Ballot: b, Why: WhyNot(b, texts, round))).FirstOrDefault(b => b.Why is not null);
        if (wrong.Why is null && Twice(rows.Ballots, b => b.Row) is { } twice)
            wrong = (twice, "is there twice");
        if (wrong.Why is null && !rows.Anonymous && Twice(rows.Ballots, b => (b.Voter, b.Amendment)) is { } second)
            wrong = (second, $"is the second of {second.Voter} on {second.Amendment}");
        if (wrong.Why is null && rows.Anonymous && SmallGroup(rows) is { } few)
            wrong = (few, "names its group, of which fewer than 5 voted on the amendment");
        return Finding.Unless(
            wrong.Why is null ? null : string.Create(CultureInfo.InvariantCulture, $"The ballot in row {wrong.Ballot.Row} {wrong.Why}."),
            string.Create(CultureInfo.InvariantCulture, $"{rows.Ballots.Count} ballots."));
    }

    private static string? WhyNot(ExportedBallot ballot, Dictionary<AmendmentId, string> texts, Round round) => (ballot.Voter, round.Rule.Electorate) switch
    {
        _ when !texts.TryGetValue(ballot.Amendment, out var text) => $"is on {ballot.Amendment}, which was not in the round",
        _ when texts[ballot.Amendment] != ballot.Fingerprint => $"was cast on another text of {ballot.Amendment}",
        (null, _) when !round.Rule.Anonymous => "has no voter",
        (null, _) => ballot is { CastAt: null, Reason: null } ? null : "tells more of its voter than an anonymous round does",
        (not null, _) when round.Rule.Anonymous => "names a voter in an anonymous round",
        ({ } voter, ListedPeople list) when !list.Holds(new PersonId(voter.Value)) => $"is of {voter}, who was not on the list",
        _ => null,
    };

    /// <summary>A ballot of an anonymous round with a group that an export never names.</summary>
    private static ExportedBallot? SmallGroup(ExportedRound rows) => rows.Ballots.Where(b => b.Group is not null)
        .GroupBy(b => (b.Amendment, b.Group)).FirstOrDefault(g => g.Count() < Outcomes.SmallestGroup)?.First();

    private static Finding Words(ExportedRound rows, Round round)
    {
        var votes = rows.Ballots.GroupBy(b => (b.Amendment, b.Vote)).ToDictionary(g => g.Key, g => g.Count());
        var reasons = rows.Reasons.GroupBy(r => (r.Amendment, r.Vote)).FirstOrDefault(g => g.Count() > votes.GetValueOrDefault(g.Key));
        var remark = rows.Remarks.FirstOrDefault(r => !round.Amendments.Contains(r.Amendment) || r.Voter is null != rows.Anonymous || r.At is null != rows.Anonymous);
        var answer = Twice(rows.Confirmations, c => (c.Amendment, c.Voter));
        return Finding.Unless(
            reasons is not null ? $"There are more reasons for {reasons.Key.Vote} on {reasons.Key.Amendment} than ballots."
                : remark is not null ? $"The comment {remark.Id} can't be one of this round."
                : answer is not null ? $"{answer.Voter} confirmed {answer.Amendment} twice."
                : (rows.Anonymous ? rows.Confirmations.Count : rows.Confirmed.Count + rows.Reasons.Count) > 0 ? "It holds rows of another kind of round."
                : null,
            string.Create(CultureInfo.InvariantCulture, $"{rows.Remarks.Count} comments and dissents."));
    }

    private static T? Twice<T, TKey>(IEnumerable<T> items, Func<T, TKey> key)
        where T : class
    {
        var seen = new HashSet<TKey>();
        return items.FirstOrDefault(i => !seen.Add(key(i)));
    }
}
