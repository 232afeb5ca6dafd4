using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.App;
using PolicyBot.Teams.Auth;
using PolicyBot.Teams.Cards;
using PolicyBot.Teams.Connector;
using PolicyBot.Teams.Dialogs;

namespace PolicyBot.Teams;

public static class TeamsSetup
{
    /// <summary>Registers the channel; without an app id nothing. Needs the store, <see cref="Turns"/> and the clock.</summary>
    /// <param name="web">The address that links on cards begin with.</param>
    public static IServiceCollection AddTeams(this IServiceCollection services, TeamsOptions options, Uri web)
    {
        services.AddSingleton(options);
        if (!options.Enabled)
            return services;
        // A redirect must not carry our token elsewhere.
        services.AddHttpClient(nameof(Teams)).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services.AddSingleton(s => new SigningKeys(Http(s), options)).AddSingleton<InboundToken>();
        services.AddSingleton(s => new OutboundToken(Credentials.Of(options, Http(s)))).AddSingleton<Spacing>();
        services.AddSingleton(s => new Calls(Http(s), s.GetRequiredService<OutboundToken>(), s.GetRequiredService<Spacing>()));
        services.AddSingleton<Notes>().AddSingleton<Conversations>().AddSingleton<Whereabouts>();
        services.AddSingleton(new AdaptiveCards(web)).AddSingleton<Downloads>().AddSingleton<Answers>().AddSingleton<Drawing>().AddSingleton<Saying>();
        services.AddSingleton<Posted>().AddSingleton<ShownCards>();
        services.AddSingleton<Listening>().AddSingleton<Presses>().AddSingleton<Pages>().AddSingleton<Arrivals>().AddSingleton<Handlers>();
        services.AddSingleton<Reception>().AddSingleton<Door>();
        return services.AddSingleton<IChannel, TeamsChannel>();
    }

    public static void MapTeams(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<TeamsOptions>().Enabled)
            return;
        app.MapPost("/api/messages", (Delegate)app.Services.GetRequiredService<Door>().Take);
        app.MapGet($"{Downloads.Address}/{{token}}", app.Services.GetRequiredService<Downloads>().Fetch);
    }

    private static HttpClient Http(IServiceProvider services) => services.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(Teams));
}
