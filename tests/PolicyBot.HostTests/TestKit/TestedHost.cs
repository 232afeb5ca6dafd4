using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PolicyBot.App;
using PolicyBot.App.Grains;
using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;
using PolicyBot.Host;
using PolicyBot.Web.Room;
using Xunit;

namespace PolicyBot.HostTests.TestKit;

/// <summary>The host with channels of a test's choice, on a database of its own; it can be stopped and started again.</summary>
internal sealed class TestedHost(Dictionary<string, string?> channels) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("policybot-channels-");
    private WebApplication? app;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public WorkshopId Id { get; } = new("care");

    /// <summary>Everything that the host logged, over all its starts.</summary>
    public LogLines Log { get; } = new();

    /// <summary>What a test that waited in vain shows beside the log.</summary>
    public Func<string> Explains { get; set; } = () => "";

    public Uri Address => new(app!.Urls.First());

    public IServiceProvider Services => app!.Services;

    public IWorkshopStore Store => Services.GetRequiredService<IWorkshopStore>();

    public async Task Start()
    {
        var (settings, problems) = Configuration.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(channels)
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Storage:ConnectionString"] = $"Data Source={Path.Combine(folder.FullName, "care.db")}",
            ["Keys:Directory"] = Path.Combine(folder.FullName, "keys"),
        }).Build());
        Assert.Empty(problems);
        app = Composition.Build(settings, new RoomOptions(Enabled: true, OpenEntrance: true), Clock, more => more.AddSingleton<ILoggerProvider>(Log));
        await app.StartAsync();
    }

    public async Task Stop()
    {
        await app!.StopAsync();
        await app.DisposeAsync();
        app = null;
    }

    public async Task<Workshop?> Look() =>
        (await Services.GetRequiredService<IGrainFactory>().GetGrain<IWorkshopGrain>(Id.Value).Look()).Value;

    /// <summary>What the views render now for each post that every place must show.</summary>
    public async Task<IReadOnlyList<(string Key, Card Card)>> Wanted() =>
        Posts.Wanted(await Services.GetRequiredService<Gathering>().Of((await Look())!, TestContext.Current.CancellationToken));

    public Task UntilRound(RoundState state, int round = 1) => Until($"round {round} is {state}", async () =>
        await Look() is { } workshop && workshop.Rounds.Count >= round && workshop.Rounds[round - 1].State == state);

    public Task Until(string what, Func<bool> so) => Until(what, () => Task.FromResult(so()));

    /// <summary>Waits until nothing is missing any more.</summary>
    public async Task UntilNone(string what, Func<Task<IReadOnlyList<string>>> missing)
    {
        IReadOnlyList<string> left = [];
        var explains = Explains;
        Explains = () => $"Left: {string.Join(", ", left)}\n{explains()}";
        await Until(what, async () => (left = await missing()).Count == 0);
        Explains = explains;
    }

    /// <summary>Waits until it is so; the workshop's time goes on meanwhile, faster than the world's.</summary>
    public async Task Until(string what, Func<Task<bool>> so)
    {
        var watch = Stopwatch.StartNew();
        while (!await so())
        {
            Assert.True(watch.Elapsed < Patience, $"It never came so: {what}.\n{string.Join('\n', Log.All.TakeLast(10))}\n{Explains()}");
            await Task.Delay(Glance);
            Clock.Advance(TimeSpan.FromMilliseconds(250));
        }
    }

    /// <summary>Lets time pass.</summary>
    public void Passes(TimeSpan time) => Clock.Advance(time);

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await Stop();
        folder.Delete(recursive: true);
    }
}
