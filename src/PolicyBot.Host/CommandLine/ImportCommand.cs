using System.CommandLine;
using PolicyBot.App.Exports;
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
            using var store = SqliteWorkshopStore.Open(settings.DatabaseFile, TimeProvider.System);
            switch (await new Importing(store).From(await File.ReadAllTextAsync(parsed.GetRequiredValue(file), cancellation), cancellation))
            {
                case ImportRefused refused:
                    return Root.Fail($"{refused.Reason} {refused.Next}");
                case ImportDone done:
                    Console.WriteLine($"Imported {done.Workshop}.");
                    foreach (var leftOut in done.LeftOut)
                        Console.WriteLine($"Not in the export: {leftOut}");
                    break;
            }

            return Root.Done;
        });
        return command;
    }
}
