using System.Collections.Immutable;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Scenarios;

/// <summary>One prompt of a try with what was answered under the current policy, and beside it.</summary>
/// <param name="Today">Null when the model gave no answer.</param>
/// <param name="Other">Likewise, and null when only the current policy was asked for.</param>
public sealed record Exchange(string Prompt, string? Today, string? Other);

/// <summary>A private try: what was asked for, and what was said so far.</summary>
public sealed record Talk(TryPrompt Asked, ImmutableList<Exchange> Exchanges)
{
    /// <summary>Prompts and answers alternate, and a scenario ends with a prompt.</summary>
    public const int MostPrompts = (Scenario.MaxTurns + 1) / 2;

    /// <summary>The conversation as a scenario; answers that it can't hold as they are stand in it as far as it can.</summary>
    public AddScenario AsScenario(string? title)
    {
        var turns = Turns(Exchanges.SkipLast(1), Exchanges[^1].Prompt, e => e.Today);
        var kept = turns.ConvertAll(t => t.Speaker == Speaker.Assistant ? (t.Speaker, Wording.Fitted(t.Words, Wording.Longest)) : t);
        return new AddScenario(Exchanges[^1].Prompt, title, null, null) { Turns = kept, Cut = !kept.SequenceEqual(turns) };
    }

    /// <summary>The conversation as turns, up to a prompt.</summary>
    /// <param name="answer">Which side's answers stand in it.</param>
    public static ImmutableList<(Speaker Speaker, string Words)> Turns(IEnumerable<Exchange> earlier, string prompt, Func<Exchange, string?> answer) =>
    [
        .. earlier.SelectMany(e => new[] { (Speaker.User, e.Prompt), (Speaker.Assistant, answer(e) ?? "…") }),
        (Speaker.User, prompt),
    ];
}

/// <summary>What a private try runs: a scenario under the current policy, and beside it under another one.</summary>
public sealed record Tryout(Scenario Scenario)
{
    /// <summary>Null when only the current policy is asked for; its scenario holds its own earlier answers.</summary>
    public (Policy Policy, Scenario Scenario)? Other { get; init; }
}

/// <summary>Reads what a person wants to try; nothing of it is stored.</summary>
public static class Trying
{
    /// <param name="earlier">The try that this one goes on with; null for a new one.</param>
    /// <returns>Exactly one of the two.</returns>
    public static (Tryout? Tryout, Refused? Refused) Read(Workshop workshop, TryPrompt asked, Talk? earlier, Occasion occasion)
    {
        if (Wording.Check(asked.Prompt, Wording.Longest, "The prompt", out var prompt) is { } refused)
            return (null, refused);
        var said = earlier?.Exchanges ?? [];
        if (said.Count >= Talk.MostPrompts)
            return (null, Decision.Refuse($"A try has at most {Talk.MostPrompts} prompts.", "Save it as a scenario, or begin anew with `try`."));
        if (said.Any(e => e.Today is null))
            return (null, Decision.Refuse("The model gave no answer to go on with.", "Begin anew with `try`."));
        var (other, unfit) = Other(workshop, earlier?.Asked ?? asked, occasion);
        if (unfit is not null)
            return (null, unfit);
        var today = Scenario(Talk.Turns(said, prompt, e => e.Today));
        return (new Tryout(today) { Other = other is null ? null : (other, Scenario(Talk.Turns(said, prompt, e => e.Other))) }, null);

        Scenario Scenario(IEnumerable<(Speaker Speaker, string Words)> turns) => new(
            new ScenarioId(0), occasion.Text("Your prompt"), null, [.. turns.Select(t => new Turn(t.Speaker, occasion.Text(t.Words)))], occasion.By ?? default);
    }

    private static (Policy? Other, Refused? Refused) Other(Workshop workshop, TryPrompt asked, Occasion occasion)
    {
        if (asked.Wording is not null || asked.Clause is not null)
            return OwnWording(workshop, asked, occasion);
        if (asked.Draft is { } draft)
            return workshop.Find(draft) is not { } amendment ? (null, Decision.Refuse($"There is no {draft}.", "See the amendments with: round status"))
                : WhatIf.WhyNot(workshop, amendment) is { } conflict ? (null, Decision.Refuse(conflict, $"Try {draft} once it is on the present text: `{Acts.Rebase(draft)}`. Or try its wording with `wording:`."))
                : (WhatIf.With(workshop, amendment), null);
        if (asked.Version is not { } number)
            return (null, null);
        return workshop.Find(number) is { } version
            ? (version.Policy, null)
            : (null, Decision.Refuse($"There is no version {number}.", "See the versions with: policy history"));
    }

    private static (Policy?, Refused?) OwnWording(Workshop workshop, TryPrompt asked, Occasion occasion)
    {
        if (Wording.Check(asked.Wording ?? "", Wording.Longest, "The wording", out var words) is { } refused)
            return (null, refused);
        var wording = occasion.Text(words);
        if (asked.Clause is not { } id)
            return (new Policy(workshop.Current.Policy.Parts.Add(new Clause(new ClauseId(workshop.ClausesMade + 1), wording))), null);
        return workshop.Current.Policy.Find(id) is { } clause
            ? (new Policy(workshop.Current.Policy.Parts.Replace(clause, clause with { Text = wording })), null)
            : (null, Decision.Refuse($"There is no clause {id}.", "See the clauses with: policy show"));
    }
}
