using PolicyBot.Discord;
using PolicyBot.Models;
using PolicyBot.Storage;
using PolicyBot.Teams;

namespace PolicyBot.Host;

/// <summary>Everything that appsettings.json, the environment and the command line can set; <c>doctor</c> explains each.</summary>
public sealed record Configuration
{
    public required string Urls { get; init; }

    /// <summary>The address in links that people get; <see cref="Urls"/>' first where it isn't set.</summary>
    public required string PublicUrl { get; init; }

    public required string DatabaseFile { get; init; }

    public required string KeysDirectory { get; init; }

    public required ModelOptions Model { get; init; }

    public bool RoomEnabled { get; init; }

    /// <summary>Null while nothing of Discord is set.</summary>
    public DiscordOptions? Discord { get; init; }

    public TeamsOptions Teams { get; init; } = new();

    /// <summary>Reads and checks the settings.</summary>
    /// <returns>The settings, or one line for each wrong value: what it is, and what it may be.</returns>
    public static (Configuration Settings, IReadOnlyList<string> Problems) Read(IConfiguration configuration)
    {
        var problems = new List<string>();
        var urls = configuration["Urls"] ?? "http://127.0.0.1:5080";
        foreach (var url in urls.Split(';').Where(u => !IsAddress(WithHost(u))))
            problems.Add($"Urls has '{url}'; it must be addresses such as http://127.0.0.1:5080, with ; between them.");
        // Where nothing else is said links lead to this machine, also when it listens on all its addresses.
        var publicUrl = configuration["PublicUrl"] ?? WithHost(urls.Split(';')[0]);
        if (configuration["PublicUrl"] is not null && !IsAddress(publicUrl))
            problems.Add($"PublicUrl is '{publicUrl}'; it must be an address such as https://policy.example.org.");
        if (configuration["Storage:Provider"] is { } provider && !provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase))
            problems.Add($"Storage__Provider is '{provider}'; this version knows Sqlite.");

        var (model, modelProblems) = ModelOptions.Read(configuration.GetSection("Models"));
        problems.AddRange(modelProblems);
        var (discord, discordProblems) = DiscordOptions.Read(configuration.GetSection("Discord"), publicUrl);
        problems.AddRange(discordProblems);
        var (teams, teamsProblems) = TeamsOptions.Read(configuration.GetSection("Teams"));
        problems.AddRange(teamsProblems);
        var settings = new Configuration
        {
            Urls = urls,
            PublicUrl = publicUrl,
            DatabaseFile = DatabaseIn(configuration["Storage:ConnectionString"], problems),
            KeysDirectory = configuration["Keys:Directory"] ?? "keys",
            Model = model,
            RoomEnabled = Flag(configuration["Room:Enabled"], "Room__Enabled", problems),
            Discord = discord,
            Teams = teams,
        };
        return (settings, problems);
    }

    private static bool IsAddress(string url) => Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https";

    /// <summary>An address to listen on as one that can be opened: <c>*</c> and <c>+</c> stand for every host.</summary>
    private static string WithHost(string url) => url.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal);

    private static bool Flag(string? value, string name, List<string> problems)
    {
        if (string.IsNullOrEmpty(value) || bool.TryParse(value, out var flag) && !flag)
            return false;
        if (bool.TryParse(value, out flag))
            return flag;
        problems.Add($"{name} is '{value}'; it must be true or false.");
        return false;
    }

    private static string DatabaseIn(string? connectionString, List<string> problems)
    {
        const string usual = "policybot.db";
        if (connectionString is null)
            return usual;
        try
        {
            if (SqliteWorkshopStore.FileIn(connectionString) is { Length: > 0 } file)
                return file;
        }
        catch (ArgumentException)
        {
            // Said below, like a string without a file in it.
        }

        problems.Add($"Storage__ConnectionString can't be read; for SQLite it is: Data Source={usual}");
        return usual;
    }
}
