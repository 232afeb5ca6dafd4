using System.Collections.Immutable;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Reports;

/// <summary>Makes every version of the policy again, from the one before it and what the log says was done.</summary>
internal static class VersionVerification
{
    public static IEnumerable<Check> Of(WorkshopExport export, Story story)
    {
        for (var i = 0; i < export.Log.Count; i++)
        {
            var at = i;
            if (export.Log[i].Change is VersionMade { Version: var version })
                yield return Verification.Guarded($"{version.Number} follows from the version before it.", () => Follows(export, story, at, version));
            if (export.Log[i].Change is AmendmentProposed { Amendment: { Proposal: RatifyVersion ratify } asks })
                yield return Verification.Guarded($"{asks.Id} asks about the right versions.", () => Ratifies(story.Before[at]!, asks, ratify));
        }
    }

    /// <summary>True when both are null, or the same in every member.</summary>
    public static bool Same(PolicyVersion? one, PolicyVersion? other) => (one, other) switch
    {
        (null, null) => true,
        ({ } a, { } b) => LogJson.Split(new VersionMade(a)).Payload == LogJson.Split(new VersionMade(b)).Payload,
        _ => false,
    };

    private static Finding Follows(WorkshopExport export, Story story, int at, PolicyVersion version)
    {
        var (entry, before) = (export.Log[at], story.Before[at]!);
        if (version.MadeAt != entry.At)
            return Finding.Bad("It was not made when the log says.");
        if (version.Number.Number != (before.Versions.IsEmpty ? 0 : before.NextVersion().Number))
            return Finding.Bad("Its number is not the next one.");
        // A close and an overruling are recomputed with their votes, where the table names them.
        if (at > 0 && export.Log[at - 1].Change is RoundClosed closed && closed.Made == version.Number)
            return Finding.Good($"The close of {closed.Round} made it.");
        return (at + 1 < export.Log.Count ? export.Log[at + 1].Change : null) switch
        {
            OutcomeOverruled o when o.Overrule.Made == version.Number => Finding.Good($"The overruling of {o.Overrule.Amendment} made it."),
            RedraftApplied r when r.Made == version.Number => Redrafted(
                before, [.. export.Log.Skip(at + 1).Select(e => e.Change).TakeWhile(c => c is RedraftApplied a && a.Made == version.Number).Select(c => ((RedraftApplied)c).Amendment)], version, entry),
            _ => ByHand(before, version, entry),
        };
    }

    private static Finding Redrafted(Workshop before, ImmutableList<AmendmentId> redrafts, PolicyVersion version, LogEntry entry)
    {
        var policy = Adoption.Apply(before.Current.Policy, before.ClausesMade, redrafts.Select(r => before.Find(r)!)).Policy;
        var made = entry.By is null ? Redrafting.VersionOf(before, policy, redrafts, entry.At)
            : before.IsFacilitator(entry.By) && redrafts.Count == 1 && before.AwaitingFacilitator.Contains(redrafts[0]) ? TakingBack.VersionOf(before, redrafts[0], policy, entry.At)
            : null;
        var named = string.Join(", ", redrafts);
        return Finding.Unless(Same(made, version) ? null : $"It is not what the redraft {named} makes.", $"The redraft {named} was put in without a vote.");
    }

    private static Finding ByHand(Workshop before, PolicyVersion version, LogEntry entry)
    {
        if (before.Versions.IsEmpty)
            return Finding.Unless(
                version.Policy.Parts.IsEmpty && !version.Provisional && version.Because == Founding.Because ? null : "A workshop begins with the empty policy.",
                "It is the empty policy.");
        var back = before.Versions.FirstOrDefault(v => version.Provisional && v.Policy.Fingerprint == version.Policy.Fingerprint
            && Same(Changes(Editing.RollBack(before, new RollBack(v.Number, Sure: true), Occasion(entry))).OfType<VersionMade>().SingleOrDefault()?.Version, version));
        if (back is not null)
            return Finding.Good($"It went back to {back.Number}.");
        return Finding.Unless(
            Imported(before, version, entry) ? null : "It is none that an import, a rollback or a redraft makes.",
            "A facilitator imported it: its words are the document's; ids, kept texts and the provisional mark follow.");
    }

    private static bool Imported(Workshop before, PolicyVersion version, LogEntry entry)
    {
        var old = before.Current.Policy.Clauses.ToList();
        var parts = version.Policy.Parts.Select(p => (p is Heading, p is Heading h ? h.Source.ToString() : ((Clause)p).Text.ToString())).ToList();
        var matches = version.Policy.Clauses.Select(c => old.FindIndex(o => o.Id == c.Id) is var index and >= 0 ? (int?)index : null).ToList();
        var after = PolicyImport.Apply(before, parts, matches, Occasion(entry)).Policy;
        var kept = before.Current.Policy.Parts.Select(Words).Select(t => t.Hash).ToHashSet(StringComparer.Ordinal);
        return before.IsFacilitator(entry.By) && version.Because == Editing.ImportedBecause && version.Provisional == Editing.WaitsForVote(before)
            && after.Parts.Count == version.Policy.Parts.Count
            && after.Parts.Zip(version.Policy.Parts).All(p => Fits(p.First, p.Second, kept));
    }

    /// <summary>New words have the salt of their import, which nobody else can make; words that were there keep theirs.</summary>
    private static bool Fits(PolicyPart made, PolicyPart claimed, HashSet<string> kept)
    {
        var same = kept.Contains(Words(made).Hash) ? Words(made) == Words(claimed) : Words(made).ToString() == Words(claimed).ToString();
        return same && (made, claimed) switch
        {
            (Heading, Heading) => true,
            (Clause a, Clause b) => a.Id == b.Id && a.Rationale?.Hash == b.Rationale?.Hash,
            _ => false,
        };
    }

    private static Text Words(PolicyPart part) => part switch
    {
        Clause c => c.Text,
        Heading h => h.Source,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Finding Ratifies(Workshop before, Amendment asks, RatifyVersion ratify) => Finding.Unless(
        ratify.Version == before.Current.Number && before.Current.Provisional && ratify.OrElse == before.Versions.Last(v => !v.Provisional).Number && asks is { Origin: Origin.Bot, By: null }
            ? null
            : "It does not ask whether the provisional version stays or the last voted one comes back.",
        $"Whether {ratify.Version} stays, or {ratify.OrElse} comes back.");

    private static ImmutableList<Change> Changes(Decision decision) => decision is Accepted accepted ? accepted.Changes : [];

    private static Occasion Occasion(LogEntry entry) => new(entry.At, entry.By, "");
}
