using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Workshops;

/// <summary>What the log says about rounds, folded.</summary>
internal static class RoundFold
{
    /// <summary>The workshop after a round's change; null for any other change.</summary>
    public static Workshop? Apply(Workshop w, Change change, DateTimeOffset at) => change switch
    {
        RoundPrepared c => Prepared(w, c.Round),
        VotingOpened c => w.With(c.Round, r => r with { State = RoundState.Open, OpenedAt = at, ClosesAt = c.ClosesAt }),
        DeadlineMoved c => w.With(c.Round, r => r with { ClosesAt = c.ClosesAt }),
        RoundPaused c => w.With(c.Round, r => r with { State = RoundState.Paused, PausedAt = at }),
        RoundResumed c => w.With(c.Round, r => r with { State = RoundState.Open, PausedAt = null, ClosesAt = c.ClosesAt }),
        RoundCancelled c => GivenBack(w, c.Round, RoundState.Cancelled),
        RoundVoided c => GivenBack(w, c.Round, RoundState.Void),
        RoundClosed c => Closed(w, c, at),
        ConfirmingStarted c => w.With(c.Round, r => r with { State = RoundState.Confirming, ConfirmingUntil = c.Until }),
        RoundPublished c => w.With(c.Round, r => r with
        {
            State = RoundState.Published,
            PublishedAt = at,
            Fidelities = c.Fidelities,
            Missing = c.Missing,
            NotFollowed = c.NotFollowed,
            TookPart = c.TookPart,
            ModelTook = c.ModelTook,
            Dispositions = r.Dispositions.AddRange(c.Dispositions),
        }),
        OutcomeOverruled c => w.With(c.Round, r => r with { Overruled = (r.Overruled ?? []).Add(c.Overrule) })
            .With(c.Overrule.Amendment, a => a with { State = StateOf(c.Overrule.Result) }),
        RemindersSent c => w.With(c.Round, r => r with { Reminders = r.Reminders + 1 }),
        _ => null,
    };

    private static Workshop Prepared(Workshop w, Round round) =>
        round.Amendments.Aggregate(
            (w with { Rounds = w.Rounds.Add(round) }).NotAwaiting(round.Amendments),
            (now, id) => now.With(id, a => a with { State = AmendmentState.InRound, Round = round.Id }));

    private static Workshop GivenBack(Workshop w, RoundId id, RoundState state) =>
        w.Amendments.Values.Where(a => a.Round == id && a.State == AmendmentState.InRound).Aggregate(
            w.With(id, r => r with { State = state }),
            (now, a) => now.With(a with { State = AmendmentState.Proposed, Round = null }));

    private static Workshop Closed(Workshop w, RoundClosed c, DateTimeOffset at) =>
        c.Outcomes.Aggregate(
            w.With(c.Round, r => r with
            {
                State = RoundState.Closed,
                ClosedAt = at,
                ClosedBy = c.By,
                BallotDigest = c.BallotDigest,
                Outcomes = c.Outcomes,
                Contests = c.Contests,
                Made = c.Made,
                Opinion = c.Opinion,
            }),
            (now, o) => now.With(o.Amendment, a => a with { State = StateOf(o.Result) }));

    private static AmendmentState StateOf(Result result) => result switch
    {
        Result.Adopted => AmendmentState.Adopted,
        Result.Returned => AmendmentState.Returned,
        Result.Declined => AmendmentState.Declined,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
