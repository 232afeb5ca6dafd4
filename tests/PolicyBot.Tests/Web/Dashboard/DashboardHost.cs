using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using PolicyBot.Host;
using PolicyBot.Models;
using PolicyBot.Web.Links;
using PolicyBot.Web.Room;
using Xunit;

namespace PolicyBot.Tests.Web.Dashboard;

/// <summary>A real host on a free port with one workshop, whose hidden round three people have voted in.</summary>
public sealed partial class DashboardHost : IAsyncLifetime
{
    public const string Workshop = "clinic";
    public const string Hostile = "<script>alert(1)</script> [click](javascript:alert(2)) <img src=x onerror=alert(3)>";
    private static readonly Place Main = new("room", RoomOptions.MainRoom);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("policybot-dashboard-");
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private WebApplication _app = null!;
    private int _events;

    public DateTimeOffset Now => _clock.GetUtcNow();

    public SignedLink Links => _app.Services.GetRequiredService<SignedLink>();

    public IServiceProvider Services => _app.Services;

    /// <summary>Set before it starts, by a test that wants the demo's open entrance.</summary>
    public bool OpenEntrance { get; init; }

    public async ValueTask InitializeAsync()
    {
        _app = Composition.Build(
            new Configuration
            {
                Urls = "http://127.0.0.1:0",
                PublicUrl = "http://127.0.0.1",
                DatabaseFile = Path.Combine(_folder.FullName, "dashboard.db"),
                KeysDirectory = Path.Combine(_folder.FullName, "keys"),
                Model = new ModelOptions(),
                RoomEnabled = true,
            },
            new RoomOptions(Enabled: true, OpenEntrance), _clock);
        await _app.StartAsync();
        await Does("Maya", new CreateWorkshop("Clinic", "Europe/Berlin"));
        await Does("Maya", new ImportPolicy($"# Rules\n\nNever give a dose.\n\n{Hostile}\n"));
        await Does("Maya", new AddScenario(Hostile, "<b>A dose</b>", Hostile, null));
        await Does("Ben", new AmendClause(new ClauseId(1), $"Never give a dose; {Hostile}", Hostile, new ScenarioId(1)));
        await Does("Maya", new OpenRound("48h", SettingsPatch.Nothing, [], true) { Sure = true });
        await Votes(Vote.Agree, null);
    }

    /// <summary>All three cast or change their ballots.</summary>
    public async Task Votes(Vote vote, string? reason)
    {
        foreach (var name in new[] { "Maya", "Ben", "Chi" })
            await Does(name, new CastBallot(new AmendmentId(1), vote, null, reason));
    }

    public async Task Does(string name, Command command)
    {
        var guest = Guest.Named(name)!;
        var reply = await Services.GetRequiredService<Turns>().Take(
            new Ask(command, new Account("room", guest.Id), guest.Name, Main) { EventId = $"test-{++_events}", ReceivedAt = Now }, default);
        Assert.False(reply.Refusal, reply.Card?.Title);
        _clock.Advance(TimeSpan.FromSeconds(1));
    }

    public Task<IReadOnlyList<Person>> People() => Services.GetRequiredService<IWorkshopStore>().People(new WorkshopId(Workshop), default);

    /// <summary>A browser with these cookies and no memory for others.</summary>
    public HttpClient Browser(params string[] cookies)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(_app.Urls.First()) };
        if (cookies.Length > 0)
            client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", cookies));
        return client;
    }

    /// <summary>The browser of somebody who sits in a room.</summary>
    public HttpClient Seated(string name, string room = RoomOptions.MainRoom) =>
        Browser($"policybot-room={Links.Issue(Purpose.RoomSeat, room, name, Now.AddDays(1))}");

    /// <summary>A page without what differs at every request.</summary>
    public static string Steady(string html) => Changing().Replace(html, "");

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [GeneratedRegex(@"(?s)<p>As of.*?</p>|<!--.*?-->|/open\?t=[^<""]*|name=""__RequestVerificationToken""[^>]*")]
    private static partial Regex Changing();
}
