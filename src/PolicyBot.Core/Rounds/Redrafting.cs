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

    /// <summary>Returned amendments that no model was asked about yet.</summary>
    public static IEnumerable<Amendment> Wanted(Workshop workshop) => workshop.Amendments.Values.Where(a =>
        a is { State: AmendmentState.Returned, Redrafted: false, Proposal: not RatifyVersion });

    /// <summary>Logs the offer and proposes its wording on the clause's present text, with the same scenarios; in the automatic mode
    /// it also makes a provisional version. Refused when the amendment was not returned or was redrafted before.</summary>
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
                new Redrafted(id, null, occasion.Text(without), Dispositions(workshop, amendment, null, taken)));
        }

        var redraft = new Amendment(workshop.NextAmendment(), proposal, occasion.Text($"Redrafted by a model from the comments on {id}: {why}"), null, amendment.Scenarios)
        {
            Origin = Origin.Model,
            Follows = id,
        };
        return Decision.Accept(
            Reply.Say($"{redraft.Id} is a model's redraft of {id}.", why),
            [
                new Redrafted(id, redraft.Id, redraft.Rationale!, Dispositions(workshop, amendment, redraft.Id, taken)),
                new AmendmentProposed(redraft),
                .. workshop.Settings.Redraft == RedraftMode.Automatic ? Apply(workshop, redraft, occasion.Now) : [],
            ]);
    }

    /// <summary>The provisional version that puts a proposed redraft in without a vote; no changes when its text has changed since.</summary>
    public static ImmutableList<Change> Apply(Workshop workshop, Amendment redraft, DateTimeOffset now)
    {
        var applied = Adoption.Apply(workshop.Current.Policy, workshop.ClausesMade, [redraft]);
        if (!applied.Conflicts.IsEmpty)
            return [];
        var version = new PolicyVersion(
            workshop.NextVersion(), applied.Policy, Moment.Truncate(now), $"Redraft {redraft.Id} by a model, not voted on yet", Provisional: true);
        return [new VersionMade(version), new RedraftApplied(redraft.Id, version.Number)];
    }

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

    /// <summary>None for a round that has ended: its report is out and stands.</summary>
    private static ImmutableList<Disposition> Dispositions(Workshop workshop, Amendment amendment, AmendmentId? redraft, RedraftTaken taken) =>
        amendment.Round is { } round && workshop.Find(round) is { Ended: false } ? Dispositions(amendment, redraft, taken) : [];

    private static ImmutableList<Disposition> Dispositions(Amendment amendment, AmendmentId? redraft, RedraftTaken taken) =>
    [
        .. redraft is { } id
            ? taken.Answered.Distinct().Select(r => new Disposition(r, amendment.Id, true, $"The model's redraft {id} takes it up; it is a proposal until it is voted on."))
            : [],
        .. taken.NotAnswered.OrderBy(n => n.Key, StringComparer.Ordinal).Where(n => redraft is null || !taken.Answered.Contains(n.Key))
            .Select(n => new Disposition(n.Key, amendment.Id, false, $"The model did not take it up: {Shown(n.Value) ?? "it gave no reason."}")),
    ];

    /// <summary>A model's sentence that may be shown, cut to its longest; null when it holds nothing that may.</summary>
    private static string? Shown(string said)
    {
        var cut = said.Length <= LongestWhy ? said : said[..(char.IsHighSurrogate(said[LongestWhy - 1]) ? LongestWhy - 1 : LongestWhy)];
        return Wording.Check(cut, LongestWhy, "The reason", out var words) is null ? words : null;
    }
}
