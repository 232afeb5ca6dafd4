using System.Collections.Immutable;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Confirmations;

/// <summary>Asks, once the new responses are there, whether they are what was meant.</summary>
public static class Confirming
{
    /// <summary>The adopted changes of a round; a ratified version changes no response, so nothing is asked about it.</summary>
    public static ImmutableList<Amendment> Asked(Workshop workshop, Round round) =>
    [
        .. round.Outcomes.Where(o => o.Result == Result.Adopted).Select(o => workshop.Find(o.Amendment)!)
            .Where(a => a.Proposal is not RatifyVersion),
    ];

    /// <summary>Starts the confirming of the closed round, once its trials are done; no changes when there is nothing to confirm,
    /// and then it is published straight away.</summary>
    public static ImmutableList<Change> Start(Workshop workshop, DateTimeOffset now) =>
        workshop.Running is { State: RoundState.Closed } round && !Asked(workshop, round).IsEmpty
            ? [new ConfirmingStarted(round.Id, Moment.Truncate(now) + workshop.Settings.ConfirmFor)]
            : [];

    /// <summary>True when the round is to be published by itself: confirming is over, or there is nothing to confirm.</summary>
    public static bool IsOver(Workshop workshop, DateTimeOffset now) => workshop.Running switch
    {
        { State: RoundState.Closed } round => Asked(workshop, round).IsEmpty,
        { State: RoundState.Confirming, ConfirmingUntil: { } until } => until <= now,
        _ => false,
    };
}
