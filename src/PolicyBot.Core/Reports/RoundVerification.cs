using System.Collections.Immutable;
using System.Globalization;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Log;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Reports;

/// <summary>Recomputes the rounds of an export.</summary>
internal static class RoundVerification
{
    public static IEnumerable<Check> Of(WorkshopExport export, Story story)
    {
        foreach (var check in RowVerification.Of(export, story.Before[^1]!))
            yield return check;
        for (var i = 0; i < export.Log.Count; i++)
        {
            var checks = export.Log[i].Change switch
            {
                RoundClosed c => OfClose(new Closed(export, story.Before[i]!, i, c)),
                RoundPublished c => [.. OfPublication(export, story.Before[i]!, c), .. PublicationVerification.Of(export, story, i)],
                OutcomeOverruled => [OverruleVerification.Of(export, story, i)],
                Redrafted c => [AboutComments(export, $"{c.Amendment}: every comment that its redraft weighs is in the file.", c.Dispositions, MayBeGone(export, story.Before[i]!, c))],
                _ => [],
            };
            foreach (var check in checks)
                yield return check;
        }
    }

    /// <summary>One close: the log's claim, and the rows that it was made from.</summary>
    private sealed record Closed(WorkshopExport Export, Workshop Before, int At, RoundClosed Claim)
    {
        public Round Round { get; } = Before.Find(Claim.Round)!;

        public ImmutableList<SealedBallot> Sealed { get; } = SealedOf(Export, Claim.Round);

        public ImmutableList<Ranking> Rankings { get; } = RankingVerification.RankingsOf(RowsOf(Export, Claim.Round));
    }

    private static IEnumerable<Check> OfClose(Closed closed)
    {
        var id = closed.Claim.Round;
        return
        [
            Verification.Guarded($"{id}: the ballots are those that were sealed.", () => Digest(closed)),
            .. CommitmentVerification.OfClose(closed.Claim, closed.Round, closed.Sealed),
            Verification.Guarded($"{id}: counting the ballots gives the tallies.", () => Tallies(closed)),
            .. RankingVerification.Of(closed.Claim, closed.Round, closed.Rankings, Voting.Rankings.Count(closed.Rankings, closed.Round, closed.Before)),
            .. OpinionVerification.Of(closed.Claim, closed.Round, RowsOf(closed.Export, id), Tallying.Valid(closed.Sealed, closed.Round, closed.Before)),
            Verification.Guarded($"{id}: the rule gives the outcomes.", () => Results(closed)),
            Verification.Guarded($"{id}: what was adopted makes the next version.", () => NextVersion(closed)),
        ];
    }

    private static Finding Digest(Closed closed) => RowsOf(closed.Export, closed.Claim.Round) is null
        ? Finding.Bad("Its ballots are not in the file.")
        : Tallying.Digest(closed.Sealed) is var digest && digest == closed.Claim.BallotDigest
            ? Finding.Good($"Their digest is {digest}.")
            : Finding.Bad("Their digest is not the one in the log: a ballot was changed, added or taken away.");

    private static Finding Tallies(Closed closed)
    {
        var counted = Tallying.Count(closed.Sealed, closed.Round, closed.Before);
        var claimed = closed.Claim.Outcomes.Select(o => o.Tally).ToList();
        for (var i = 0; i < Math.Max(counted.Count, claimed.Count); i++)
        {
            if (i >= counted.Count || i >= claimed.Count || Said(counted[i], closed.Round) != Said(claimed[i], closed.Round)
                || closed.Claim.Outcomes[i].Amendment != claimed[i].Amendment)
                return Finding.Bad($"The log says {(i < claimed.Count ? Said(claimed[i], closed.Round) : "nothing")}; the ballots give {(i < counted.Count ? Said(counted[i], closed.Round) : "nothing")}.");
        }

        return Finding.Good(string.Join("; ", counted.Select(t => Said(t, closed.Round))));
    }

    /// <summary>A tally in words. An anonymous round's rows don't tell groups under 5, so those are left out on both sides.</summary>
    private static string Said(Tally tally, Round round)
    {
        var groups = tally.Groups.Where(g => !round.Rule.Anonymous || g.Value.Total >= Outcomes.SmallestGroup)
            .Select(g => $", {g.Key} {Said(g.Value)}");
        return $"{tally.Amendment} {Said(tally.Count)}{string.Concat(groups)}";
    }

