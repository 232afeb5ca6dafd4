using System.Text.Json;
using PolicyBot.App;

namespace PolicyBot.Discord.Gateway;

/// <summary>What the gateway must know after a restart: sessions, and the sessions that were begun lately.</summary>
public sealed class Notes(IWorkshopStore store)
{
    private readonly SemaphoreSlim spending = new(1, 1);

    public async Task<Session?> Session(int shard) => Read<Session>(await store.Recall(Places.Channel, $"session:{shard}", CancellationToken.None));

    public Task Keep(int shard, Session? session) =>
        store.Remember(Places.Channel, $"session:{shard}", session is null ? null : JsonSerializer.Serialize(session, Wire.Json), CancellationToken.None);

    public async Task<IdentifyBudget> Budget() =>
        Read<IdentifyBudget>(await store.Recall(Places.Channel, "identifies", CancellationToken.None)) ?? IdentifyBudget.Fresh;

    /// <summary>Written down before the session begins, so that a crash can't forget it.</summary>
    public async Task Spend(DateTimeOffset now)
    {
        await spending.WaitAsync();
        try
        {
            var budget = (await Budget()).Spend(now);
            await store.Remember(Places.Channel, "identifies", JsonSerializer.Serialize(budget, Wire.Json), CancellationToken.None);
        }
        finally
        {
            spending.Release();
        }
    }

    private static T? Read<T>(string? json)
        where T : class => json is null ? null : Wire.Read<T>(System.Text.Encoding.UTF8.GetBytes(json));
}
