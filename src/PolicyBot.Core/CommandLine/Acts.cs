using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.CommandLine;

/// <summary>Writes the command lines behind buttons, each at most 100 characters and read back by <see cref="CommandReader"/>.</summary>
public static class Acts
{
    public const string MyBallot = "ballot";
    public const string RoundStatus = "round status";
    public const string Status = "workshop status";
    public const string Mine = "mine";
    public const string Scenarios = "scenario list";
    public const string ShowPolicy = "policy show";
    public const string Propose = "clause propose";
    public const string AddScenario = "scenario add";
    public const string OpenRound = "round open";
    public const string TryAPrompt = "try";
    public const string Budget = "workshop model";

    /// <summary>The same act, answered by the next step of the private walk; any other act stays as it is.</summary>
    public static string Walking(string act) =>
        act.StartsWith("vote ", StringComparison.Ordinal) || act.StartsWith("rank ", StringComparison.Ordinal) ? $"{act} walk:yes" : act;

    /// <summary>A vote on exactly the text that the card shows.</summary>
    public static string Vote(Amendment amendment, Vote vote) =>
        $"vote {amendment.Id} {vote.ToString().ToLowerInvariant()} fp:{amendment.Fingerprint}";

    /// <summary>Opens the form in which the vote and its reason can be changed.</summary>
    public static string Revote(Amendment amendment) => $"vote {amendment.Id} fp:{amendment.Fingerprint}";

    /// <summary>Opens the form in which exactly these wordings are ranked.</summary>
    public static string Rank(RivalWordings rivals) => $"rank {rivals.Clause} fp:{rivals.Fingerprint}";

    public static string Comment(AmendmentId amendment) => $"comment {amendment}";

    public static string Dissent(AmendmentId amendment) => $"dissent {amendment}";

    public static string Responses(AmendmentId amendment) => $"responses {amendment}";

    public static string BallotAfter(AmendmentId amendment) => $"ballot after:{amendment}";

    /// <summary>The answer, or for <see cref="Meant.No"/> the form that asks for the cause.</summary>
    public static string Confirm(AmendmentId amendment, Meant meant) => $"confirm {amendment} {Word(meant)}";

    /// <summary>The answer where the order of the responses is hidden.</summary>
    public static string Confirm(AmendmentId amendment, Pick pick) => $"confirm {amendment} {pick.ToString().ToLowerInvariant()}";

    public static string Withdraw(AmendmentId amendment) => $"mine withdraw {amendment}";

    public static string WithdrawRemark(string remark) => $"mine withdraw {remark}";

    public static string EditRemark(string remark) => $"mine edit {remark}";

    /// <summary>Opens the form that asks for the reason.</summary>
    public static string Hide(string what) => $"moderate hide {what}";

    public static string Rebase(AmendmentId amendment) => $"clause rebase {amendment}";

    public static string Apply(AmendmentId amendment) => $"clause apply {amendment}";

    public static string Redraft(AmendmentId amendment) => $"clause redraft {amendment}";

    public static string Amend(ClauseId clause) => $"clause amend {clause}";

    public static string LinkScenario(ScenarioId scenario, AmendmentId amendment) => $"scenario link {scenario} {amendment}";

    public static string AddScenarioFor(AmendmentId amendment) => $"scenario add for:{amendment}";

    public static string Report(RoundId round) => $"report {round}";

    public static string Diff(VersionNumber from, VersionNumber to) => $"policy diff {from} {to}";

    public static string RollBack(VersionNumber to, bool sure = false) => $"policy rollback {to}{(sure ? " sure" : "")}";

    /// <summary>A value as <c>name:value</c>, quoted where it has to be.</summary>
    internal static string Named(Parameter parameter, string value) => Named(parameter.Name, value);

    private static string Named(string name, string value) =>
        value.Any(c => char.IsWhiteSpace(c) || c is '"' or '“' or '”' or '„' or '«' or '»')
            ? $"{name}:\"{value.Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : $"{name}:{value}";

    /// <summary>Opens the form for the next prompt of a try.</summary>
    public static string GoOn(string reference) => $"try on:{reference}";

    public static string KeepTry(string reference) => $"tried keep {reference}";

    /// <summary>Opens the form in which an answer is edited.</summary>
    public static string RewordTry(string reference) => $"tried reword {reference}";

    public static string ProposeTry(string reference) => $"tried propose {reference}";

    private static string Word(Meant meant) => meant switch
    {
        Meant.Matches => "matches",
        Meant.Partly => "partly",
        Meant.No => "no",
        Meant.ChangedMyMind => "changed",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
