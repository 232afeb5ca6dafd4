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
    public static IEnumerable<Check> OfClose(RoundClosed claim, Round round, IReadOnlyList<SealedBallot> ballots) => claim.Voters is { } told
        ? [Verification.Guarded($"{claim.Round}: each ballot is of the person and group who cast it.", () => Finding.Unless(
            Commitments.OfVoters(round, ballots) == told ? null : "Their digest is not the one in the log: a ballot was given to another person or group.",
            $"Their digest is {told}."))]
        : [];

    public static IEnumerable<Check> OfPublication(WorkshopExport export, Workshop before, RoundPublished claim)
    {
        var round = before.Find(claim.Round)!;
        var rows = export.Rounds.FirstOrDefault(r => r.Round == claim.Round);
        if (claim.Said is { } said)
            yield return Verification.Guarded($"{claim.Round}: comments, reasons and dissents are as they were logged.", () => Finding.Unless(
                rows is null ? "They are not in the file." : Commitments.Differs(rows, said, export.Log.Select(e => e.Change).OfType<WordsHidden>().Select(h => h.Id).ToHashSet()),
                string.Create(CultureInfo.InvariantCulture, $"{said.Count} of them.")));
        if (claim.TookPart is { } took && rows is { Anonymous: false })
            yield return Verification.Guarded($"{claim.Round}: ballots and confirmations give who dropped out.", () => Finding.Unless(
                Participation.Of(round, Ballots(rows, round, before), Answers(rows)).SequenceEqual(took) ? null : "The log counts other people than the rows give.",
                string.Create(CultureInfo.InvariantCulture, $"{took[0].Finished} of {took[0].Voted} people voted on everything.")));
        if (claim.Samples is { } samples)
            yield return Verification.Guarded($"{claim.Round}: sample responses are as they were logged.", () => Finding.Unless(
                Missing(export, samples), string.Create(CultureInfo.InvariantCulture, $"{samples.Count} responses.")));
    }

    private static string? Missing(WorkshopExport export, IReadOnlyDictionary<string, string> logged)
    {
        var held = export.Samples.GroupBy(s => s.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var wrong = logged.Where(l => !held.TryGetValue(l.Key, out var sample) || Commitments.Fingerprint(sample) != l.Value).Select(l => l.Key).FirstOrDefault();
        return wrong is null ? null : held.TryGetValue(wrong, out var changed) ? $"The response {wrong} to {changed.Scenario} is another than the one logged." : $"The response {wrong} is not in the file.";
    }

    private static IEnumerable<SealedBallot> Ballots(ExportedRound rows, Round round, Workshop workshop) => Tallying.Valid(
        rows.Ballots.Where(b => b.Voter is not null).Select(b => new SealedBallot(b.Row, b.Amendment, b.Voter!.Value, b.Vote, b.Fingerprint, b.Group)), round, workshop);

    private static IEnumerable<Confirmation> Answers(ExportedRound rows) =>
        rows.Confirmations.Select(c => new Confirmation(rows.Round, c.Amendment, c.Voter, c.Meant, c.Cause));
}
