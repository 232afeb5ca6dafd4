using System.CommandLine;

namespace PolicyBot.Host.CommandLine;

/// <summary>Reads the configuration for a command: appsettings.json, the environment, then the command's own options.</summary>
internal static class Settings
{
    public static Option<string?> Database { get; } = new("--database")
    {
        Description = "The database file; otherwise Storage__ConnectionString, otherwise policybot.db.",
    };

    public static (Configuration Settings, IReadOnlyList<string> Problems) Read(string? database = null)
    {
        var configuration = new ConfigurationBuilder()
            .SetBasePath(Directory.GetCurrentDirectory())
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(database is null ? [] : [new("Storage:ConnectionString", $"Data Source={database}")])
            .Build();
        return Configuration.Read(configuration);
    }

    /// <summary>Prints each wrong value on its own line.</summary>
    /// <returns>The settings; null when there is a wrong value.</returns>
    public static Configuration? ReadOrSay(string? database = null)
    {
        var (settings, problems) = Read(database);
        foreach (var problem in problems)
            Console.Error.WriteLine(problem);
        return problems.Count == 0 ? settings : null;
    }
}
