using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Grains;

/// <summary>"Recorded": said only after the commit.</summary>
internal static class Acknowledgement
{
    public static Reply Ballot(Workshop workshop, Ballot ballot) => Reply.Say(
        $"Recorded: {Said(ballot.Vote)} on {ballot.Amendment}.",
        workshop.Running?.Rule.Anonymous == true
            ? "Nobody can see how you voted. You can change it until the close."
            : "You can change it until the close.");

    public static Reply Ranking(Ranking ranking) => Reply.Say(
        $"Recorded: {string.Join(", then ", ranking.Order)} for {ranking.Clause}.",
        "What you left out comes last. You can rank them anew until the close; say on each card too whether you agree with it.");

    public static Reply Withdrawal(Withdrawal withdrawal) => Reply.Say(
        $"Recorded: your vote on {withdrawal.Amendment} is taken back.", "You can vote on it again until the close.");

    public static Reply Remark(Remark remark)
    {
        if (remark.Withdrawn)
            return Reply.Say("Withdrawn: your comment is gone.");
        return remark.Kind == RemarkKind.Dissent
            ? Reply.Say($"Recorded: your dissent on {remark.Amendment}.", "It is published with the result, in your words.")
            : Reply.Say($"Recorded: your comment on {remark.Amendment}.", "What becomes of it stands in the report; change or withdraw it with: mine");
    }

    public static Reply Confirmation(Confirmation confirmation) =>
        Reply.Say($"Recorded: {Said(confirmation.Meant)} ({confirmation.Amendment}).", "You can change your answer until the report is published.");

    private static string Said(Vote vote) => vote switch
    {
        Vote.Agree => "you agree",
        Vote.Disagree => "you disagree",
        Vote.Pass => "you pass",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Said(Meant meant) => meant switch
    {
        Meant.Matches => "it matches what you meant",
        Meant.Partly => "it partly matches",
        Meant.No => "it does not do what you meant",
        Meant.ChangedMyMind => "you changed your mind",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
