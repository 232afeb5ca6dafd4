using System.CommandLine;
using PolicyBot.App.Exports;
using PolicyBot.Core.Reports;
using PolicyBot.Storage;

namespace PolicyBot.Host.CommandLine;

internal static class ImportCommand
{
    public static Command Make()
    {
        var file = new Argument<string>("FILE") { Description = "A JSON export." };
        var command = new Command("import", "Brings an exported workshop into this database, after verifying it.") { file, Settings.Database };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (Settings.ReadOrSay(parsed.GetValue(Settings.Database)) is not { } settings)
                return Root.Failed;
            if (!File.Exists(parsed.GetRequiredValue(file)))
                return Root.Fail($"There is no file {parsed.GetValue(file)}.");
            var read = ExportJson.Read(await File.ReadAllTextAsync(parsed.GetRequiredValue(file), cancellation));
            if (read is not Readable { Export: var export })
                return Root.Fail(VerifyCommand.Said((Unreadable)read));
            using var store = SqliteWorkshopStore.Open(settings.DatabaseFile, TimeProvider.System);
            if (await new Importing(store).Take(export, cancellation) is { } refused)
                return Root.Fail($"{refused.Reason} {refused.Next}");
            Console.WriteLine($"Imported {export.Workshop} with {export.Log.Count} log entries.");
            return Root.Done;
        });
        return command;
    }
}
