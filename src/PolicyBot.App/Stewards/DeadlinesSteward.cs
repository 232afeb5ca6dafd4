using PolicyBot.App.Grains;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Stewards;

/// <summary>Does what is due: closes, publishes, reminds, destroys the keys of rounds that ended.</summary>
public sealed class DeadlinesSteward(
    IWorkshopStore store, IGrainFactory grains, RoundKeys keys, Telling telling, [FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    public async Task<DateTimeOffset?> Run(Workshop workshop, CancellationToken cancellation)
    {
        foreach (var ended in workshop.Rounds.Where(r => r.Ended && r.Rule.Anonymous))
        {
            if (keys.Find(workshop.Id, ended.Id) is not null)
                await store.ForgetReminded(workshop.Id, ended.Id, cancellation);
            keys.Destroy(workshop.Id, ended.Id);
        }

        await telling.OfNotFollowed(workshop, cancellation);
        if (workshop.Running is not { } round)
            return null;

        var now = clock.Now();
        if (await Step(workshop, round, now, cancellation) is { } step)
        {
            await grains.GetGrain<IWorkshopGrain>(workshop.Id.Value).Step(step.AsImmutable());
            return null;
        }

        await telling.Remind(workshop, round, cancellation);
        await telling.Welcome(workshop, cancellation);
        return new[] { round.State == RoundState.Open ? round.ClosesAt : null, round.ConfirmingUntil, Reminders.NextAt(round, workshop.Settings) }
            .Where(t => t > now).Min();
    }

    private async Task<LoopStep?> Step(Workshop workshop, Round round, DateTimeOffset now, CancellationToken cancellation)
    {
        if (round.State is RoundState.Open or RoundState.Paused && await store.SealOf(workshop.Id, round.Id, cancellation) is { } sealing)
            return new CloseVoting(round.Id, sealing.By);
        switch (round.State)
        {
            case RoundState.Open when Closing.IsDue(workshop, now):
                return new CloseVoting(round.Id, ClosedBy.Deadline);
            case RoundState.Open when round.Rule.Electorate is ListedPeople && await EverybodyVoted(workshop, round, cancellation):
                return new CloseVoting(round.Id, ClosedBy.EverybodyVoted);
            case RoundState.Open when Reminders.NextAt(round, workshop.Settings) <= now && Reminders.May(workshop, now) is MayRemind:
                return new CountReminder(round.Id, await telling.NonVoters(workshop, cancellation));
            case RoundState.Confirming when Confirming.IsOver(workshop, now):
            // A publication by hand was cut off after it had ended the intake: nobody could answer any more, so it goes on.
            case RoundState.Closed or RoundState.Confirming when await store.IntakeEnded(workshop.Id, round.Id, cancellation):
                return new PublishRound(round.Id);
            default:
                return null;
        }
    }

    private async Task<bool> EverybodyVoted(Workshop workshop, Round round, CancellationToken cancellation)
    {
        var turnout = await store.Turnout(workshop.Id, round.Id, cancellation);
        return Closing.EverybodyVoted(workshop, turnout, p => keys.VoterIn(workshop.Id, round, p) ?? default);
    }
}
