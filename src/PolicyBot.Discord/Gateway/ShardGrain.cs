
namespace PolicyBot.Discord.Gateway;

/// <summary>One shard: exactly one gateway session in the whole cluster. The key is its number.</summary>
public interface IShardGrain : IGrainWithIntegerKey
{
    /// <summary>Makes sure that the session is alive; called again and again, so that it comes back when a node dies.</summary>
    /// <param name="shards">Of how many.</param>
    Task Keep(int shards);
}

/// <summary>Runs its shard while it holds the lease.</summary>
public sealed class ShardGrain(ShardParts parts) : Grain, IShardGrain
{
    private CancellationTokenSource stop = new();
    private Task? running;
    private Lease? lease;

    public async Task Keep(int shards)
    {
        var number = (int)this.GetPrimaryKeyLong();
        lease ??= new Lease(parts.Store, number, parts.Clock);
        if (!await lease.Hold())
        {
            await End();
            lease = null;
            return;
        }

        DelayDeactivation(Lease.Term);
        // A shard that gave up stays ended: somebody has to mend something and start PolicyBot again.
        running ??= Task.Run(() => new Shard(number, shards, parts).Run(stop.Token));
        if (running.IsFaulted)
        {
            parts.Logger.LogError(running.Exception, "The connection to Discord failed; it begins again");
            running = null;
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => End();

    private async Task End()
    {
        if (running is null)
            return;
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        running = null;
        stop = new CancellationTokenSource();
    }
}
