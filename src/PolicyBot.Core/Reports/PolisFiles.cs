using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PolicyBot.Core.Consensus;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Reports;

/// <summary>A round in the layout of Polis's exports, for tools that read them: an amendment is a comment, its number the comment's id.</summary>
public static class PolisFiles
{
    /// <summary><c>comments.csv</c>, and of an attributed round <c>participants-votes.csv</c> and <c>votes.csv</c>; empty for a round whose
    /// rows are not in the export. An anonymous round has no file that puts several ballots of one person together.</summary>
    public static ImmutableList<ReplyFile> Of(WorkshopExport export, RoundId id)
    {
        if (export.Rounds.FirstOrDefault(r => r.Round == id) is not { } rows || Fold.All(export.Log) is not { } workshop)
            return [];
        var round = workshop.Find(id)!;
        var comments = new ReplyFile("comments.csv", "text/csv", Comments(export, workshop, (round, rows)));
        if (rows.Anonymous)
            return [comments];
        var people = rows.Ballots.Select(b => b.Voter!.Value).Distinct().OrderBy(v => v.Value.Length).ThenBy(v => v.Value, StringComparer.Ordinal).ToList();
        return
        [
            comments,
            new ReplyFile("participants-votes.csv", "text/csv", Participants(workshop, (round, rows), people)),
            new ReplyFile("votes.csv", "text/csv", Votes(rows)),
        ];
    }

    private static string Comments(WorkshopExport export, Workshop workshop, (Round Round, ExportedRound Rows) of)
    {
        var proposed = export.Log.Select(e => (e.At, Change: e.Change as AmendmentProposed)).Where(e => e.Change is not null)
            .GroupBy(e => e.Change!.Amendment.Id).ToDictionary(g => g.Key, g => g.First().At);
        var counts = of.Rows.Ballots.CountBy(b => (b.Amendment, b.Vote)).ToDictionary();
        var file = new StringBuilder(Csv.Write(["timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body"]));
        foreach (var amendment in of.Round.Amendments.Select(workshop.Find).OfType<Amendment>())
        {
            var at = proposed.GetValueOrDefault(amendment.Id);
            file.Append(Csv.Write(
            [
                Millis(at), Written(at), Number(amendment.Id.Number), amendment.By is { } by ? Person(by.Value) : "",
                Number(counts.GetValueOrDefault((amendment.Id, Vote.Agree))), Number(counts.GetValueOrDefault((amendment.Id, Vote.Disagree))), "1", Body(amendment),
            ]));
        }

        return file.ToString();
    }

    private static string Body(Amendment amendment) => amendment.Proposal switch
    {
        AddClause a => a.Wording.ToString(),
        ReplaceClause r => $"{r.Clause} becomes: {r.Wording}",
        RemoveClause r => $"{r.Clause} is taken out: {r.Base}",
        RatifyVersion r => $"{r.Version} stays; otherwise the policy goes back to {r.OrElse}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Participants(Workshop workshop, (Round Round, ExportedRound Rows) of, List<Voter> people)
    {
        var sealedOnes = of.Rows.Ballots.Select(b => new SealedBallot(b.Row, b.Amendment, b.Voter!.Value, b.Vote, b.Fingerprint, b.Group)).ToList();
        var groups = Opinions.Members(of.Round, Tallying.Valid(sealedOnes, of.Round, workshop));
        var votes = sealedOnes.ToLookup(b => b.Voter);
        var authored = of.Round.Amendments.Select(workshop.Find).OfType<Amendment>()
            .Where(a => a.By is not null).CountBy(a => a.By!.Value.Value).ToDictionary();
        var file = new StringBuilder(Csv.Write(
            ["participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", .. of.Round.Amendments.Select(a => Number(a.Number))]));
        foreach (var voter in people)
        {
            var own = votes[voter].ToDictionary(b => b.Amendment, b => b.Vote);
            file.Append(Csv.Write(
            [
                Person(voter.Value), groups.TryGetValue(voter, out var group) ? Number(group) : "", Number(authored.GetValueOrDefault(voter.Value)),
                Number(own.Count), Number(own.Values.Count(v => v == Vote.Agree)), Number(own.Values.Count(v => v == Vote.Disagree)),
                .. of.Round.Amendments.Select(a => own.TryGetValue(a, out var vote) ? Sign(vote) : ""),
            ]));
        }

        return file.ToString();
    }

    private static string Votes(ExportedRound rows)
    {
        var file = new StringBuilder(Csv.Write(["timestamp", "datetime", "comment-id", "voter-id", "vote"]));
        foreach (var ballot in rows.Ballots.OrderBy(b => b.CastAt).ThenBy(b => b.Row))
            file.Append(Csv.Write(
                [Millis(ballot.CastAt), Written(ballot.CastAt), Number(ballot.Amendment.Number), Person(ballot.Voter!.Value.Value), Sign(ballot.Vote)]));
        return file.ToString();
    }

    /// <summary>One number for a person in all files: that of their pseudonym.</summary>
    private static string Person(string pseudonym) => pseudonym.TrimStart('P');

    private static string Sign(Vote vote) => vote switch
    {
        Vote.Agree => "1",
        Vote.Disagree => "-1",
        _ => "0",
    };

    private static string Millis(DateTimeOffset? at) => at is { } time ? time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) : "";

    private static string Written(DateTimeOffset? at) => at?.ToString("ddd MMM dd HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture) ?? "";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
