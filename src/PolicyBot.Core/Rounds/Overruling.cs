using System.Globalization;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Rounds;

/// <summary>One outcome that a facilitator put in place of the votes'.</summary>
/// <param name="Result">What holds now.</param>
/// <param name="Made">The provisional version that it made; null where the policy stayed.</param>
public sealed record Overrule(AmendmentId Amendment, Result Result, Text Why, PersonId By, VersionNumber? Made);

/// <summary>Breaking the glass: a facilitator decides against the votes, for everybody to see.</summary>
public static class Overruling
{
    private const int LongestReason = 500;

    /// <summary>Asks once; then the outcome of a published round is another, and where that changes the policy it makes a provisional
    /// version, which the next round ratifies or reverts. The votes stay as they are.</summary>
    public static Decision Overrule(Workshop workshop, OverruleOutcome command, Occasion occasion)
    {
        if (workshop.MayReplacePolicy(occasion) is { } refused)
            return refused;
        if (workshop.Rounds.LastOrDefault(r => r.State == RoundState.Published && r.Outcomes.Any(o => o.Amendment == command.Amendment)) is not { } round
            || workshop.Find(command.Amendment) is not { Proposal: not RatifyVersion } amendment)
            return new Refused($"No published round decided on {command.Amendment}.", "Only the outcome of an amendment whose round is published can be overruled; `report` shows them.");
        if (HoldsNow(round, command.Amendment) == command.Result)
            return new Refused($"{command.Amendment} is {Speaking.Word(command.Result)} already.", "`report` shows what was decided.");
        if (Wording.Check(command.Why ?? "", LongestReason, "The reason", out var why) is { } unfit)
            return unfit with { Next = $"Say why, such as `round overrule {command.Amendment} {Speaking.Word(command.Result)} why:\"a court has ruled\"`; everybody reads it." };
        if (command.Result == Result.Adopted && amendment.Proposal is AddClause { Wording.Value: null } or ReplaceClause { Wording.Value: null })
            return new Refused($"The words of {command.Amendment} were erased at their author's request.", "Propose the wording that you want with `clause amend` or `clause propose`, and let the next round vote on it.");
        var (policy, conflict) = After(workshop, round, (amendment, command.Result));
        if (conflict is not null)
            return new Refused(conflict, "Propose the wording that you want with `clause amend`, and let the next round vote on it.");
        return command.Sure ? Decide(workshop, round, (command, why), policy, occasion) : Ask(round, command, why);
    }

    /// <summary>The result that holds for an amendment of the round: the last overruling's, otherwise the votes'.</summary>
    public static Result HoldsNow(Round round, AmendmentId amendment) =>
        round.Overruled?.LastOrDefault(o => o.Amendment == amendment)?.Result ?? round.Outcomes.First(o => o.Amendment == amendment).Result;

    /// <summary>The policy as an overruling leaves it, null where nothing changes; or why it can't be made.</summary>
    internal static (Policy? Policy, string? Conflict) After(Workshop workshop, Round round, (Amendment Amendment, Result Result) to)
    {
        var (amendment, result) = to;
        var was = HoldsNow(round, amendment.Id);
        if (result != Result.Adopted && was != Result.Adopted)
            return (null, null);
        var change = result == Result.Adopted ? amendment : amendment with { Proposal = Back(workshop.Current.Policy, amendment.Proposal), Rationale = null };
        var adopted = Adoption.Apply(workshop.Current.Policy, workshop.ClausesMade, [change]);
        return adopted.Conflicts is [var conflict, ..] ? (null, conflict.Why) : (adopted.Policy, null);
    }

    internal static PolicyVersion VersionOf(Workshop workshop, AmendmentId overruled, Policy policy, DateTimeOffset now) =>
        new(workshop.NextVersion(), policy, Moment.Truncate(now), $"A facilitator overruled the votes on {overruled}", Provisional: true);

    /// <summary>The opposite of a change that was adopted, written for the text that it left.</summary>
    private static Proposal Back(Policy policy, Proposal proposal) => proposal switch
    {
        AddClause a => new RemoveClause(policy.Clauses.LastOrDefault(c => c.Text.Hash == a.Wording.Hash)?.Id ?? new ClauseId(0), a.Wording),
        ReplaceClause r => new ReplaceClause(r.Clause, r.Wording, r.Base),
        RemoveClause r => new AddClause(null, r.Base),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Decision Ask(Round round, OverruleOutcome command, string why)
    {
        var word = Speaking.Word(command.Result);
        var act = string.Create(CultureInfo.InvariantCulture, $"round overrule {command.Amendment} {word} why:\"{why.Replace("\"", "'", StringComparison.Ordinal).ReplaceLineEndings(" ")}\" sure:yes");
        string[] lines =
        [
            $"The votes of {round.Id} made it {Speaking.Word(round.Outcomes.First(o => o.Amendment == command.Amendment).Result)}. Your name, and “{why}”, will stand on its report and in every export for good; the votes stay beside it.",
            "If the policy changes by it, the new version is provisional: the next round ratifies or reverts it.",
        ];
        return act.Length <= OpeningLine.Longest
            ? Asking.Once($"Overrule the votes: {command.Amendment} {word}?", "Overrule the votes", act, lines)
            : Decision.Accept(Reply.Say($"Overrule the votes: {command.Amendment} {word}?", [.. lines, "To do it, give the same command again with `sure:yes` at its end."]));
    }

    private static Decision Decide(Workshop workshop, Round round, (OverruleOutcome Command, string Why) of, Policy? policy, Occasion occasion)
    {
        var (command, why) = of;
        var version = policy is null ? null : VersionOf(workshop, command.Amendment, policy, occasion.Now);
        var overruled = new OutcomeOverruled(round.Id, new Overrule(command.Amendment, command.Result, occasion.Text(why), occasion.Asker(), version?.Number));
        var reply = Reply.Say(
            $"{command.Amendment} is {Speaking.Word(command.Result)}, against the votes",
            version is null ? "The policy stays as it is." : $"The policy is {version.Number} now, provisional until the next round ratifies or reverts it.");
        return version is null ? Decision.Accept(reply, overruled) : Decision.Accept(reply, new VersionMade(version), overruled);
    }
}
