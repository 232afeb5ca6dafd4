using Microsoft.Extensions.Hosting;
using PolicyBot.Discord.Rest;

namespace PolicyBot.Discord.Gateway;

/// <summary>Keeps as many shards awake as Discord wants; one for most bots. https://docs.discord.com/developers/events/gateway#sharding</summary>
public sealed class Shards(IServiceProvider services, DiscordApi api, ILogger<Shards> logger) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        int? shards = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                shards ??= (await api.Gateway(stoppingToken))?.Shards;
                if (shards is null)
                    logger.LogError("Discord does not accept the bot's token; see: policybot doctor");
                for (var number = 0; number < shards; number++)
                    await grains.GetGrain<IShardGrain>(number).Keep(shards.Value);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning("Discord can't be reached ({Kind}); trying again", failure.GetType().Name);
            }

            await Task.Delay(shards is null ? Pace * 6 : Pace, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
