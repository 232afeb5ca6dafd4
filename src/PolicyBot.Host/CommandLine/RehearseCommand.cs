using System.CommandLine;
using PolicyBot.App.Exports;
using PolicyBot.Core.Reports;
using PolicyBot.Host.Rehearsal;
using PolicyBot.Web.Room;

namespace PolicyBot.Host.CommandLine;

/// <summary>A dry run of a whole workshop, for facilitators and for load.</summary>
internal static class RehearseCommand
{
    private static readonly Option<string?> Policy = new("--policy") { Description = "A policy in Markdown." };
    private static readonly Option<string?> Scenarios = new("--scenarios") { Description = "A folder of Markdown files with example conversations." };
    private static readonly Option<string?> Votes = new("--votes") { Description = "A folder with participants-votes.csv and comments.csv, laid out as a Polis export." };
    private static readonly Option<int> People = Number("--people", "Simulated voters", (1, 20_000), 100);
    private static readonly Option<int> Amendments = Number("--amendments", "Simulated amendments", (1, 1_000), 10);
    private static readonly Option<int> Seed = new("--seed") { Description = "The seed of the simulation.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Database = new("--database") { Description = "Keep the workshop in this file; otherwise in a temporary one." };
    private static readonly Option<bool> Resume = new("--resume") { Description = "Go on with a database that a rehearsal left behind." };
    private static readonly Option<string?> Acks = new("--acks") { Description = "Append every ballot that was answered 'recorded' to this file." };
    private static readonly Option<string?> Export = new("--export") { Description = "Write the exports of all formats into this folder." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    public static Command Make()
    {
        var command = new Command("rehearse", "Plays a whole workshop through PolicyBot and prints what happened.")
        {
            Policy, Scenarios, Votes, People, Amendments, Seed, Database, Resume, Acks, Export, Json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Resume) && result.GetValue(Database) is null)
                result.AddError("--resume needs the --database to go on with.");
        });
        command.SetAction(Run);
        return command;
    }

    private static Option<int> Number(string name, string what, (int Least, int Most) range, int usual)
    {
        var option = new Option<int>(name) { Description = $"{what}, {range.Least} to {range.Most}.", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var typed] && (!int.TryParse(typed.Value, out var given) || given < range.Least || given > range.Most))
                result.AddError($"{name} takes a number from {range.Least} to {range.Most}.");
        });
        return option;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancellation)
    {
        var source = new ScriptSource(parsed.GetValue(Policy), parsed.GetValue(Scenarios), parsed.GetValue(Votes))
        {
            People = parsed.GetValue(People),
            Amendments = parsed.GetValue(Amendments),
            Seed = parsed.GetValue(Seed),
        };
        var (script, fault) = source.Read();
        if (script is null)
            return Root.Fail(fault!.Reason);
        if (parsed.GetValue(Database) is { } kept && File.Exists(kept) && !parsed.GetValue(Resume))
            return Root.Fail($"{kept} exists already. Go on with it by --resume, or give another name.");

        if (parsed.GetValue(Database) is { } named)
            return await Play(parsed, script, named, cancellation);
        var temporary = Directory.CreateTempSubdirectory("policybot-rehearsal-");
        try
        {
            return await Play(parsed, script, Path.Combine(temporary.FullName, "rehearsal.db"), cancellation);
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    private static async Task<int> Play(ParseResult parsed, Script script, string database, CancellationToken cancellation)
    {
        if (Settings.ReadOrSay(database) is not { } settings)
            return Root.Failed;
        settings = settings with { KeysDirectory = database + ".keys", Urls = "http://127.0.0.1:0" };
        await using var app = Composition.Build(settings, new RoomOptions(Enabled: false, OpenEntrance: false));
        await app.StartAsync(cancellation);
        using var acknowledged = new Acknowledged(parsed.GetValue(Acks));
        var rehearsing = new Rehearsing(app.Services, script, acknowledged, new ProgressBar(Console.Error));
        var (result, fault) = await rehearsing.Run(cancellation);
        if (result is not null && parsed.GetValue(Export) is { } folder)
            await WriteExport(app.Services.GetRequiredService<Exporting>(), folder, cancellation);
        await app.StopAsync(cancellation);
        if (result is null)
            return Root.Fail(fault!.Reason);
        Console.WriteLine(parsed.GetValue(Json) ? result.Json() : result.Words());
        return result.LogVerified ? Root.Done : Root.Failed;
    }

    private static async Task WriteExport(Exporting exporting, string folder, CancellationToken cancellation)
    {
        var export = await exporting.Of(Rehearsing.Workshop, cancellation);
        foreach (var file in ExportFiles.Formats.SelectMany(f => ExportFiles.Of(export!, f)))
        {
            // Each round's files in the layout of Polis get a folder of their own, which --votes reads.
            var path = Path.Combine(folder, file.MediaType == "text/csv" ? Path.Combine(file.Name.Split('-', 2)) : file.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, file.Content, cancellation);
        }
    }
}
