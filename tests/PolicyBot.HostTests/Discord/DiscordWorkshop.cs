using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PolicyBot.App;
using PolicyBot.App.Grains;
using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;
using PolicyBot.Discord.Commands;
using PolicyBot.Emulators.Discord;
using PolicyBot.Emulators.Discord.People;
using PolicyBot.Host;
using PolicyBot.Web.Room;
using Xunit;

namespace PolicyBot.HostTests.Discord;

/// <summary>The whole host in a Discord on this machine, on a real database, with a clock that the test turns.</summary>
internal sealed class DiscordWorkshop : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("policybot-discord-");
    private WebApplication? app;

    private DiscordWorkshop(DiscordEmulator discord, FakeTimeProvider clock, string delivery)
    {
        Discord = discord;
        Clock = clock;
        Delivery = delivery;
    }

    public DiscordEmulator Discord { get; }

    public FakeTimeProvider Clock { get; }

    public string Delivery { get; }

    /// <summary>What the workshop's name becomes.</summary>
    public WorkshopId Id { get; set; } = new("care");

    public IServiceProvider Services => app!.Services;

    public IWorkshopStore Store => Services.GetRequiredService<IWorkshopStore>();

    public static async Task<DiscordWorkshop> Start(string delivery = "gateway", Func<DiscordOptions, DiscordOptions>? with = null)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        var options = new DiscordOptions { Clock = clock };
        var workshop = new DiscordWorkshop(await DiscordEmulator.Start(with?.Invoke(options) ?? options), clock, delivery);
        await workshop.StartHost();
        Assert.True((await workshop.Services.GetRequiredService<Registering>().Run(TestContext.Current.CancellationToken)).Done);
        return workshop;
    }

    public async Task StartHost()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["PublicUrl"] = "https://policy.example.org",
            ["Storage:ConnectionString"] = $"Data Source={Path.Combine(folder.FullName, "care.db")}",
            ["Keys:Directory"] = Path.Combine(folder.FullName, "keys"),
            ["Discord:Token"] = Discord.Options.Token,
            ["Discord:ApplicationId"] = Discord.ApplicationId,
            ["Discord:PublicKey"] = Discord.Delivery.PublicKey,
            ["Discord:Delivery"] = Delivery,
            ["Discord:ApiBase"] = Discord.ApiBase,
        }).Build();
        var (settings, problems) = Configuration.Read(configuration);
        Assert.Empty(problems);
        app = Composition.Build(settings, new RoomOptions(Enabled: false, OpenEntrance: false), Clock);
        await app.StartAsync();
        if (Delivery == "http")
            Discord.Delivery.Endpoint = new Uri($"{app.Urls.Single()}/discord/interactions");
        await Until(() => Discord.Connected > 0, "the bot never connected");
    }

    public async Task StopHost()
    {
        await app!.StopAsync();
        await app.DisposeAsync();
        app = null;
    }

    /// <summary>Does something until the bot answers it, as people do who read "the application did not respond".</summary>
    public async Task<Heard> Insists(Func<Task<Heard>> act)
    {
        for (var watch = Stopwatch.StartNew(); ; await Turn())
        {
            var heard = await act();
            if (!heard.Failed)
                return heard;
            Assert.True(watch.Elapsed < Patience, "the bot never answered");
        }
    }

    /// <summary>A command whose answer asks whether one is sure: its button is pressed.</summary>
    public async Task<Heard> Decides(Human who, string line)
    {
        var asked = await Insists(() => who.Says(line));
        Assert.NotNull(asked.Message);
        Assert.True(asked.Message.Buttons.Count > 0, asked.Text);
        return await Insists(() => who.Presses(asked.Message.Buttons[0], asked.Message));
    }

    public async Task<Workshop> Look() => (await Services.GetRequiredService<IGrainFactory>().GetGrain<IWorkshopGrain>(Id.Value).Look()).Value!;

    public async Task<Workshop> UntilRound(RoundState state)
    {
        Workshop? workshop = null;
        await Until(async () => (workshop = await Look()).Rounds.LastOrDefault()?.State == state, () => $"the round never became {state}, it is {workshop?.Rounds.LastOrDefault()?.State}");
        return workshop!;
    }

    /// <summary>The bot's newest message with these words, once it is so.</summary>
    public async Task<ChatMessage> Card(string words, Func<ChatMessage, bool>? so = null)
    {
        ChatMessage? card = null;
        await Until(
            () => Task.FromResult((card = Discord.General.Find(words)) is not null && so?.Invoke(card) != false),
            () => $"no card '{words}' came so: {card?.Text}");
        return card!;
    }

    public Task Until(Func<bool> so, string otherwise) => Until(() => Task.FromResult(so()), () => otherwise);

    public Task Until(Func<Task<bool>> so, string otherwise) => Until(so, () => otherwise);

    public async Task Until(Func<Task<bool>> so, Func<string> otherwise)
    {
        for (var watch = Stopwatch.StartNew(); !await so(); await Turn())
        {
            if (watch.Elapsed > Patience)
                Assert.Fail(otherwise());
        }
    }

    public void Passes(TimeSpan time) => Clock.Advance(time);

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await StopHost();
        await Discord.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>A little real time for the stewards to work in, and a little of the workshop's for what they wait for.</summary>
    private async Task Turn()
    {
        await Task.Delay(Glance);
        Clock.Advance(TimeSpan.FromMilliseconds(250));
    }
}
