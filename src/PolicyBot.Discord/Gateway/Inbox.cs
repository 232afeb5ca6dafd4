using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using PolicyBot.Discord.Rest;

namespace PolicyBot.Discord.Gateway;

/// <summary>
/// Between the sockets' readers and the handlers. Interactions are answered beside each other, because each has its own
/// deadline; everything else is handled in the order in which it came.
/// </summary>
public sealed class Inbox(Events events, ILogger<Inbox> logger) : BackgroundService
{
    private const int Most = 10_000;
    private readonly SemaphoreSlim answering = new(Most);
    private readonly Channel<(Dispatched Event, Action Done)> others = Channel.CreateBounded<(Dispatched, Action)>(Most);

    /// <summary>Waits only when thousands wait already; the reader waits with it, and the gateway holds back.</summary>
    public async ValueTask Put(Dispatched dispatched, Action done)
    {
        if (dispatched.Name != "INTERACTION_CREATE")
        {
            await others.Writer.WriteAsync((dispatched, done));
            return;
        }

        await answering.WaitAsync();
        _ = Task.Run(async () =>
        {
            await Handle(dispatched, done);
            answering.Release();
        });
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (dispatched, done) in others.Reader.ReadAllAsync(stoppingToken))
            await Handle(dispatched, done);
    }

    private async Task Handle(Dispatched dispatched, Action done)
    {
        try
        {
            await events.Take(dispatched);
        }
        catch (DiscordUnreachable)
        {
            logger.LogWarning("What {Event} asked for could not be shown, as Discord can't be reached", dispatched.Name);
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "Handling {Event} failed", dispatched.Name);
        }

        done();
    }
}
