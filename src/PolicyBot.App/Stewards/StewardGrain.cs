using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PolicyBot.App.Grains;

namespace PolicyBot.App.Stewards;

/// <summary>Runs one steward of one workshop, never twice at once, and writes down when it wants to be woken next.</summary>
public sealed class StewardGrain(IWorkshopStore store, Stewardship stewards, Waker waker, IHostApplicationLifetime lifetime, ILogger<StewardGrain> logger) : Grain, IStewardGrain
{
    private bool running;

    public async Task Run(Due due)
    {
        if (running)
            return;
        running = true;
        try
        {
            var next = await stewards.Run(due, CancellationToken.None);
            await store.Settle(due, next, CancellationToken.None);
        }
        // Calls that meet the end of the silo fail; the row stays, and the next start takes it up.
        catch (Exception) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "The {Steward} steward of {Workshop} failed; it tries again", due.Steward, due.Workshop);
            await stewards.Postpone(due);
        }
        finally
        {
            running = false;
            waker.Nudge();
        }
    }
}
