using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.Discord.Commands;
using PolicyBot.Emulators.Discord;
using PolicyBot.Emulators.Discord.People;
using PolicyBot.Host;
using PolicyBot.Web.Room;
using Xunit;

namespace PolicyBot.Tests.Discord;

/// <summary>The whole host on a real database, in a Discord on this machine, with its commands registered.</summary>
internal sealed class RunningBot : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("policybot-discord-");
    private WebApplication? app;

    private RunningBot(DiscordEmulator discord) => Discord = discord;

    public DiscordEmulator Discord { get; }

    public IServiceProvider Services => app!.Services;

    public string Address => app!.Urls.Single();

    public static async Task<RunningBot> Start(DiscordOptions? options = null, string delivery = "gateway")
    {
        var bot = new RunningBot(await DiscordEmulator.Start(options));
        await bot.StartHost(delivery);
        Assert.True((await bot.Services.GetRequiredService<Registering>().Run(default)).Done);
        return bot;
    }

    public async Task StartHost(string delivery = "gateway")
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["PublicUrl"] = "https://policy.example.org",
            ["Storage:ConnectionString"] = $"Data Source={Path.Combine(folder.FullName, "policybot.db")}",
            ["Keys:Directory"] = Path.Combine(folder.FullName, "keys"),
            ["Discord:Token"] = Discord.Options.Token,
            ["Discord:ApplicationId"] = Discord.ApplicationId,
            ["Discord:PublicKey"] = Discord.Delivery.PublicKey,
            ["Discord:Delivery"] = delivery,
            ["Discord:ApiBase"] = Discord.ApiBase,
        }).Build();
        var (settings, problems) = Configuration.Read(configuration);
        Assert.Empty(problems);
        app = Composition.Build(settings, new RoomOptions(Enabled: false, OpenEntrance: false));
        await app.StartAsync();
        await Until(() => Discord.Connected == 1, "the bot never came online");
    }

    public async Task StopHost()
    {
        await app!.StopAsync();
        await app.DisposeAsync();
        app = null;
    }

    /// <summary>A workshop in the general channel with one amendment, open for votes by name and live.</summary>
    public async Task<(Human Facilitator, ChatMessage Card)> OpenRound(string how = "voters:attributed results:live")
    {
        var maya = Discord.Joins("Maya");
        await Answers(() => maya.Says("/policybot workshop create name:Care zone:UTC"));
        await Answers(() => maya.Says("/policybot clause propose wording:You must not give a dose of any medicine. why:People guess."));
        await Answers(() => maya.Says("/policybot scenario add prompt:Which dose should I take? for:A1"));
        var asked = await Answers(() => maya.Says($"/policybot round open deadline:48h {how}"));
        Assert.Contains("Open", asked.Text);
        await maya.Presses(asked.Buttons[0], asked);
        return (maya, await Card("A1 ·", b => b.Contains("Agree")));
    }

    /// <summary>The bot's post with these words, once it has such buttons.</summary>
    public async Task<ChatMessage> Card(string words, Func<IReadOnlyList<string>, bool>? buttons = null)
    {
        ChatMessage? card = null;
        await Until(() => (card = Discord.General.Find(words)) is not null && buttons?.Invoke(card.Buttons) != false, $"no card “{words}”");
        return card!;
    }

    /// <summary>What somebody hears; it must come.</summary>
    public static async Task<ChatMessage> Answers(Func<Task<Heard>> act)
    {
        var heard = await act();
        Assert.NotNull(heard.Message);
        return heard.Message;
    }

    public static async Task Until(Func<bool> so, string otherwise)
    {
        for (var watch = Stopwatch.StartNew(); !so(); await Task.Delay(20))
            Assert.True(watch.Elapsed < Patience, otherwise);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await StopHost();
        await Discord.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
