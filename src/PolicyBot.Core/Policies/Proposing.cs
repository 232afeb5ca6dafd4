using PolicyBot.Core.Log;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Policies;

/// <summary>Amendments as anybody proposes them.</summary>
public static class Proposing
{
    /// <summary>Longest rationale, in characters.</summary>
    public const int LongestRationale = 2_000;

    public static Decision Add(Workshop workshop, ProposeClause command, Occasion occasion)
    {
        if (command.After is { } after && workshop.Current.Policy.Find(after) is null)
            return UnknownClause(workshop, after);
        if (CheckClause(command.Wording, out var words) is { } unfit)
            return unfit;
        return Propose(workshop, new AddClause(command.After, occasion.Text(words)), (command.Rationale, command.Scenario), occasion);
    }

    public static Decision Amend(Workshop workshop, AmendClause command, Occasion occasion)
    {
        if (workshop.Current.Policy.Find(command.Clause) is not { } clause)
            return UnknownClause(workshop, command.Clause);
        if (CheckClause(command.Wording, out var words) is { } unfit)
            return unfit;
        if (command.SeenText is { } seen && seen != clause.Text.Hash)
            return HasChanged(clause, words);
        if (string.Equals(words, clause.Text.ToString().Trim(), StringComparison.Ordinal))
            return Decision.Refuse($"{clause.Id} says exactly this already.", "Change its wording, or propose another clause with `clause propose`.");
        return Propose(workshop, new ReplaceClause(clause.Id, clause.Text, occasion.Text(words)), (command.Rationale, command.Scenario), occasion);
    }

    public static Decision Remove(Workshop workshop, ProposeRemoval command, Occasion occasion) =>
        workshop.Current.Policy.Find(command.Clause) is { } clause
            ? Propose(workshop, new RemoveClause(clause.Id, clause.Text), (command.Rationale, command.Scenario), occasion)
            : UnknownClause(workshop, command.Clause);

    // A heading inside a clause would become a part of its own when the policy is exported and imported again.
    private static Refused? CheckClause(string typed, out string words) =>
        Wording.Check(typed, Wording.Longest, "The wording", out words) ?? PolicyMarkdown.Cut(words) switch
        {
            PolicyCut.Unreadable u => new(u.Reason, u.Next),
            PolicyCut.Parts p when p.All.Any(m => m is MarkdownHeading) => new("The wording holds a heading.", "Leave the heading out; write the rule alone."),
            _ => null,
        };

    private static Decision Propose(Workshop workshop, Proposal proposal, (string? Rationale, ScenarioId? Scenario) with, Occasion occasion)
    {
        if (workshop.MayChange() is { } no)
            return no;
        if (Wording.CheckOptional(with.Rationale, LongestRationale, "The reason", out var rationale) is { } unfit)
            return unfit;
        if (with.Scenario is { } id && Staging.WhyUnusable(workshop, id) is { } unusable)
            return unusable;
        if (workshop.Amendments.Values.FirstOrDefault(a => a.State is AmendmentState.Proposed or AmendmentState.InRound && Same(a.Proposal, proposal)) is { } twin)
            return Decision.Refuse($"{twin.Id} proposes exactly this already.", $"Give it a scenario with `scenario add for:{twin.Id}`, or vote for it when its round opens.");
        var amendment = new Amendment(
            workshop.NextAmendment(), proposal, occasion.TextOrNull(rationale), occasion.Asker(), with.Scenario is { } s ? [s] : []);
        return Decision.Accept(Proposed(workshop, amendment), new AmendmentProposed(amendment));
    }

    // Texts are salted, so that equal words have different hashes: words are compared.
    private static bool Same(Proposal a, Proposal b) => (a, b) switch
    {
        (AddClause x, AddClause y) => x.After == y.After && x.Wording.Value is { } words && words == y.Wording.Value,
        (ReplaceClause x, ReplaceClause y) => x.Clause == y.Clause && x.Base.Hash == y.Base.Hash && x.Wording.Value is { } words && words == y.Wording.Value,
        (RemoveClause x, RemoveClause y) => x.Clause == y.Clause && x.Base.Hash == y.Base.Hash,
        _ => false,
    };

    /// <summary>The private answer to a new amendment: what comes next, what is missing, who its rivals are.</summary>
    internal static Reply Proposed(Workshop workshop, Amendment amendment)
    {
        var id = amendment.Id;
        var blocks = new List<Block>
        {
            new Paragraph(workshop.Running is { } round
                ? $"It goes into the next round, after {round.Id} is published."
                : "It goes into the next round; until that opens you can withdraw it."),
        };
        if (amendment.Scenarios.IsEmpty)
            blocks.Add(new Paragraph($"It can't open for a vote before it has a scenario that shows its effect: add one with `scenario add for:{id}`."));
        var rivals = workshop.Drafted.Where(a => a.Clause is { } clause && clause == amendment.Clause && a.Id != amendment.Follows).Select(a => a.Id).ToList();
        if (rivals.Count > 0)
            blocks.Add(new Paragraph($"{RankingWords.Names(rivals)} would change {amendment.Clause} too: at most one of them is adopted."));
        return new(new Card(
            $"{id} is proposed",
            [.. blocks],
            [
                new("Add a scenario", $"scenario add for:{id}", amendment.Scenarios.IsEmpty ? Look.Primary : Look.Plain),
                new("Withdraw", $"mine withdraw {id}"),
            ]));
    }

    private static Decision HasChanged(Clause clause, string words) => Decision.Accept(new Reply(
        new Card(
            $"{clause.Id} has changed since you read it",
            [
                new Paragraph("Nothing was proposed. This is what it says now:"),
                new Quote(clause.Id.ToString(), clause.Text),
                new Paragraph("And this is your wording; propose it again if it still fits:"),
                new Quote("You", words),
            ],
            [new("Amend the present text", $"clause amend {clause.Id}", Look.Primary)]),
        Refusal: true));

    internal static Refused UnknownClause(Workshop workshop, ClauseId id)
    {
        var nearest = workshop.Current.Policy.Clauses.Select(c => c.Id)
            .OrderBy(c => Math.Abs((long)c.Number - id.Number)).Take(3).OrderBy(c => c.Number).ToList();
        return new($"There is no clause {id} in {workshop.Current.Number}.", nearest.Count == 0
            ? "The policy has no clauses yet: propose the first with `clause propose`, or import some with `policy import`."
            : $"The nearest are {string.Join(", ", nearest)}; `policy show` lists all.");
    }
}
