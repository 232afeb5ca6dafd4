using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.Extensions.Logging.Console;
using PolicyBot.App;
using PolicyBot.Discord;
using PolicyBot.Models;
using PolicyBot.Storage;
using PolicyBot.Teams;
using PolicyBot.Web.Dashboard;
using PolicyBot.Web.Links;
using PolicyBot.Web.Room;

namespace PolicyBot.Host;

/// <summary>Puts all parts together.</summary>
public static class Composition
{
    /// <param name="settings">Checked settings.</param>
    /// <param name="clock">For tests; the system's otherwise.</param>
    /// <param name="more">Further parts, such as the demo's colleagues.</param>
    public static WebApplication Build(
        Configuration settings, RoomOptions room, TimeProvider? clock = null, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // Named, because the files of the pages are listed under the host's name, and a test that composes it has another.
            ApplicationName = "policybot",
            ContentRootPath = AppContext.BaseDirectory,
        });
        // A run from the build's output serves the pages' files too, whatever the environment is called.
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        builder.WebHost.UseUrls(settings.Urls.Split(';'));
        builder.Logging.ClearProviders().AddConsole(o => o.FormatterName = OneLine.FormatterName).AddConsoleFormatter<OneLine, ConsoleFormatterOptions>()
            .SetMinimumLevel(LogLevel.Warning)
            // Orleans warns at every start, and of calls that meet the end of the silo; what is due stays in the database.
            .AddFilter("Orleans", LogLevel.Error).AddFilter("Orleans.Messaging", LogLevel.Critical).AddFilter("Orleans.Grain", LogLevel.Critical)
            .AddFilter("Polly", LogLevel.None)
            // What fails at the start is told in one line by the command.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.AddPolicyBot(settings.KeysDirectory, clock);
        var store = SqliteWorkshopStore.Open(settings.DatabaseFile, clock ?? TimeProvider.System);
        builder.Services.AddSingleton(_ => store).AddSingleton<IWorkshopStore>(s => s.GetRequiredService<SqliteWorkshopStore>());
        builder.Services.AddPolicyModels(settings.Model);
        builder.Services.AddSingleton(SigningKey(settings));
        builder.Services.AddRoom(room);
        builder.Services.AddDashboard();
        builder.Services.AddDiscord(settings.Discord);
        builder.Services.AddTeams(settings.Teams, new Uri(settings.PublicUrl));
        more?.Invoke(builder.Services);

        var app = builder.Build();
        app.MapRoom();
        app.MapDashboard();
        app.MapDiscord();
        app.MapTeams();
        return app;
    }

    /// <summary>The key behind signed links, made on first use and kept beside the rounds' keys.</summary>
    public static SigningKey SigningKey(Configuration settings)
    {
        Directory.CreateDirectory(settings.KeysDirectory);
        var file = Path.Combine(settings.KeysDirectory, "links.key");
        if (!File.Exists(file))
        {
            using var fresh = new FileStream(file, RoundKeys.OwnerOnly(FileMode.CreateNew));
            fresh.Write(RandomNumberGenerator.GetBytes(32));
        }

        return new SigningKey(File.ReadAllBytes(file));
    }
}
