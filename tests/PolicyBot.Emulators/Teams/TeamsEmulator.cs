using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace PolicyBot.Emulators.Teams;

/// <summary>
/// A loopback Teams: the issuer of tokens with its keys, the bot's token endpoint, the connector, and people with clients
/// whom a test drives. Start it, start the bot with its addresses, then set <see cref="Delivery.Bot"/>.
/// </summary>
public sealed class TeamsEmulator : IAsyncDisposable
{
    public const string AppId = "5e1e5c0e-7a4d-4c0f-9a51-0c0ffee0b071";
    public const string Tenant = "0d1c7a5e-33b1-4f0a-8a9b-7e4a475e4a47";
    public const string Secret = "only-the-bot-knows";
    private readonly WebApplication app;
    private readonly Envelope envelope;
    private readonly ConcurrentBag<Task> refreshes = [];

    private TeamsEmulator(TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(o => o.Limits.MaxRequestBodySize = 20_000_000);
        app = builder.Build();
        Clock = clock;
        envelope = new Envelope(World, clock);
        AccessTokens = new AccessTokens(clock);
        Limits = new RateLimits(clock);
        Connector = new Connector(new ConnectorActs(World, Capture), AccessTokens, Limits, World);
        Delivery = new Delivery(Issuer, Capture, World, clock);
        Issuer.Map(app);
        AccessTokens.Map(app);
        Connector.Map(app);
        World.Shown += Refresh;
    }

    public TimeProvider Clock { get; }

    public World World { get; } = new();

    public Capture Capture { get; } = new();

    public TokenIssuer Issuer { get; } = new();

    public AccessTokens AccessTokens { get; }

    public RateLimits Limits { get; }

    public Connector Connector { get; }

    public Delivery Delivery { get; }

    /// <summary>The root, without a path.</summary>
    public Uri Address => new(app.Urls.Single());

    public Uri OpenIdMetadata => new(Address, "/v1/.well-known/openidconfiguration");

    public Uri TokenEndpoint => new(Address, AccessTokens.Path);

    public Uri ServiceUrl => new(Address, Connector.Path);

    /// <param name="clock">Stamps and ages tokens and activities, and counts the rates; the system's otherwise.</param>
    public static async Task<TeamsEmulator> Start(TimeProvider? clock = null)
    {
        var emulator = new TeamsEmulator(clock ?? TimeProvider.System);
        await emulator.app.StartAsync();
        emulator.envelope.ServiceUrl = emulator.ServiceUrl.ToString();
        return emulator;
    }

    /// <summary>A channel of a new team; the app is not installed yet.</summary>
    public Conversation Channel(string name)
    {
        var channel = new Conversation($"19:{Guid.NewGuid():n}@thread.tacv2", name, $"19:{Guid.NewGuid():n}@thread.tacv2");
        World.Add(channel);
        return channel;
    }

    /// <summary>Somebody who is in these channels from the beginning.</summary>
    public Person Person(string name, params Conversation[] channels)
    {
        var person = new Person(World, Delivery, envelope, name);
        foreach (var channel in channels)
            channel.Enter(person);
        return person;
    }

    /// <summary>Waits until every card that asked for a refresh has been refreshed.</summary>
    public async Task Refreshed()
    {
        while (refreshes.TryTake(out var refresh))
            await refresh;
    }

    public async ValueTask DisposeAsync()
    {
        World.Shown -= Refresh;
        await Refreshed();
        await app.DisposeAsync();
        Delivery.Dispose();
        Issuer.Dispose();
    }

    /// <summary>Clients refresh for the people that the card names, or for everybody in a conversation of at most 60.</summary>
    private void Refresh(Message message)
    {
        if (message.Card?["refresh"] is not { } wanted)
            return;
        var members = message.Conversation.Members;
        var named = wanted["userIds"]?.AsArray().Select(u => (string?)u).ToHashSet();
        if (named is null && members.Count > 60)
            return;
        foreach (var person in members.Where(p => named?.Contains(p.Id) ?? true))
            refreshes.Add(Task.Run(() => person.Refresh(message)));
    }
}
