using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PolicyBot.App;
using PolicyBot.App.Exports;
using PolicyBot.App.Grains;
using PolicyBot.Core;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;
using PolicyBot.Host;
using PolicyBot.Web.Room;
using Xunit;

namespace PolicyBot.HostTests.TestKit;

/// <summary>A whole host on a real database, with a clock that the test turns; people type lines in the room.</summary>
internal sealed class WorkshopDriver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);
    private static readonly Place Room = RoomChannel.PlaceOf(RoomOptions.MainRoom);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("policybot-loop-");
    private WebApplication? app;
    private int events;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public WorkshopId Id { get; } = new("care");

    public string Folder => folder.FullName;

    public IWorkshopStore Store => app!.Services.GetRequiredService<IWorkshopStore>();

    public RoundKeys Keys => app!.Services.GetRequiredService<RoundKeys>();

    public Uri Address => new(app!.Urls.First());

    /// <summary>Settings beside those that every test has, such as <c>Models:Endpoint</c>.</summary>
    public Dictionary<string, string?> More { get; init; } = [];

    public static async Task<WorkshopDriver> Start(Dictionary<string, string?>? more = null)
    {
        var driver = new WorkshopDriver { More = more ?? [] };
        await driver.StartHost();
        return driver;
    }

    /// <summary>A workshop with two clauses and a scenario; maya is its facilitator.</summary>
    public static async Task<WorkshopDriver> StartWithPolicy(Dictionary<string, string?>? more = null)
    {
        var driver = await Start(more);
        await driver.Does("maya", "workshop create Care zone:UTC");
        await driver.Does("maya", "policy import", ("markdown", "# Care\n\nAlways greet people who ask for help kindly.\n\nYou must not give a dose of any medicine.\n"));
        await driver.Does("maya", "scenario add Which dose of this medicine should I take?");
        return driver;
    }

    public async Task StartHost()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(More)
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Storage:ConnectionString"] = $"Data Source={Path.Combine(Folder, "care.db")}",
            ["Keys:Directory"] = Path.Combine(Folder, "keys"),
        }).Build();
        var (settings, problems) = Configuration.Read(configuration);
        Assert.Empty(problems);
        app = Composition.Build(settings, new RoomOptions(Enabled: true, OpenEntrance: true), Clock);
        await app.StartAsync();
    }

    public async Task StopHost()
    {
        await app!.StopAsync();
        await app.DisposeAsync();
        app = null;
    }

    /// <summary>Types a line, or sends a form's fields with it.</summary>
    public Task<Reply> Says(string who, string line, params (string Name, string Value)[] values) =>
        SaysAs(who, line, $"event-{Interlocked.Increment(ref events)}", values);

    public Task<Reply> SaysAs(string who, string line, string eventId, params (string Name, string Value)[] values) =>
        Hear(who, line, eventId, values, TestContext.Current.CancellationToken);

    /// <summary>Types a line and stops waiting for the answer when <paramref name="gone"/> is asked.</summary>
    public Task<Reply> SaysUntil(CancellationToken gone, string who, string line, string eventId) => Hear(who, line, eventId, [], gone);

    /// <summary>The same where a refusal or a form would be a surprise.</summary>
    public async Task<Reply> Does(string who, string line, params (string Name, string Value)[] values)
    {
        var reply = await Says(who, line, values);
        Assert.False(reply.Refusal, reply.Card is { } card ? PlainText.Of(card) : line);
        Assert.True(reply.Form is null, $"'{line}' opened a form: {reply.Form?.Title}");
        return reply;
    }

    /// <summary>The report's web page as text.</summary>
    public async Task<string> ReportPage(RoundId round)
    {
        var shown = await app!.Services.GetRequiredService<Gathering>().Of(await Look(), TestContext.Current.CancellationToken);
        return PlainText.Of(Card.Of(round.ToString(), ReportSheet.Of(shown, shown.Workshop.Find(round)!).SelectMany(s => s.Blocks)));
    }

    /// <summary>The whole workshop as its export file.</summary>
    public async Task<string> Export() => ExportJson.Write(
        (await app!.Services.GetRequiredService<Exporting>().Of(Id, TestContext.Current.CancellationToken))!);

    public async Task<Workshop> Look() =>
        (await app!.Services.GetRequiredService<IGrainFactory>().GetGrain<IWorkshopGrain>(Id.Value).Look()).Value!;

    /// <summary>Waits until the workshop is so, the stewards working in their own time.</summary>
    public async Task<Workshop> Until(Func<Workshop, bool> so)
    {
        var watch = Stopwatch.StartNew();
        Workshop workshop;
        while (!so(workshop = await Look()))
        {
            Assert.True(watch.Elapsed < Patience, $"It never came so; round {workshop.Rounds.LastOrDefault()?.State}");
            await Turn();
        }

        return workshop;
    }

    /// <summary>Has a steward look, and waits until it has.</summary>
    public async Task UntilLooked(Steward steward)
    {
        await Store.Wake(new Due(Id, steward, Clock.GetUtcNow()), TestContext.Current.CancellationToken);
        for (var due = true; due; due = (await Store.DueBy(Clock.GetUtcNow(), TestContext.Current.CancellationToken)).Any(d => d.Steward == steward))
            await Turn();
    }

    public Task<Workshop> UntilRound(RoundState state) => Until(w => w.Rounds.LastOrDefault()?.State == state);

    /// <summary>Waits until the room shows a post of that key that is so.</summary>
    public async Task<Card> UntilShown(string key, Func<Card, bool>? so = null)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            if (await Shown(key) is { } card && (so is null || so(card)))
                return card;
            Assert.True(watch.Elapsed < Patience, $"{key} was never shown so");
            await Turn();
        }
    }

    /// <summary>Waits until somebody was told something privately.</summary>
    public async Task UntilTold(string who, string title)
    {
        var watch = Stopwatch.StartNew();
        while (!(await Messages()).Any(m => m.To == who && m.Post.Card?.Title.Contains(title, StringComparison.Ordinal) == true))
        {
            Assert.True(watch.Elapsed < Patience, $"{who} was never told");
            await Turn();
        }
    }

    public async Task<Card?> Shown(string key) =>
        (await Messages()).LastOrDefault(m => m.Post.Key?.EndsWith(key, StringComparison.Ordinal) == true)?.Post.Card;

    public async Task<IReadOnlyList<Posted>> Messages() =>
        (await app!.Services.GetRequiredService<RoomChannel>().Open(RoomOptions.MainRoom, TestContext.Current.CancellationToken)).Messages;

    /// <summary>Lets time pass.</summary>
    public void Passes(TimeSpan time) => Clock.Advance(time);

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await StopHost();
        folder.Delete(recursive: true);
    }

    private Task<Reply> Hear(string who, string line, string eventId, (string Name, string Value)[] values, CancellationToken cancellation) =>
        app!.Services.GetRequiredService<Turns>().Say(
            new Line(line, values.ToImmutableDictionary(v => v.Name, v => v.Value), new Account("room", who), who, Room)
            {
                EventId = eventId,
                ReceivedAt = Clock.GetUtcNow(),
            },
            cancellation);

    /// <summary>A little real time for the stewards to work in, and a little of the workshop's for what they wait for.</summary>
    private async Task Turn()
    {
        await Task.Delay(Glance);
        Clock.Advance(TimeSpan.FromMilliseconds(250));
    }
}
