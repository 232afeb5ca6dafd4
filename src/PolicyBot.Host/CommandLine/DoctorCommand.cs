using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using PolicyBot.App;
using PolicyBot.Discord;
using PolicyBot.Models;
using PolicyBot.Storage;
using PolicyBot.Teams;

namespace PolicyBot.Host.CommandLine;

/// <summary>Checks configuration, database and model, and says what to mend.</summary>
internal static class DoctorCommand
{
    private static readonly (string Name, string Meaning)[] Explained =
    [
        ("Urls", "where it listens; loopback unless you say otherwise (http://127.0.0.1:5080)"),
        ("PublicUrl", "the address in links that people get"),
        ("Storage__Provider", "Sqlite"),
        ("Storage__ConnectionString", "Data Source=policybot.db"),
        ("Models__Provider", "offline (a rule-follower, no language model), openai (any compatible endpoint) or azure"),
        ("Models__Endpoint", "the model endpoint's address"),
        ("Models__Key", "its key; azure without one signs in with Entra identity"),
        ("Models__Model", "the model's or the deployment's name"),
        ("Models__Concurrency", "how many calls are made at once (4)"),
        ("Models__TimeoutSeconds", "how long one call may take (60)"),
        ("Models__MaxOutputTokens", "the longest answer, in tokens (800)"),
        ("Models__MaxInputTokens", "the longest request for a redraft or themes, in tokens; more comments go into several (6000)"),
        ("Models__Temperature", "0 to 2, where a workshop sets none (the model's own)"),
        ("Models__Prices", "the models that workshops may choose, with $ for a million tokens read/written: gpt-4.1-mini 0.40/1.60, gpt-4.1 2/8"),
        ("Keys__Directory", "keys of anonymous rounds and of links; keep it out of backups of the database"),
        ("Room__Enabled", "true for the chat room in the browser"),
        ("Teams__AppId", "the Microsoft App ID of the Azure Bot resource; without it Teams is off"),
        ("Teams__TenantId", "the directory id of the tenant that owns the app registration"),
        ("Teams__Secret", "how it signs in: a client secret, or one of the following"),
        ("Teams__Certificate", "a file with the app's certificate and private key (PEM or PFX)"),
        ("Teams__ManagedIdentity", "true when the bot is a managed identity; Teams__AppId is its client id"),
        ("Teams__FederatedIdentity", "client id of a managed identity that the app registration trusts"),
        ("Teams__FederatedTokenFile", "a file with a token that the app registration trusts (Kubernetes)"),
        ("Teams__OpenIdMetadata", "where the keys of Teams are listed; a mirror of Microsoft's address, where that can't be reached"),
        ("Teams__TokenEndpoint", "where the secret is exchanged for a token; Entra's address for the tenant"),
        ("Discord__Token", "the bot's token: Developer Portal, your application, Bot, Reset Token"),
        ("Discord__ApplicationId", "General Information, Application ID"),
        ("Discord__PublicKey", "General Information, Public Key; needed for http"),
        ("Discord__Delivery", "how interactions come: gateway (no public address needed) or http (gateway)"),
        ("Discord__ApiBase", $"any server that speaks Discord's protocol ({DiscordOptions.UsualBase})"),
    ];

    public static Command Make()
    {
        var command = new Command("doctor", "Checks configuration, database and model, and says what to mend.") { Settings.Database };
        command.SetAction(async (parsed, cancellation) =>
        {
            Console.WriteLine("Settings (appsettings.json or environment):");
            foreach (var (name, meaning) in Explained)
                Console.WriteLine($"  {name,-26} {meaning}");
            Console.WriteLine();

            var (settings, problems) = Settings.Read(parsed.GetValue(Settings.Database));
            var healthy = Say("configuration", problems.Count == 0, problems.Count == 0 ? "every value can be read" : string.Join(" ", problems));
            if (problems.Count > 0)
                return Root.Failed;
            healthy &= await Database(settings, cancellation);
            healthy &= Keys(settings);
            healthy &= await Model(settings, cancellation);
            healthy &= await Teams(settings, cancellation);
            healthy &= settings.Discord is not { } discord || await Discord(discord, cancellation);
            Console.WriteLine(healthy ? "All is well." : "Mend what is marked, then run doctor again.");
            return healthy ? Root.Done : Root.Failed;
        });
        return command;
    }

    private static bool Say(string what, bool holds, string detail)
    {
        Console.WriteLine($"{(holds ? "ok  " : "MEND")}  {what,-14} {detail}");
        return holds;
    }

    private static async Task<bool> Database(Configuration settings, CancellationToken cancellation)
    {
        if (!File.Exists(settings.DatabaseFile))
            return Say("database", true, $"{settings.DatabaseFile} does not exist yet; the first run makes it");
        try
        {
            using var store = SqliteWorkshopStore.OpenReadOnly(settings.DatabaseFile);
            var workshops = await store.Workshops(cancellation);
            foreach (var workshop in workshops)
            {
                if (Core.Log.Chain.FirstBroken(await store.Log(workshop.Id, cancellation)) is { } broken)
                    return Say("database", false, $"the log of {workshop.Id} is broken at entry {broken.Number}: {broken.Why} Restore a backup.");
            }

            return Say("database", true, $"{settings.DatabaseFile}: {workshops.Count} workshops, every log verified");
        }
        catch (CannotOpen refused)
        {
            return Say("database", false, refused.Message);
        }
    }

    private static bool Keys(Configuration settings)
    {
        try
        {
            Directory.CreateDirectory(settings.KeysDirectory);
            var probe = Path.Combine(settings.KeysDirectory, $".probe-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return Say("keys", true, $"{settings.KeysDirectory} can be written");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Say("keys", false, $"{settings.KeysDirectory} can't be written: give PolicyBot the right to, or set Keys__Directory.");
        }
    }

    private static async Task<bool> Teams(Configuration settings, CancellationToken cancellation)
    {
        if (!settings.Teams.Enabled)
            return true;
        var (works, message) = await TeamsProbe.Of(settings.Teams, cancellation);
        return Say("teams", works, message);
    }

    private static async Task<bool> Model(Configuration settings, CancellationToken cancellation)
    {
        var services = new ServiceCollection().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddPolicyModels(settings.Model);
        await using var provider = services.BuildServiceProvider();
        var (works, message) = await provider.GetRequiredService<IPolicyModel>().Probe(cancellation);
        return Say("model", works, message);
    }

    private static async Task<bool> Discord(DiscordOptions options, CancellationToken cancellation)
    {
        await using var provider = new ServiceCollection().AddLogging().AddDiscordApi(options).BuildServiceProvider();
        var (works, says) = await provider.GetRequiredService<Checkup>().Run(cancellation);
        return Say("discord", works, says);
    }
}
