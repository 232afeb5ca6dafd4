using PolicyBot.App.Stewards;
using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Grains;

/// <summary>
/// Checks what people put in and forwards it to the store, many at a time: the store's group commit batches them,
/// and its statements hold the conditions that matter, so a stale state here can refuse too much but never store too much.
/// </summary>
[Reentrant]
public sealed class BallotBoxGrain(
    IWorkshopStore store, RoundKeys keys, Waker waker, [FromKeyedServices(Clock.Key)] TimeProvider clock) : Grain, IBallotBoxGrain
{
    private static readonly TimeSpan Coalesce = TimeSpan.FromSeconds(1);
    private Workshop? workshop;
    private DateTimeOffset wokenUntil;

    private WorkshopId Id => new(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        workshop = Fold.All(await store.Log(Id, cancellationToken));

    public Task Refresh(Immutable<Workshop> changed)
    {
        workshop = changed.Value;
        return Task.CompletedTask;
    }

    public async Task<Immutable<Reply>> Take(Immutable<Intaken> taken)
    {
        if (workshop is null)
            return Reply.Of(Refusals.NoWorkshop).AsImmutable();
        var intake = new Intaking(store, keys, workshop);
        var (reply, recorded) = await intake.Take(taken.Value with { Person = workshop.Who(taken.Value.Person) });
        if (recorded == Recorded.Stored)
            await Stir(workshop.Running);
        return reply.AsImmutable();
    }

    /// <summary>Wakes whoever shows or watches what came in, at most once a second.</summary>
    private async Task Stir(Round? round)
    {
        var now = clock.Now();
        if (round is null || now < wokenUntil)
            return;
        wokenUntil = now + Coalesce;
        if (!round.Rule.Hidden || round.State is not RoundState.Open)
            await store.Wake(new Due(Id, Steward.Posts, wokenUntil), CancellationToken.None);
        if (round.Rule.Electorate is ListedPeople)
            await store.Wake(new Due(Id, Steward.Deadlines, wokenUntil), CancellationToken.None);
        waker.Nudge();
    }
}
