using PolicyBot.Core.Policies;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Scenarios;

/// <summary>What a private try runs: a scenario under the current policy, and beside it under another one.</summary>
/// <param name="Other">Null when only the current policy is asked for.</param>
public sealed record Tryout(Scenario Scenario, Policy? Other);

/// <summary>Reads what a person wants to try; nothing of it is stored.</summary>
public static class Trying
{
    /// <returns>Exactly one of the two.</returns>
    public static (Tryout? Tryout, Refused? Refused) Read(Workshop workshop, TryPrompt asked, Occasion occasion)
    {
        if (Wording.Check(asked.Prompt, Wording.Longest, "The prompt", out var prompt) is { } refused)
            return (null, refused);
        var scenario = new Scenario(new ScenarioId(0), occasion.Text("Your prompt"), null, [new Turn(Speaker.User, occasion.Text(prompt))], occasion.By ?? default);
        if (asked.Wording is not null || asked.Clause is not null)
            return OwnWording(workshop, asked, scenario, occasion);
        if (asked.Version is not { } number)
            return (new Tryout(scenario, null), null);
        return workshop.Find(number) is { } version
            ? (new Tryout(scenario, version.Policy), null)
            : (null, Decision.Refuse($"There is no version {number}.", "See the versions with: policy history"));
    }

    private static (Tryout?, Refused?) OwnWording(Workshop workshop, TryPrompt asked, Scenario scenario, Occasion occasion)
    {
        if (Wording.Check(asked.Wording ?? "", Wording.Longest, "The wording", out var words) is { } refused)
            return (null, refused);
        var wording = occasion.Text(words);
        if (asked.Clause is not { } id)
        {
            var added = new Clause(new ClauseId(workshop.ClausesMade + 1), wording);
            return (new Tryout(scenario, new Policy(workshop.Current.Policy.Parts.Add(added))), null);
        }

        return workshop.Current.Policy.Find(id) is { } clause
            ? (new Tryout(scenario, new Policy(workshop.Current.Policy.Parts.Replace(clause, clause with { Text = wording }))), null)
            : (null, Decision.Refuse($"There is no clause {id}.", "See the clauses with: policy show"));
    }
}