    private static string Said(Count c) => string.Create(CultureInfo.InvariantCulture, $"{c.Agree}/{c.Disagree}/{c.Pass}");

    private static Finding Results(Closed closed)
    {
        var (decided, _) = Decide(closed);
        var claimed = closed.Claim.Outcomes;
        var differs = decided.Outcomes.Zip(claimed).FirstOrDefault(p => (p.First.Amendment, p.First.Result, p.First.Why) != (p.Second.Amendment, p.Second.Result, p.Second.Why));
        return differs.Second is { } wrong
            ? Finding.Bad($"The log says {wrong.Amendment} {wrong.Result.ToString().ToLowerInvariant()} ({wrong.Why}); the rule gives {differs.First.Amendment} {differs.First.Result.ToString().ToLowerInvariant()} ({differs.First.Why}).")
            : Finding.Unless(
                decided.Outcomes.Count == claimed.Count ? null : "The log has not one outcome for each amendment.",
                string.Join("; ", claimed.Select(o => $"{o.Amendment} {o.Result.ToString().ToLowerInvariant()}")));
    }

    private static Finding NextVersion(Closed closed)
    {
        var (decided, made) = Decide(closed);
        var logged = closed.Export.Log.Skip(closed.At + 1).Select(e => e.Change).FirstOrDefault() as VersionMade;
        if (decided.Made != closed.Claim.Made)
            return Finding.Bad($"The log says that it made {Name(closed.Claim.Made)}; the adopted amendments make {Name(decided.Made)}.");
        if (made is null)
            return Finding.Good("Nothing changes the policy.");
        return logged is not null && LogJson.Split(made).Payload == LogJson.Split(logged with { Version = logged.Version with { MadeAt = made.Version.MadeAt } }).Payload
            ? Finding.Good($"It is {made.Version.Number}.")
            : Finding.Bad($"{made.Version.Number} in the log is not the policy that the adopted amendments make.");
    }

    private static string Name(VersionNumber? version) => version?.ToString() ?? "no version";

    private static (RoundClosed Closed, VersionMade? Made) Decide(Closed closed)
    {
        var counted = new SealedCount(closed.Claim.Round, Tallying.Count(closed.Sealed, closed.Round, closed.Before), closed.Claim.BallotDigest, closed.Claim.By)
        {
            Ranked = (Voting.Rankings.Count(closed.Rankings, closed.Round, closed.Before), ""),
        };
        var decision = (Accepted)Closing.Close(closed.Before, counted, new Occasion(closed.Export.Log[closed.At].At, null, ""));
        return (decision.Changes.OfType<RoundClosed>().Single(), decision.Changes.OfType<VersionMade>().SingleOrDefault());
    }

    private static IEnumerable<Check> OfPublication(WorkshopExport export, Workshop before, RoundPublished claim) =>
    [
        Verification.Guarded($"{claim.Round}: the confirmations give the intention fidelity.", () => Fidelity(export, before, claim)),
        .. before.Find(claim.Round)!.Rule.Anonymous && claim.Fidelities.Any(f => f.Groups is not null)
            ? [Check.CannotSay($"{claim.Round}: the confirmations give each group's fidelity.", "The round is anonymous: the file does not tell whose answer is of which group.")]
            : Array.Empty<Check>(),
        .. CommitmentVerification.OfPublication(export, before, claim),
        AboutComments(export, $"{claim.Round}: every comment with a disposition is in the file.", claim.Dispositions, mayBeGone: false),
    ];

