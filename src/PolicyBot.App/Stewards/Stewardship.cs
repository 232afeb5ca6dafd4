using PolicyBot.App.Grains;

namespace PolicyBot.App.Stewards;

/// <summary>The three that make the world match the rows: posts, trials, deadlines with reminders.</summary>
public sealed class Stewardship(
    IGrainFactory grains, PostsSteward posts, TrialsSteward trials, DeadlinesSteward deadlines, IServiceProvider services)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    /// <returns>When the steward wants to be woken next; null: only when something changes.</returns>
    public async Task<DateTimeOffset?> Run(Due due, CancellationToken cancellation)
    {
        var workshop = (await grains.GetGrain<IWorkshopGrain>(due.Workshop.Value).Look()).Value;
        if (workshop is null)
            return null;
        return due.Steward switch
        {
            Steward.Posts => await posts.Run(workshop, cancellation),
            Steward.Trials => await trials.Run(workshop, cancellation),
            Steward.Deadlines => await deadlines.Run(workshop, cancellation),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public async Task Postpone(Due due)
    {
        var clock = services.GetRequiredKeyedService<TimeProvider>(Clock.Key);
        await services.GetRequiredService<IWorkshopStore>().Settle(due, clock.Now() + AfterFailure, CancellationToken.None);
    }
}
