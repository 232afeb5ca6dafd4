using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PolicyBot.Emulators.Discord.Gateway;
using PolicyBot.Emulators.Discord.Interactions;
using PolicyBot.Emulators.Discord.People;
using PolicyBot.Emulators.Discord.Rest;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord;

/// <summary>
/// A loopback Discord: REST at <c>/api/v10</c>, gateway at <c>/gateway</c>, interactions by either way, one server with people
/// whom a test drives.
/// </summary>
/// <remarks>https://docs.discord.com/developers/reference</remarks>
public sealed partial class DiscordEmulator : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly DiscordState state;
    private readonly Door door;
    private readonly RateLimits limits;
    private readonly OldEdits oldEdits;
    private readonly Sessions sessions = new();
    private readonly Callbacks callbacks;
    private readonly GatewayServer gateway;
    private readonly Handshake handshake;
    private readonly IdentifyBudget budget;
    private readonly Backstage back;
    private readonly Guild guild;

    private DiscordEmulator(DiscordOptions options)
    {
        Options = options;
        state = new DiscordState(options);
        limits = new RateLimits(options.Pace);
        oldEdits = new OldEdits(state, options.Pace);
        door = new Door(options, limits);
        budget = new IdentifyBudget(options);
        Delivery = new HttpDelivery(options.Clock);
        var announcer = new Announcer(state, sessions);
        var posting = new Posting(state, announcer);
        callbacks = new Callbacks(state, posting);
        handshake = new Handshake(state, sessions, announcer, budget, options);
        gateway = new GatewayServer(state, sessions, handshake, options);
        back = new Backstage(state, announcer, posting, new CommandRoutes(state), new Desk(state, sessions, callbacks, Delivery, door.Captured));
        guild = state.AddGuild("Care", state.AddUser("owner"));
        guild.Members[guild.Owner.Id] = new Member(guild.Owner, state.Now);
        General = AddChannel("general");
        app = Build();
        Map(new Router(app, door, state), announcer);
    }

    public DiscordOptions Options { get; }

    /// <summary>Where the server is, without a path.</summary>
    public string Origin => app.Urls.Single();

    /// <summary>For <c>Discord__ApiBase</c>.</summary>
    public string ApiBase => Origin + Router.Base;

    public string ApplicationId => state.Bot.Id;

    /// <summary>How interactions come: by the gateway, until it has an endpoint.</summary>
    public HttpDelivery Delivery { get; }

    public static async Task<DiscordEmulator> Start(DiscordOptions? options = null)
    {
        var emulator = new DiscordEmulator(options ?? new DiscordOptions());
        await emulator.app.StartAsync();
        emulator.state.Origin = emulator.Origin;
        emulator.state.PublicKey = emulator.Delivery.PublicKey;
        if (emulator.Options.Invited)
            emulator.Invites();
        return emulator;
    }

    /// <summary>Somebody who signs like Discord, with a key that is not Discord's.</summary>
    public static HttpDelivery Forger(TimeProvider clock) => new(clock);

    public async ValueTask DisposeAsync()
    {
        Drop();
        await app.DisposeAsync();
        Delivery.Dispose();
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024);
        builder.WebHost.UseShutdownTimeout(TimeSpan.Zero);
        var built = builder.Build();
        built.UseWebSockets();
        foreach (var path in (string[])["/gateway", "/resume", "/"])
            built.MapGet(path, (HttpContext http) => http.WebSockets.IsWebSocketRequest ? gateway.Serve(http) : NotASocket(http));
        built.MapFallback("/api/{**rest}", (HttpContext http) => door.Serve(http, "", _ => throw new DiscordError(404, 0, "404: Not Found")));
        return built;
    }

    private void Map(Router router, Announcer announcer)
    {
        new MessageRoutes(state, back.Posting, oldEdits).Map(router);
        new ThreadRoutes(state, announcer).Map(router);
        new ReactionRoutes(state, announcer).Map(router);
        new PeopleRoutes(state).Map(router);
        back.Commands.Map(router);
        callbacks.Map(router);
        new Webhooks(state, back.Posting, callbacks).Map(router);
        new GatewayRoutes(state, budget, Options).Map(router);
        app.MapGet("/attachments/{channel}/{message}/{name}", Download);
    }

    private IResult Download(string channel, string message, string name) => back.Locked(() =>
        state.Channels.GetValueOrDefault(channel)?.Find(message)?.Files.GetValueOrDefault(name) ?? state.Uploads.GetValueOrDefault(message)) is { } bytes ? Results.Bytes(bytes) : Results.NotFound();

    private static Task NotASocket(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
        return Task.CompletedTask;
    }
}
