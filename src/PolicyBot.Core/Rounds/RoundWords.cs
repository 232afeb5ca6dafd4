using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Rounds;

/// <summary>Where a round is, in words.</summary>
internal static class RoundWords
{
    /// <summary>Says that the round under way does not fit the command, and what comes next in it.</summary>
    public static Refused NotNow(Workshop workshop, string wanted) => workshop.Running is { } round
        ? new Refused($"{wanted}, but {StateOf(round, workshop)}.", NextOf(round))
        : new Refused($"{wanted}, but no round is under way.", "Open one with `round open 48h`.");

    /// <summary>Where a round is, for a sentence: <c>R2 is open until …</c>.</summary>
    public static string StateOf(Round round, Workshop workshop) => round.State switch
    {
        RoundState.Preparing => $"{round.Id} is being prepared",
        RoundState.Open => $"{round.Id} is open{UntilWhen(round.ClosesAt, workshop)}",
        RoundState.Paused => $"{round.Id} is paused",
        RoundState.Closed => $"{round.Id} is closed and its new responses are being run",
        RoundState.Confirming => $"{round.Id} is being confirmed{UntilWhen(round.ConfirmingUntil, workshop)}",
        RoundState.Published => $"{round.Id} is published",
        RoundState.Cancelled => $"{round.Id} was cancelled",
        RoundState.Void => $"{round.Id} is void",
        _ => $"{round.Id} is a draft",
    };

    /// <summary>What ends the state that a round is in.</summary>
    public static string NextOf(Round round) => round.State switch
    {
        RoundState.Preparing => "Voting opens by itself when its sample responses are there; `round cancel` gives the amendments back.",
        RoundState.Open => "It ends at its deadline; `round close` ends it now, `round cancel` without a result.",
        RoundState.Paused => "`round resume` takes ballots again, `round close` counts what is there, `round cancel` ends it without a result.",
        RoundState.Closed => "Confirming starts by itself when they are there; `round close` publishes without them.",
        RoundState.Confirming => "It is published by itself when that time is over; `round close` publishes it now.",
        _ => "Open the next one with `round open 48h`.",
    };

    private static string UntilWhen(DateTimeOffset? at, Workshop workshop) =>
        at is { } time ? $" until {Deadlines.Written(time, workshop.Settings.TimeZone)}" : "";
}