    private static Finding Fidelity(WorkshopExport export, Workshop before, RoundPublished claim)
    {
        var counts = Confirmed(export, claim.Round);
        var asked = Confirming.Asked(before, before.Find(claim.Round)!);
        var sealedBallots = SealedOf(export, claim.Round);
        var odd = counts.FirstOrDefault(c => c.People < 1 || asked.All(a => a.Id != c.Amendment))
            ?? counts.FirstOrDefault(c => c.Backed is { } backed && Voters(c.Amendment, backed) < counts.Where(o => o.Backed == backed && o.Amendment == c.Amendment).Sum(o => o.People));
        if (odd is not null)
            return Finding.Bad($"There are confirmations of {odd.Amendment} that nobody can have given.");
        var groups = Grouped(export, claim.Round);
        var given = asked.ConvertAll(a => Said(Fidelities.Of(a.Id, counts, groups)));
        // An anonymous round's rows don't tell whose answer is of which group, so those counts stand as they are logged.
        var logged = claim.Fidelities.ConvertAll(f => Said(groups is null ? f with { Groups = null } : f));
        return Finding.Unless(
            given.SequenceEqual(logged) ? null : $"The log says {List(logged)}; the confirmations give {List(given)}.",
            List(given));

        int Voters(AmendmentId amendment, bool backed) => sealedBallots.Count(b => b.Amendment == amendment && b.Vote == (backed ? Vote.Agree : Vote.Disagree));
    }

    internal static ImmutableList<ConfirmationCount> Confirmed(WorkshopExport export, RoundId id) => RowsOf(export, id) switch
    {
        null => [],
        { Anonymous: true } rows => rows.Confirmed,
        var rows => Backing.Count(
            rows.Confirmations.Select(c => new Confirmation(id, c.Amendment, c.Voter, c.Meant, c.Cause)),
            SealedOf(export, id)),
    };

    internal static ImmutableList<GroupFidelity>? Grouped(WorkshopExport export, RoundId id) => RowsOf(export, id) switch
    {
        { Anonymous: false } rows => Backing.ByGroup(
            rows.Confirmations.Select(c => new Confirmation(id, c.Amendment, c.Voter, c.Meant, c.Cause)), SealedOf(export, id)),
        _ => null,
    };

    private static string List(IEnumerable<string> said) => string.Join("; ", said) is { Length: > 0 } words ? words : "nothing to confirm";

    private static string Said(Fidelity f)
    {
        var causes = string.Concat(f.Causes.Where(c => c.Value > 0).Select(c => string.Create(CultureInfo.InvariantCulture, $", {c.Key} {c.Value}")));
        var groups = string.Concat((f.Groups ?? []).Select(g => string.Create(CultureInfo.InvariantCulture, $", {g.Group} {g.Matches} of {g.Answers}")));
        return string.Create(CultureInfo.InvariantCulture, $"{f.Amendment} {f.Matches} matches, {f.Partly} partly, {f.No} no, {f.ChangedMind} changed their mind{causes}{groups}");
    }

    /// <summary>True where a redraft may have weighed a dissent that was taken back since, or may not leave yet: from the publication on
    /// the digest of the rows tells of each that is missing.</summary>
    private static bool MayBeGone(WorkshopExport export, Workshop before, Redrafted redrafted) =>
        export.Log.Select(e => e.Change).OfType<RoundPublished>().FirstOrDefault(p => p.Round == before.Find(redrafted.Amendment)?.Round) is null or { Rows: not null };

    private static Check AboutComments(WorkshopExport export, string what, ImmutableList<Disposition> dispositions, bool mayBeGone) => Verification.Guarded(what, () =>
    {
        var known = export.Rounds.SelectMany(r => r.Remarks).Select(r => (r.Id, r.Amendment)).ToHashSet();
        var lost = dispositions.Where(d => !known.Contains((d.Remark, d.Amendment))).ToList();
        return Finding.Unless(
            lost.Count == 0 || mayBeGone ? null : $"The comment {lost[0].Remark} on {lost[0].Amendment} is not in the file.",
            string.Create(CultureInfo.InvariantCulture, $"{dispositions.Count} dispositions{(lost.Count > 0 ? $", {lost.Count} of them of dissents that were taken back or may not leave yet" : "")}."));
    });

    private static ExportedRound? RowsOf(WorkshopExport export, RoundId id) => export.Rounds.FirstOrDefault(r => r.Round == id);

    // Whose a ballot is plays no part in counting; rows without a voter are each somebody's own.
    private static ImmutableList<SealedBallot> SealedOf(WorkshopExport export, RoundId id) =>
    [
        .. (RowsOf(export, id)?.Ballots ?? []).Select(b => new SealedBallot(
            b.Row, b.Amendment, b.Voter ?? new Voter(b.Row.ToString(CultureInfo.InvariantCulture)), b.Vote, b.Fingerprint, b.Group)
        {
            CastAt = b.CastAt ?? default,
        }),
    ];
}
