using System.CommandLine;
using PolicyBot.App.Exports;
using PolicyBot.Core.Reports;
using PolicyBot.Storage;
using WorkshopId = PolicyBot.Core.WorkshopId;

namespace PolicyBot.Host.CommandLine;

internal static class ExportCommand
{
    public static Command Make()
    {
        var workshop = new Argument<string>("WORKSHOP") { Description = "The workshop's id." };
        var output = new Option<string?>("--output", "-o") { Description = "The file to write; otherwise the terminal." };
        var command = new Command("export", "Writes everything of one workshop as JSON.") { workshop, output, Settings.Database };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (Settings.ReadOrSay(parsed.GetValue(Settings.Database)) is not { } settings)
                return Root.Failed;
            using var store = SqliteWorkshopStore.OpenReadOnly(settings.DatabaseFile);
            var id = new WorkshopId(parsed.GetRequiredValue(workshop));
            if (await new Exporting(store).Of(id, cancellation) is not { } export)
                return Root.Fail(await Unknown(id, store, cancellation));
            if (parsed.GetValue(output) is { } file)
                await File.WriteAllTextAsync(file, ExportJson.Write(export), cancellation);
            else
                await Console.Out.WriteAsync(ExportJson.Write(export));
            return Root.Done;
        });
        return command;
    }

    private static async Task<string> Unknown(WorkshopId id, SqliteWorkshopStore store, CancellationToken cancellation)
    {
        var ids = (await store.Workshops(cancellation)).Select(w => w.Id.Value).ToList();
        return ids.Count == 0
            ? $"There is no workshop '{id}', nor any other in this database."
            : $"There is no workshop '{id}'. There are: {string.Join(", ", ids)}.";
    }
}
