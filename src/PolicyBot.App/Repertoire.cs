using PolicyBot.Core;

namespace PolicyBot.App;

/// <summary>Who answers a command.</summary>
public enum Answerer
{
    /// <summary>The workshop itself, one command after the other.</summary>
    Workshop,

    /// <summary>The ballot box: many at a time.</summary>
    BallotBox,

    /// <summary>Nobody's queue: it only reads.</summary>
    Reader,

    /// <summary>The model, beside everything else.</summary>
    Sandbox,
}

public static class Repertoire
{
    /// <summary>The bot's repertoire on one screen.</summary>
    public static Answerer Of(Command command) => command switch
    {
        CreateWorkshop or ChangeSettings or LinkPlace or AddFacilitator or ArchiveWorkshop => Answerer.Workshop,
        ImportPolicy or RollBack => Answerer.Workshop,
        ProposeClause or AmendClause or ProposeRemoval or WithdrawAmendment or RebaseAmendment or ApplyRedraft or AskForRedraft => Answerer.Workshop,
        AddScenario or RetireScenario or LinkScenario => Answerer.Workshop,
        OpenRound or ExtendRound or PauseRound or ResumeRound or CancelRound or CloseRound or RemindVoters or OverruleOutcome => Answerer.Workshop,
        JoinGroup or ForgetMe or ChooseReminders or LinkMe or HideWords or MergeAmendments => Answerer.Workshop,

        CastBallot or RankWordings or AddComment or EditComment or WithdrawComment or FileDissent or Confirm or React or Discuss => Answerer.BallotBox,

        ShowStatus or ShowPolicy or ShowHistory or ShowDiff or ExportPolicy or ListScenarios or PreviewRound or ShowRound => Answerer.Reader,
        MyBallot or AllResponses or ShowMine or ShowQueue or ShowReport or ExportWorkshop or ShowHelp => Answerer.Reader,

        TryPrompt or KeepTry or RewordTry or ProposeTry => Answerer.Sandbox,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
