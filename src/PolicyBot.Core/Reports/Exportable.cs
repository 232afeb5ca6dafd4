using System.Collections.Immutable;
using PolicyBot.Core.Log;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Reports;

/// <summary>Puts an export together.</summary>
public static class Exportable
{
    /// <summary>The export of a log and its rows, without what may not leave yet; equal inputs give equal files.</summary>
    /// <param name="people">Everybody who ever entered.</param>
    public static WorkshopExport Of(
        ImmutableList<LogEntry> log, IReadOnlyList<ExportedPerson> people, IReadOnlyList<RoundRows> rows, IReadOnlyList<ExportedSample> samples)
    {
        var workshop = Fold.All(log) ?? throw new ArgumentException("An export needs a log.", nameof(log));
        var rounds = rows.Select(r => (Rows: r, Round: workshop.Find(r.Round)!)).Where(r => RoundRows.WhyKept(r.Round) is null)
            .Select(r => r.Rows.Export(workshop, r.Round)).OrderBy(r => r.Round.Number).ToImmutableList();
        return new WorkshopExport(workshop.Id, log)
        {
            People = [.. Shown(log, people, workshop, rounds).OrderBy(p => p.Id.Value.Length).ThenBy(p => p.Id.Value, StringComparer.Ordinal)],
            Rounds = rounds,
            Samples = [.. samples.OrderBy(s => s.Key, StringComparer.Ordinal)],
            LeftOut = LeftOut(workshop),
        };
    }

    /// <summary>What an export of the workshop does not hold yet, or ever.</summary>
    internal static ImmutableList<string> LeftOut(Workshop workshop) =>
        [.. workshop.Rounds.Select(r => RoundRows.WhyKept(r) ?? RoundRows.WhyPartlyKept(r)).OfType<string>()];

    // Who merely entered a workshop with an anonymous round may have voted there, so their names stay.
    private static IEnumerable<ExportedPerson> Shown(
        ImmutableList<LogEntry> log, IReadOnlyList<ExportedPerson> people, Workshop workshop, ImmutableList<ExportedRound> rounds)
    {
        if (!workshop.Rounds.Any(r => r.Rule.Anonymous))
            return people;
        var named = log.SelectMany(e => NamedIn(e.Change).Append(e.By)).OfType<PersonId>().Select(p => p.Value)
            .Concat(rounds.Where(r => !r.Anonymous).SelectMany(VotersOf)).ToHashSet(StringComparer.Ordinal);
        return people.Where(p => named.Contains(p.Id.Value));
    }

    internal static IEnumerable<string> VotersOf(ExportedRound round) =>
        round.Ballots.Select(b => b.Voter).Concat((round.Rankings ?? []).Select(r => r.Voter)).Concat(round.Remarks.Select(r => r.Voter)).OfType<Voter>()
            .Concat(round.Confirmations.Select(c => c.Voter)).Select(v => v.Value);

    private static IEnumerable<PersonId?> NamedIn(Change change) => change switch
    {
        WorkshopCreated c => [c.Facilitator, .. Listed(c.Settings.Rule)],
        SettingsChanged c => Listed(c.Settings.Rule),
        FacilitatorAdded c => [c.Person],
        FacilitatorRemoved c => [c.Person],
        GroupJoined c => [c.Person],
        AmendmentProposed c => [c.Amendment.By],
        ScenarioAdded c => [c.Scenario.AddedBy],
        AccountsJoined c => [c.From, c.Into],
        RoundPrepared c => Listed(c.Round.Rule),
        _ => [],
    };

    private static IEnumerable<PersonId?> Listed(DecisionRule rule) =>
        rule.Electorate is ListedPeople list ? list.People.Select(p => (PersonId?)p) : [];
}
