using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PolicyBot.App.Grains;

namespace PolicyBot.App.Stewards;

/// <summary>Wakes the stewards that have something due. Idle grains leave memory, so somebody outside must look.</summary>
public sealed class Waker(
    IWorkshopStore store, IServiceProvider services, [FromKeyedServices(Clock.Key)] TimeProvider clock, ILogger<Waker> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim nudged = new(0, 1);

    /// <summary>Something became due just now: look at once.</summary>
    public void Nudge()
    {
        if (nudged.CurrentCount == 0)
        {
            try
            {
                nudged.Release();
            }
            catch (SemaphoreFullException)
            {
                // Two nudges at once are one.
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var due in await store.DueBy(clock.Now(), stoppingToken))
                    await grains.GetGrain<IStewardGrain>($"{due.Workshop}|{due.Steward}").Run(due);
                await NudgeOrPace(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                logger.LogError(failure, "Looking for what is due failed; trying again");
                await Task.Delay(Pace, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task NudgeOrPace(CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(nudged.WaitAsync(either.Token), Task.Delay(Pace, clock, either.Token));
        await either.CancelAsync();
    }
}
