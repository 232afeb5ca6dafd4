using System.Globalization;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Log;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Reports;

/// <summary>Holds the rows beside the log against what the log says of them.</summary>
internal static class CommitmentVerification
{
    public static IEnumerable<Check> OfClose(RoundClosed claim, Round round, IReadOnlyList<SealedBallot> ballots)
    {
        var what = $"{claim.Round}: each ballot is of the person and group who cast it, at that time.";
        if (round.Rule.Anonymous)
            return [Check.CannotSay(what, "The round is anonymous: the file tells neither who cast a ballot nor when.")];
        if (claim.Casts is { } told)
            return [Verification.Guarded(what, () => Digest(told, Commitments.OfCasts(round, ballots)))];
        return claim.Voters is { } voters
            ? [
                Verification.Guarded($"{claim.Round}: each ballot is of the person and group who cast it.", () => Digest(voters, Commitments.OfVoters(round, ballots))),
                Check.CannotSay($"{claim.Round}: the ballots were cast at the times that the file tells.", "The log is from before times were covered."),
            ]
            : [Check.CannotSay(what, "The log is from before persons, groups and times were covered.")];
    }

    private static Finding Digest(string told, string? given) => Finding.Unless(
        given == told ? null : "Their digest is not the one in the log: a ballot was given to another person, group or time.", $"Their digest is {told}.");

    public static IEnumerable<Check> OfPublication(WorkshopExport export, Workshop before, RoundPublished claim)
    {
        var round = before.Find(claim.Round)!;
        var rows = export.Rounds.FirstOrDefault(r => r.Round == claim.Round);
        yield return Covered(claim.Said, $"{claim.Round}: comments, reasons and dissents are as they were logged.", said => Finding.Unless(
            rows is null ? "They are not in the file." : Commitments.Differs(rows, said, export.Log.Select(e => e.Change).OfType<WordsHidden>().Select(h => h.Id).ToHashSet()),
            string.Create(CultureInfo.InvariantCulture, $"{said.Count} of them.")));
        yield return Covered(claim.Rows, $"{claim.Round}: kinds, places and times of comments, every ranking and every confirmation are as they were logged.", told => Finding.Unless(
            rows is null ? "They are not in the file." : Commitments.OfRows(rows) == told ? null : "Their digest is not the one in the log: one was changed, added or taken away.",
            $"Their digest is {told}."));
        var dropped = $"{claim.Round}: ballots and confirmations give who dropped out.";
        if (round.Rule.Anonymous)
            yield return Check.CannotSay(dropped, "The round is anonymous: the file does not tell which ballots and answers are one person's.");
        yield return round.Rule.Anonymous
            ? Covered(claim.TookPart, $"{claim.Round}: who dropped out fits the counts.", took => Fits(took, rows, round))
            : Covered(claim.TookPart, dropped, took => Finding.Unless(
                rows is not null && Participation.Of(round, Ballots(rows, round, before), Answers(rows)).SequenceEqual(took) ? null : "The log counts other people than the rows give.",
                string.Create(CultureInfo.InvariantCulture, $"{took[0].Finished} of {took[0].Voted} people voted on everything.")));
        yield return Covered(claim.Samples, $"{claim.Round}: sample responses are as they were logged.", samples => Finding.Unless(
            Missing(export, samples), string.Create(CultureInfo.InvariantCulture, $"{samples.Count} responses.")));
        yield return Covered(claim.Advice, $"{claim.Round}: what models advised is as it was logged.", advice => Advised(export, advice));
    }

    private static Check Covered<T>(T? told, string what, Func<T, Finding> look)
        where T : class => told is null ? Check.CannotSay(what, "The log is from before it was covered.") : Verification.Guarded(what, () => look(told));

    private static Finding Fits(IReadOnlyList<TookPart> took, ExportedRound? rows, Round round)
    {
        var counts = (rows?.Ballots ?? []).CountBy(b => b.Amendment).Select(c => c.Value).DefaultIfEmpty(0).ToList();
        var (all, groups) = (took[0], took.Skip(1).ToList());
        var odd = took.Any(t => t.Finished > t.Voted || t.Answered > t.Backed || t.Backed > t.Voted || t.Finished < 0 || t.Answered < 0)
            || all.Group is not null || all.Voted < counts.Max() || all.Voted > counts.Sum() || all.Finished > counts.Min()
            || groups.Any(g => g.Group is null || g.Voted < Outcomes.SmallestGroup) || groups.Sum(g => g.Voted) > all.Voted
            || groups.Sum(g => g.Finished) > all.Finished || groups.Sum(g => g.Backed) > all.Backed || groups.Sum(g => g.Answered) > all.Answered
            || round.Opinion is { People: var people } && people != all.Voted;
        return Finding.Unless(
            odd ? "The log counts more people than can have voted or confirmed." : null,
            string.Create(CultureInfo.InvariantCulture, $"{all.Finished} of {all.Voted} people voted on everything."));
    }

    private static Finding Advised(WorkshopExport export, IReadOnlyDictionary<string, string> logged)
    {
        var held = Commitments.OfAdvice(export.Judgements ?? [], export.Rounds.SelectMany(r => (r.Themes ?? []).Select(t => (r.Round, t))));
        var wrong = logged.Where(l => held.GetValueOrDefault(l.Key) != l.Value).Select(l => l.Key).FirstOrDefault();
        return Finding.Unless(
            wrong is null ? null : held.ContainsKey(wrong) ? $"The advice {wrong} is another than the one logged." : $"The advice {wrong} is not in the file.",
            string.Create(CultureInfo.InvariantCulture, $"{logged.Count} of them."));
    }

    private static string? Missing(WorkshopExport export, IReadOnlyDictionary<string, string> logged)
    {
        var held = export.Samples.GroupBy(s => s.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var wrong = logged.Where(l => !held.TryGetValue(l.Key, out var sample) || !Commitments.Fits(sample, l.Value)).Select(l => l.Key).FirstOrDefault();
        return wrong is null ? null : held.TryGetValue(wrong, out var changed) ? $"The response {wrong} to {changed.Scenario} is another than the one logged." : $"The response {wrong} is not in the file.";
    }

    private static IEnumerable<SealedBallot> Ballots(ExportedRound rows, Round round, Workshop workshop) => Tallying.Valid(
        rows.Ballots.Where(b => b.Voter is not null).Select(b => new SealedBallot(b.Row, b.Amendment, b.Voter!.Value, b.Vote, b.Fingerprint, b.Group)), round, workshop);

    private static IEnumerable<Confirmation> Answers(ExportedRound rows) =>
        rows.Confirmations.Select(c => new Confirmation(rows.Round, c.Amendment, c.Voter, c.Meant, c.Cause));
}
