using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PolicyBot.App;
using PolicyBot.Discord.Channels;
using PolicyBot.Discord.Commands;
using PolicyBot.Discord.Gateway;
using PolicyBot.Discord.Interactions;
using PolicyBot.Discord.Rendering;
using PolicyBot.Discord.Rest;

namespace PolicyBot.Discord;

public static class DiscordSetup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Registers Discord as a channel; null leaves it off. Needs <see cref="IWorkshopStore"/>, <see cref="Turns"/> and the clock.</summary>
    public static IServiceCollection AddDiscord(this IServiceCollection services, DiscordOptions? options)
    {
        if (options is null)
            return services;
        services.AddDiscordApi(options);
        services.AddSingleton<Places>().AddSingleton<CardMessages>().AddSingleton<Threads>().AddSingleton<Guilds>().AddSingleton<Telling>();
        services.AddSingleton(s => new Documents(new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { MaxResponseContentBufferSize = Documents.MostBytes }, options));
        services.AddSingleton<LaterAnswers>().AddSingleton<Desk>().AddSingleton<Replays>().AddSingleton<ByHttp>();
        services.AddSingleton<Reactions>().AddSingleton<ReactionsSeen>().AddSingleton<ReactionsAway>().AddSingleton<Replies>().AddSingleton<Deletions>().AddSingleton<OnCards>().AddSingleton<Events>();
        services.AddSingleton<Inbox>().AddHostedService(s => s.GetRequiredService<Inbox>());
        services.AddSingleton<Notes>().AddSingleton<ShardParts>().AddHostedService<Shards>();
        services.AddSingleton<IChannel, DiscordChannel>();
        return services;
    }

    /// <summary>Discord's API alone, for commands that only ask or register.</summary>
    public static IServiceCollection AddDiscordApi(this IServiceCollection services, DiscordOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(s => new RestClient(Client(options), new Limits(TimeProvider.System), TimeProvider.System, s.GetRequiredService<ILogger<RestClient>>()));
        services.AddSingleton<DiscordApi>().AddSingleton<Registering>().AddSingleton<Checkup>();
        return services;
    }

    /// <summary>Interactions by HTTP, where they come that way.</summary>
    public static void MapDiscord(this WebApplication app)
    {
        if (app.Services.GetService<DiscordOptions>()?.Delivery == Delivery.Http)
            app.MapPost(ByHttp.Path, (HttpContext context) => app.Services.GetRequiredService<ByHttp>().Take(context));
    }

    private static HttpClient Client(DiscordOptions options)
    {
        var client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { BaseAddress = options.ApiBase, Timeout = Patience };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bot", options.Token);
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"DiscordBot ({(options.PublicUrl.Length > 0 ? options.PublicUrl : "https://localhost")}, 0.1.0)");
        return client;
    }
}
