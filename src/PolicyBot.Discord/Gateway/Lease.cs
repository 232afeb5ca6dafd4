using System.Text.Json;
using PolicyBot.App;

namespace PolicyBot.Discord.Gateway;

/// <summary>
/// The right to hold a shard's session, kept in the database: Orleans makes one activation of a shard, and where a node that
/// was cut off still thinks it is that one, the newer epoch wins.
/// </summary>
public sealed class Lease(IWorkshopStore store, int shard, TimeProvider clock)
{
    public static readonly TimeSpan Term = TimeSpan.FromSeconds(30);
    private readonly string key = $"lease:{shard}";
    private long? epoch;

    /// <summary>Takes the lease or prolongs it.</summary>
    /// <returns>False when another node holds it.</returns>
    public async Task<bool> Hold()
    {
        var now = clock.GetUtcNow();
        var held = await Held();
        if (epoch is { } mine && held is not null && held.Epoch != mine)
            return false;
        // The same machine again is a restart: the process that held it is gone.
        if (epoch is null && held is not null && held.Owner != Environment.MachineName && held.Until > now)
            return false;
        epoch ??= (held?.Epoch ?? 0) + 1;
        await store.Remember(Places.Channel, key, JsonSerializer.Serialize(new Holding(Environment.MachineName, epoch.Value, now + Term), Wire.Json), CancellationToken.None);
        return (await Held())?.Epoch == epoch;
    }

    private async Task<Holding?> Held() =>
        await store.Recall(Places.Channel, key, CancellationToken.None) is { } json ? Wire.Read<Holding>(System.Text.Encoding.UTF8.GetBytes(json)) : null;

    private sealed record Holding(string Owner, long Epoch, DateTimeOffset Until);
}
