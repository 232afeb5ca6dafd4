using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using PolicyBot.Host;
using PolicyBot.Web.Room;

namespace PolicyBot.HostTests.TestKit;

/// <summary>The host with its room, in this process, on a free port and a temporary database.</summary>
internal sealed class RunningRoom : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;

    private RunningRoom(DirectoryInfo folder, WebApplication app)
    {
        _folder = folder;
        _app = app;
        Address = new Uri(app.Urls.First());
    }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<RunningRoom> Start(RoomOptions options, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("policybot-room-");
        var (settings, problems) = Configuration.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Storage:ConnectionString"] = $"Data Source={Path.Combine(folder.FullName, "room.db")}",
            ["Keys:Directory"] = Path.Combine(folder.FullName, "keys"),
        }).Build());
        Xunit.Assert.Empty(problems);
        var app = Composition.Build(settings, options);
        await app.StartAsync(cancellation);
        return new RunningRoom(folder, app);
    }

    /// <summary>A browser without scripts: keeps its cookies, follows no redirect.</summary>
    public HttpClient Browser() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
