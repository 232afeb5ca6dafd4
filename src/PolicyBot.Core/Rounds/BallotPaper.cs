using System.Collections.Immutable;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Rounds;

/// <summary>What a round puts to the vote.</summary>
/// <param name="Amendments">In order of their ids, those that a model has worded last.</param>
/// <param name="Before">Changes that come first: a ratification proposed, an outdated one withdrawn.</param>
internal sealed record BallotPaper(ImmutableList<Amendment> Amendments, ImmutableList<Change> Before)
{
    private const int RatifyScenarios = 3;

    /// <summary>The drafted amendments (those listed, when any are) and the ratification of a provisional version.</summary>
    public static (BallotPaper Paper, Refused? Fault) Of(Workshop workshop, ImmutableList<AmendmentId> only)
    {
        var none = new BallotPaper([], []);
        var drafted = workshop.Drafted.Where(a => a.Proposal is not RatifyVersion).ToList();
        if (only.Where(id => drafted.All(a => a.Id != id)).ToList() is [var unknown, ..])
            return (none, NotDrafted(workshop, unknown));
        var chosen = drafted.Where(a => only.IsEmpty || only.Contains(a.Id)).ToImmutableList();
        var (ratify, before) = Ratification(workshop);
        if (chosen.IsEmpty && ratify is null)
            return (none, new Refused("No amendment is drafted yet.", "Propose one with `clause propose`, `clause amend` or `clause remove`."));

        var all = ratify is null ? chosen : chosen.Add(ratify);
        var fault = chosen.Select(a => WhyNot(workshop, a)).FirstOrDefault(f => f is not null);
        if (fault is null && all.FirstOrDefault(a => !HasScenario(workshop, a)) is { } bare)
            fault = NoScenario(workshop, bare);
        return fault is null ? (new BallotPaper([.. all.OrderBy(a => a.Origin == Origin.Model).ThenBy(a => a.Id.Number)], before), null) : (none, fault);
    }

    /// <summary>As a round would have it, whether it can open or not.</summary>
    public static ImmutableList<Amendment> Wanted(Workshop workshop)
    {
        var drafted = workshop.Drafted.Where(a => a.Proposal is not RatifyVersion);
        return [.. Ratification(workshop).Ratify is { } ratify ? drafted.Append(ratify) : drafted];
    }

    private static bool HasScenario(Workshop workshop, Amendment amendment) =>
        amendment.Scenarios.Any(s => workshop.Find(s) is { Retired: false });

    private static Refused NoScenario(Workshop workshop, Amendment amendment)
    {
        if (amendment.Proposal is RatifyVersion r)
            return new Refused(
                $"{r.Version} is provisional and has to be ratified, but there is no scenario to show it with.",
                "Add one with `scenario add PROMPT`.");
        var existing = workshop.Scenarios.Values.Where(s => !s.Retired).Select(s => $", or use an existing one: `scenario link {s.Id} {amendment.Id}`").FirstOrDefault();
        return new Refused(
            $"{amendment.Id} has no scenario that shows what it changes.",
            $"Add one with `scenario add for:{amendment.Id} PROMPT`{existing}.");
    }

    private static Refused NotDrafted(Workshop workshop, AmendmentId id) => new(
        workshop.Find(id) is { } a ? $"{id} can't be opened: it is {StateWord(a.State)}." : $"There is no {id}.",
        workshop.Drafted.Any()
            ? $"Drafted are {string.Join(", ", workshop.Drafted.Select(a => a.Id.ToString()))}."
            : "Propose an amendment with `clause propose`, `clause amend` or `clause remove`.");

    private static string StateWord(AmendmentState state) => state switch
    {
        AmendmentState.InRound => "in a round already",
        AmendmentState.Withdrawn => "withdrawn",
        AmendmentState.Adopted => "adopted already",
        AmendmentState.Returned => "returned; propose it anew",
        AmendmentState.Declined => "declined; propose it anew",
        _ => "drafted by the bot",
    };

    private static Refused? WhyNot(Workshop workshop, Amendment amendment)
    {
        var alone = Adoption.Apply(workshop.Current.Policy, workshop.ClausesMade, [amendment]);
        return alone.Conflicts.IsEmpty
            ? null
            : new Refused(
                $"{amendment.Id} was written for a text that has changed since.",
                $"Put it on the present text with `clause rebase {amendment.Id}`, or take it back with `mine withdraw {amendment.Id}`.");
    }

    private static (Amendment? Ratify, ImmutableList<Change> Before) Ratification(Workshop workshop)
    {
        var waiting = workshop.Drafted.Where(a => a.Proposal is RatifyVersion).ToList();
        var current = workshop.Current;
        var fitting = current.Provisional
            ? waiting.FirstOrDefault(a => a.Proposal is RatifyVersion r && r.Version == current.Number && HasScenario(workshop, a))
            : null;
        ImmutableList<Change> outdated =
            [.. waiting.Where(a => a != fitting).Select(a => new AmendmentWithdrawn(a.Id, "The version that it asks about is not the current one any more."))];
        if (!current.Provisional || fitting is not null)
            return (fitting, outdated);

        // The empty version 0 is never provisional, so there is always one to go back to.
        var orElse = workshop.Versions.Last(v => !v.Provisional).Number;
        var made = new Amendment(
            workshop.NextAmendment(), new RatifyVersion(current.Number, orElse), null, null,
            [.. workshop.Scenarios.Values.Where(s => !s.Retired).Take(RatifyScenarios).Select(s => s.Id)])
        {
            Origin = Origin.Bot,
        };
        return (made, outdated.Add(new AmendmentProposed(made)));
    }
}
