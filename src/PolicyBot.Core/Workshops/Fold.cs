using System.Diagnostics;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;

namespace PolicyBot.Core.Workshops;

/// <summary>Folds a log into the workshop that it describes.</summary>
public static class Fold
{
    /// <summary>The workshop after the whole log; null for an empty one.</summary>
    public static Workshop? All(IEnumerable<LogEntry> log) =>
        log.Aggregate((Workshop?)null, (before, entry) => Apply(before, entry.Change, entry.At));

    /// <summary>The workshop after one more change; throws for a change that cannot follow on <paramref name="before"/>.</summary>
    public static Workshop Apply(Workshop? before, Change change, DateTimeOffset at) => (before, change) switch
    {
        (null, WorkshopCreated c) => new Workshop(c.Id, c.Name)
        {
            Settings = c.Settings,
            Places = [c.Place],
            Facilitators = [c.Facilitator.Value],
        },
        (null, _) => throw new InvalidOperationException("A log starts with workshop-created."),
        ({ } w, WorkshopCreated) => throw new InvalidOperationException($"{w.Id} was already created."),
        ({ } w, _) => OnWorkshop(w, change) ?? OnAmendments(w, change) ?? RoundFold.Apply(w, change, at) ?? throw new UnreachableException(),
    };

    private static Workshop? OnWorkshop(Workshop w, Change change) => change switch
    {
        SettingsChanged c => w with { Settings = c.Settings },
        PlaceLinked c => w.Places.Contains(c.Place) ? w : w with { Places = w.Places.Add(c.Place) },
        FacilitatorAdded c => w with { Facilitators = w.Facilitators.Add(c.Person.Value) },
        FacilitatorRemoved c => w with { Facilitators = w.Facilitators.Remove(c.Person.Value) },
        WorkshopArchived => w with { Archived = true },
        GroupJoined c => w with { Groups = w.Groups.SetItem(c.Person.Value, c.Group) },
        AccountsJoined c => Joining.Apply(w, c),
        PersonForgotten c => w with
        {
            Groups = w.Groups.Remove(c.Person.Value),
            Facilitators = w.Facilitators.Remove(c.Person.Value),
        },
        VersionMade c => w with
        {
            Versions = w.Versions.Add(c.Version),
            ClausesMade = c.Version.Policy.Clauses.Select(clause => clause.Id.Number).Append(w.ClausesMade).Max(),
        },
        _ => null,
    };

    private static Workshop? OnAmendments(Workshop w, Change change) => change switch
    {
        AmendmentProposed c => w.With(c.Amendment),
        AmendmentWithdrawn c => w.With(c.Amendment, a => a with { State = AmendmentState.Withdrawn }).NotAwaiting(c.Amendment),
        RedraftApplied c => w.With(c.Amendment, a => a with { State = AmendmentState.Adopted, Applied = c.Made }).NotAwaiting(c.Amendment),
        Redrafted c => OnRedrafted(w, c),
        AdviceAsked c => w.With(c.Amendment, a => a with { AskedAgain = true, Redrafted = false }),
        AmendmentMerged c => Moderating.Apply(w, c),
        WordsHidden c => Moderating.Apply(w, c),
        WordsShown c => Moderating.Apply(w, c),
        ScenarioAdded c => w.With(c.Scenario),
        ScenarioRetired c => w.With(w.Scenarios[c.Scenario.Number] with { Retired = true }),
        ScenarioLinked c => w.With(c.Amendment, a => a.Scenarios.Contains(c.Scenario) ? a : a with { Scenarios = a.Scenarios.Add(c.Scenario) }),
        _ => null,
    };

    private static Workshop OnRedrafted(Workshop w, Redrafted c)
    {
        var after = w.With(c.Amendment, a => a with { Redrafted = true });
        if (w.Amendments[c.Amendment.Number].Round is { } round && !c.Dispositions.IsEmpty)
            after = after.With(round, r => r.Ended
                ? r with { Later = [.. r.Later ?? [], .. c.Dispositions] }
                : r with { Dispositions = [.. r.Dispositions.ExceptBy(c.Dispositions.Select(d => d.Remark), d => d.Remark), .. c.Dispositions] });
        var waits = c.New is { } id && w.Settings.Redraft == RedraftMode.Facilitator
            && w.Find(id) is null or { State: AmendmentState.Proposed };
        return waits ? after with { AwaitingFacilitator = after.AwaitingFacilitator.Add(c.New!.Value) } : after;
    }

    internal static Workshop With(this Workshop w, Amendment amendment) =>
        w with { Amendments = w.Amendments.SetItem(amendment.Id.Number, amendment) };

    internal static Workshop With(this Workshop w, AmendmentId id, Func<Amendment, Amendment> change) =>
        w.With(change(w.Amendments[id.Number]));

    internal static Workshop With(this Workshop w, Scenario scenario) =>
        w with { Scenarios = w.Scenarios.SetItem(scenario.Id.Number, scenario) };

    internal static Workshop With(this Workshop w, RoundId id, Func<Round, Round> change)
    {
        var old = w.Rounds.Single(r => r.Id == id);
        return w with { Rounds = w.Rounds.Replace(old, change(old)) };
    }

    internal static Workshop NotAwaiting(this Workshop w, params IEnumerable<AmendmentId> ids) =>
        w with { AwaitingFacilitator = w.AwaitingFacilitator.RemoveRange(ids) };
}
