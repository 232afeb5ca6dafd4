using System.Collections.Immutable;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Rounds;

/// <summary>What a model offered for a returned amendment. All of it is a model's words: checked like a person's, and labelled.</summary>
/// <param name="Wording">Null when it had nothing to offer, or failed.</param>
/// <param name="Answered">Ids of the remarks that it answers.</param>
/// <param name="NotAnswered">Why not, by the id of the remark.</param>
public sealed record RedraftTaken(
    string? Wording, string Why, ImmutableList<string> Answered, ImmutableDictionary<string, string> NotAnswered);

/// <summary>Turns a model's offer into a proposal.</summary>
public static class Redrafting
{
    private const int LongestWhy = 1_000;

    /// <summary>Returned amendments about which no model has said anything yet, or is asked again.</summary>
    public static IEnumerable<Amendment> Wanted(Workshop workshop) => workshop.Amendments.Values.Where(a =>
        a is { State: AmendmentState.Returned, Redrafted: false, Proposal: not RatifyVersion });

    /// <summary>Those that are to be asked about now: of the round under way, and those that a facilitator has asked for.</summary>
    public static IEnumerable<Amendment> Due(Workshop workshop) =>
        Wanted(workshop).Where(a => (a.AskedAgain == true && !workshop.Archived) || (a.Round is { } round && round == workshop.Running?.Id));

    /// <summary>Drafted redrafts: channels show their change and what it does in their scenarios, before anything is done with them.</summary>
    public static IEnumerable<Amendment> Open(Workshop workshop) =>
        workshop.Drafted.Where(a => !workshop.Archived && (a.Redraft is not null || workshop.AwaitingFacilitator.Contains(a.Id)));

    /// <summary>Logs the offer and proposes its wording on the clause's present text, with the same scenarios, in place of an earlier
    /// redraft that is still drafted. Refused when the amendment was not returned or was redrafted before.</summary>
    public static Decision Take(Workshop workshop, AmendmentId id, RedraftTaken taken, Occasion occasion)
    {
        if (workshop.Find(id) is not { } amendment || !Wanted(workshop).Contains(amendment))
            return new Refused($"{id} does not wait for a redraft.", "`round status` shows what does.");

        var why = Shown(taken.Why) ?? "It gave no reason.";
        var (proposal, fault) = Propose(workshop, amendment, taken.Wording, occasion);
        if (proposal is null)
        {
            var without = $"The model offers no new wording: {fault ?? why}";
            return Decision.Accept(
                Reply.Say($"{id} was not redrafted.", without),
                new Redrafted(id, null, occasion.Text(without), Dispositions(amendment, null, taken, fault ?? why)));
        }

        var redraft = new Amendment(workshop.NextAmendment(), proposal, occasion.Text($"Redrafted by a model from the comments on {id}: {why}"), null, amendment.Scenarios)
        {
            Origin = Origin.Model,
            Follows = id,
            Redraft = workshop.Settings.Redraft,
        };
        return Decision.Accept(
            Reply.Say($"{redraft.Id} is a model's redraft of {id}.", why),
            [
                .. workshop.Drafted.Where(a => a is { Origin: Origin.Model } && a.Follows == id)
                    .Select(a => new AmendmentWithdrawn(a.Id, $"The model's newer redraft {redraft.Id} takes its place.")),
                new Redrafted(id, redraft.Id, redraft.Rationale!, Dispositions(amendment, redraft.Id, taken, why)),
                new AmendmentProposed(redraft),
            ]);
    }

    /// <summary>Redrafts that go into the policy by themselves once everybody can see them (mode <see cref="RedraftMode.Automatic"/>):
    /// none while a round stands on the present text.</summary>
    public static IEnumerable<Amendment> Applying(Workshop workshop) =>
        workshop is { Archived: false, Settings.Redraft: RedraftMode.Automatic, Running: null or { State: RoundState.Closed or RoundState.Confirming } }
            ? workshop.Drafted.Where(a => a.Redraft == RedraftMode.Automatic && Adoption.Apply(workshop.Current.Policy, workshop.ClausesMade, [a]).Conflicts.IsEmpty)
            : [];

