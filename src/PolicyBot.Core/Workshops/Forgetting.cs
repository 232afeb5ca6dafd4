using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;

namespace PolicyBot.Core.Workshops;

/// <summary>Erasing a person's texts and identity.</summary>
public static class Forgetting
{
    /// <summary>
    /// Asks once; then the person is out, their open proposals are withdrawn and their scenarios retired (erased words can't be
    /// adopted or run). Refused while a round stands on their words.
    /// </summary>
    public static Decision Forget(Workshop workshop, ForgetMe command, Occasion occasion)
    {
        var person = occasion.Asker();
        if (workshop.IsFacilitator(person) && workshop.Facilitators.Count == 1 && !workshop.Archived)
            return Decision.Refuse("You are the only facilitator.", "Add another one with `workshop facilitator NAME`, or archive the workshop; then ask again.");
        if (WhyNeeded(workshop, person) is { } needed)
            return needed;
        if (!command.Sure)
            return Asking.Once("Forget you here?", "Forget me", "mine forget sure:yes",
                "Your name, your accounts, your comments and reasons, and the words of your proposals and scenarios are erased for good. Proposals that wait are withdrawn.",
                "What was adopted into the policy stays there, and your ballots stay counted without your name."
                + (workshop.Rounds.Any(r => r is { Rule.Anonymous: true, ClosedAt: not null }) ? " Comments and reasons in anonymous rounds that are closed, and dissents in those that are published, stay too: nobody can tell that they are yours." : ""));
        var withdrawn = workshop.Drafted.Where(a => a.By == person).Select(a => new AmendmentWithdrawn(a.Id, "Its author left."));
        var retired = workshop.Scenarios.Values.Where(s => s.AddedBy == person && !s.Retired).Select(s => new ScenarioRetired(s.Id));
        return Decision.Accept(
            Reply.Say("You are forgotten here", "If you take part again, you start as somebody new."),
            [.. withdrawn, .. retired, .. WithoutVote(workshop, person), new PersonForgotten(person)]);
    }

    /// <summary>Hashes of every text that the person wrote (proposals, scenarios, reasons of deadlines), except those that a
    /// version of the policy holds.</summary>
    public static IReadOnlyList<string> TextsOf(Workshop workshop, IEnumerable<LogEntry> log, PersonId person)
    {
        var policy = workshop.Versions.SelectMany(v => v.Policy.Parts).SelectMany(p => p switch
        {
            Clause c => new[] { c.Text, c.Rationale },
            Heading h => [h.Source],
            _ => throw new System.Diagnostics.UnreachableException(),
        }).OfType<Text>().Select(t => t.Hash).ToHashSet(StringComparer.Ordinal);
        var pseudonyms = workshop.Pseudonyms(person).ToHashSet();
        return [.. log.SelectMany(e => Written(e, p => p is { } by && pseudonyms.Contains(by))).OfType<Text>().Select(t => t.Hash).Distinct().Where(h => !policy.Contains(h))];
    }

    private static IEnumerable<Text?> Written(LogEntry entry, Func<PersonId?, bool> theirs) => entry.Change switch
    {
        AmendmentProposed { Amendment: var a } when theirs(a.By) => [a.Rationale, a.Proposal switch
        {
            AddClause p => p.Wording,
            ReplaceClause p => p.Wording,
            _ => null,
        }],
        ScenarioAdded { Scenario: var s } when theirs(s.AddedBy) => [s.Title, s.Background, .. s.Turns.Select(t => t.Words)],
        DeadlineMoved { Reason: var reason } when theirs(entry.By) => [reason],
        RoundPublished { Said: { } said } => said.Where(s => s.By is { } by && theirs(new PersonId(by.Value))).Select(s => (Text?)s.Words),
        OutcomeOverruled { Overrule: { Why: var why, By: var by } } when theirs(by) => [why],
        WordsHidden { Why: var why } when theirs(entry.By) => [why],
        _ => [],
    };

    private static Refused? WhyNeeded(Workshop workshop, PersonId person)
    {
        if (workshop.Running is not { } round)
            return null;
        var proposal = workshop.Amendments.Values.FirstOrDefault(a => a.By == person && a.State == AmendmentState.InRound);
        var scenario = workshop.Scenarios.Values.FirstOrDefault(s => s.AddedBy == person && !s.Retired && Staging.UsedIn(workshop, s.Id) is not null);
        var needed = proposal?.Id.ToString() ?? scenario?.Id.ToString();
        return needed is null
            ? null
            : new($"Round {round.Id} stands on your {needed}.", "Ask again when it is published; until then you can withdraw comments with `mine`.");
    }

    // A list that waits for somebody who is gone could never be complete.
    private static IEnumerable<Change> WithoutVote(Workshop workshop, PersonId person)
    {
        if (workshop.Settings.Rule.Electorate is not ListedPeople listed || !listed.People.Contains(person) || listed.People.Count == 1)
            return [];
        var left = listed.People.Remove(person);
        var quorum = workshop.Settings.Rule.Quorum is QuorumOf q && q.People > left.Count ? new QuorumOf(left.Count) : workshop.Settings.Rule.Quorum;
        return [new SettingsChanged(workshop.Settings with { Rule = workshop.Settings.Rule with { Electorate = new ListedPeople(left), Quorum = quorum } })];
    }
}
