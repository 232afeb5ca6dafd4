using System.Collections.Immutable;
using System.Globalization;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Reports;

/// <summary>Publishes a round of an export again, and compares what comes out of it.</summary>
internal static class PublicationVerification
{
    /// <param name="at">The publication's place in the log.</param>
    public static IEnumerable<Check> Of(WorkshopExport export, Story story, int at)
    {
        var claim = (RoundPublished)export.Log[at].Change;
        var id = claim.Round;
        return
        [
            Verification.Guarded($"{id}: the confirmations give which clauses the model does not follow.", () => NotFollowed(Again(export, story, at).Published, claim)),
            Verification.Guarded($"{id}: every comment has the disposition that its outcome gives.", () => Dispositions(Again(export, story, at).Published, claim)),
            Verification.Guarded($"{id}: what was missing is named.", () => Missing(export, story.Before[at]!, (Again(export, story, at).Published, claim))),
            Verification.Guarded($"{id}: what its backers did not mean goes back.", () => GoesBack(Again(export, story, at).Back, [.. export.Log.Skip(at + 1).Select(e => e.Change)])),
            .. claim.ModelTook is { Count: > 0 }
                ? [Check.CannotSay($"{id}: models took what the report says.", "Only the endpoints of the models know it.")]
                : Array.Empty<Check>(),
        ];
    }

    private static (RoundPublished Published, ImmutableList<Amendment> Back) Again(WorkshopExport export, Story story, int at)
    {
        var (id, before) = (((RoundPublished)export.Log[at].Change).Round, story.Before[at]!);
        var rows = export.Rounds.First(r => r.Round == id);
        var remarks = rows.Remarks.Select(r => new Remark(r.Id, id, r.Amendment, r.Voter ?? new Voter(r.Id), r.Kind)).ToList();
        var gathered = new Gathered(RoundVerification.Confirmed(export, id), remarks, []) { Groups = RoundVerification.Grouped(export, id) ?? [] };
        var changes = ((Accepted)Publishing.Publish(before, id, gathered, new Occasion(export.Log[at].At, null, ""))).Changes;
        return (changes.OfType<RoundPublished>().Single(), [.. changes.OfType<AmendmentProposed>().Select(p => p.Amendment)]);
    }

    private static Finding NotFollowed(RoundPublished given, RoundPublished claim) => Finding.Unless(
        (given.NotFollowed ?? []).SequenceEqual(claim.NotFollowed ?? []) ? null : $"The log says {List(claim.NotFollowed)}; the confirmations give {List(given.NotFollowed)}.",
        List(given.NotFollowed));

    private static string List(ImmutableList<ClauseId>? clauses) => clauses is { IsEmpty: false } ? string.Join(", ", clauses) : "none";

    private static Finding Dispositions(RoundPublished given, RoundPublished claim)
    {
        var odd = given.Dispositions.Except(claim.Dispositions).Concat(claim.Dispositions.Except(given.Dispositions)).FirstOrDefault();
        return Finding.Unless(
            odd is not null ? $"What the log says became of the comment {odd.Remark} on {odd.Amendment} is not what follows from the outcome."
                : claim.Dispositions.Count != given.Dispositions.Count ? "The log has a disposition twice."
                : null,
            string.Create(CultureInfo.InvariantCulture, $"{claim.Dispositions.Count} dispositions; what a redraft answers is a model's word."));
    }

    /// <summary>Responses that failed come first; they were asked for again later, so that the file need not hold the failure. What a model
    /// did not advise comes last, with a reason that only the shell knew.</summary>
    private static Finding Missing(WorkshopExport export, Workshop before, (RoundPublished Given, RoundPublished Claim) of)
    {
        var round = before.Find(of.Claim.Round)!;
        var given = of.Given.Missing.FindAll(m => !Unadvised(m, round));
        var claim = of.Claim.Missing.FindAll(m => !Unadvised(m, round));
        var failed = claim.Take(claim.Count - given.Count).ToList();
        var policy = round.Made is { } version ? before.Find(version)?.Policy.Fingerprint : null;
        var timedOut = export.Samples.Where(s => s.Finish == "TimedOut" && s.Policy == policy && of.Claim.Samples?.ContainsKey(s.Key) == true).Select(s => s.Scenario);
        return Finding.Unless(
            !claim.TakeLast(given.Count).SequenceEqual(given) ? $"The log says “{string.Join(" ", claim)}”; from the confirmations follows “{string.Join(" ", given)}”."
                : failed.FirstOrDefault(f => round.Made is null || before.Scenarios.Values.All(s => Publishing.NoResponse(s.Id, round.Made.Value) != f)) is { } odd ? $"Nothing gives “{odd}”."
                : timedOut.FirstOrDefault(s => !failed.Contains(Publishing.NoResponse(s, round.Made!.Value))) is { Number: > 0 } unsaid ? $"That {unsaid} has no response is not said."
                : null,
            of.Claim.Missing.IsEmpty ? "Nothing." : string.Join(" ", of.Claim.Missing));
    }

    private static bool Unadvised(string missing, Round round) => round.Amendments.Exists(a =>
        missing.StartsWith(Publishing.NotRedrafted(a), StringComparison.Ordinal) || missing.StartsWith(Publishing.NotGrouped(a), StringComparison.Ordinal));

    private static Finding GoesBack(ImmutableList<Amendment> given, IReadOnlyList<Change> after)
    {
        var claimed = after.TakeWhile(c => c is AmendmentProposed { Amendment.Origin: Origin.Confirmation }).Select(c => ((AmendmentProposed)c).Amendment).ToList();
        var odd = given.Zip(claimed).FirstOrDefault(p => Said(p.First) != Said(p.Second)).Second;
        return Finding.Unless(
            odd is not null ? $"{odd.Id} is not the change back that follows from the confirmations."
                : given.Count != claimed.Count ? $"The log proposes {claimed.Count} changes back; from the confirmations follow {given.Count}."
                : null,
            claimed.Count == 0 ? "Nothing goes back." : string.Join(", ", claimed.Select(a => a.Id.ToString())));
    }

    private static string Said(Amendment a) => $"{a.Id} {a.Fingerprint} {a.Rationale} {a.By} {a.Follows} {string.Join(' ', a.Scenarios)} {a.State}";
}
