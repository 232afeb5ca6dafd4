using System.Collections.Immutable;
using System.Globalization;
using PolicyBot.Core.Log;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Workshops;

/// <summary>Accounts of one person: from when they are joined, everything that any of them did is that person's.</summary>
public static class Joining
{
    /// <summary>Why no accounts can be joined now; null when they can. Once votes are counted, two stay two.</summary>
    public static Refused? WhyNot(Workshop workshop) => workshop.MayChange() ?? (workshop.Running is { State: RoundState.Closed or RoundState.Confirming } round
        ? new($"The votes of {round.Id} are counted already.", "Ask again when it is published.")
        : null);

    /// <summary>Makes two people one; the earlier pseudonym stays.</summary>
    /// <param name="doubled">On how many amendments of the running round both have voted.</param>
    /// <param name="ranked">Of how many of its clauses both have ranked the wordings.</param>
    public static Decision Join(Workshop workshop, (PersonId One, PersonId Other) people, int doubled, int ranked = 0)
    {
        if (WhyNot(workshop) is { } no)
            return no;
        if (people.One == people.Other)
            return Decision.Refuse("That code was made for the person that you are here.", "Use it from your other account.");
        var (into, from) = Number(people.One) < Number(people.Other) ? people : (people.Other, people.One);
        var joined = new AccountsJoined(from, into);
        return Decision.Accept(
            Reply.Say("Your accounts are one person now",
                [
                    "Whatever you do from either of them counts once, and `mine` shows all of it.",
                    doubled == 0
                        ? ranked == 0 ? "No vote had to be dropped." : "No vote on an amendment had to be dropped."
                        : $"Both had voted on {Speaking.Many(doubled, "amendment", "amendments")} of {workshop.Running?.Id}: on each of them your last vote counts, the other one is gone.",
                    .. ranked == 0 ? Array.Empty<string>() : [$"Both had ranked the wordings of {Speaking.Many(ranked, "clause", "clauses")}: of each your last ranking counts, the other one is gone."],
                    .. Apply(workshop, joined).Running is { Rule: var rule } && Outcomes.Needed(rule.Quorum, Outcomes.ElectorateSize(rule)) > Outcomes.ElectorateSize(rule)
                        ? ["Fewer people than its quorum may vote in this round now: tell a facilitator."]
                        : Array.Empty<string>(),
                ]),
            joined);
    }

    /// <summary>Who a pseudonym is now.</summary>
    public static PersonId Who(this Workshop workshop, PersonId person) =>
        workshop.Joined.TryGetValue(person.Value, out var into) ? new PersonId(into) : person;

    /// <summary>Every pseudonym that a person has had, their own first.</summary>
    public static IEnumerable<PersonId> Pseudonyms(this Workshop workshop, PersonId person) =>
        workshop.Joined.Where(j => j.Value == person.Value).Select(j => new PersonId(j.Key)).Prepend(person);

    /// <summary>Rights, groups, proposals, scenarios and places on lists follow the person; rounds that have ended stay as they were.</summary>
    internal static Workshop Apply(Workshop w, AccountsJoined joined)
    {
        var (from, into) = (joined.From.Value, joined.Into.Value);
        return w with
        {
            Joined = w.Joined.SetItems(w.Joined.Where(j => j.Value == from).Select(j => KeyValuePair.Create(j.Key, into))).SetItem(from, into),
            Facilitators = w.Facilitators.Contains(from) ? w.Facilitators.Remove(from).Add(into) : w.Facilitators,
            Groups = w.Groups.TryGetValue(from, out var group) ? w.Groups.Remove(from).SetItem(into, w.Groups.GetValueOrDefault(into, group)) : w.Groups,
            Settings = w.Settings with { Rule = Moved(w.Settings.Rule, joined) },
            Rounds = [.. w.Rounds.Select(r => r.Ended ? r : r with { Rule = Moved(r.Rule, joined) })],
            Amendments = w.Amendments.SetItems(w.Amendments.Select(a => KeyValuePair.Create(a.Key, a.Value with
            {
                By = a.Value.By == joined.From ? joined.Into : a.Value.By,
                CoAuthors = a.Value.CoAuthors?.ConvertAll(p => p == joined.From ? joined.Into : p),
            }))),
            Scenarios = w.Scenarios.SetItems(w.Scenarios.Where(s => s.Value.AddedBy == joined.From)
                .Select(s => KeyValuePair.Create(s.Key, s.Value with { AddedBy = joined.Into }))),
        };
    }

    private static DecisionRule Moved(DecisionRule rule, AccountsJoined joined) =>
        rule.Electorate is ListedPeople list && list.People.Contains(joined.From)
            ? rule with { Electorate = list with { People = [.. list.People.Select(p => p == joined.From ? joined.Into : p).Distinct()] } }
            : rule;

    private static int Number(PersonId person) =>
        int.TryParse(person.Value.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
}