    /// <summary>Puts redrafts that people can see into the policy, as one provisional version; of two on one clause the first. Refused
    /// when none of them waits for that.</summary>
    public static Decision ApplyShown(Workshop workshop, ImmutableList<AmendmentId> shown, Occasion occasion)
    {
        var redrafts = Applying(workshop).Where(a => shown.Contains(a.Id)).ToList();
        if (redrafts.Count == 0)
            return new Refused("No redraft waits to be put in.", "`workshop status` lists what is drafted.");
        var applied = Adoption.Apply(workshop.Current.Policy, workshop.ClausesMade, redrafts);
        var put = redrafts.Select(a => a.Id).Except(applied.Conflicts.Select(c => c.Amendment)).ToList();
        var named = string.Join(", ", put);
        var version = VersionOf(workshop, applied.Policy, put, occasion.Now);
        return Decision.Accept(
            Reply.Say($"{named} is in the policy as {version.Number}", "It is provisional: the next round ratifies or reverts it."),
            [new VersionMade(version), .. put.Select(id => new RedraftApplied(id, version.Number))]);
    }

    internal static PolicyVersion VersionOf(Workshop workshop, Policy policy, IEnumerable<AmendmentId> put, DateTimeOffset now) =>
        new(workshop.NextVersion(), policy, Moment.Truncate(now), $"Redraft {string.Join(", ", put)} by a model, not voted on yet", Provisional: true);

    private static (Proposal?, string? Fault) Propose(Workshop workshop, Amendment amendment, string? wording, Occasion occasion)
    {
        if (wording is null)
            return (null, null);
        if (Wording.Check(wording, Wording.Longest, "The wording", out var words) is not null)
            return (null, "what it sent can't be used as a wording.");
        return (amendment.Proposal, workshop.Current.Policy) switch
        {
            (AddClause add, _) when add.Wording == words => (null, "it repeats the old wording."),
            (AddClause add, _) => (add with { Wording = occasion.Text(words) }, null),
            (ReplaceClause r, _) when r.Wording == words => (null, "it repeats the old wording."),
            (ReplaceClause or RemoveClause, var now) when now.Find(amendment.Clause!.Value) is { } clause => clause.Text == words
                ? (null, "it repeats the present text.")
                : (new ReplaceClause(clause.Id, clause.Text, occasion.Text(words)), null),
            _ => (null, "the clause is not in the policy any more."),
        };
    }

    /// <param name="why">Why there is no redraft, where there is none.</param>
    private static ImmutableList<Disposition> Dispositions(Amendment amendment, AmendmentId? redraft, RedraftTaken taken, string why) =>
    [
        .. taken.Answered.Distinct().Select(r => redraft is { } id
            ? new Disposition(r, amendment.Id, true, $"The model's redraft {id} takes it up; a later round votes on it.")
            : new Disposition(r, amendment.Id, false, $"The model took it up, but there is no redraft: {why}")),
        .. taken.NotAnswered.OrderBy(n => n.Key, StringComparer.Ordinal).Where(n => !taken.Answered.Contains(n.Key))
            .Select(n => new Disposition(n.Key, amendment.Id, false, $"The model did not take it up: {Shown(n.Value) ?? "it gave no reason."}")),
    ];

    /// <summary>A model's sentence that may be shown, cut to its longest; null when it holds nothing that may.</summary>
    private static string? Shown(string said)
    {
        var cut = said.Length <= LongestWhy ? said : said[..(char.IsHighSurrogate(said[LongestWhy - 1]) ? LongestWhy - 1 : LongestWhy)];
        return Wording.Check(cut, LongestWhy, "The reason", out var words) is null ? words : null;
    }
}
