using System.CommandLine;
using PolicyBot.Storage;

namespace PolicyBot.Host.CommandLine;

internal static class BackupCommand
{
    public static Command Make()
    {
        var file = new Argument<string>("FILE") { Description = "The backup to write; it must not exist yet." };
        var command = new Command("backup", "Copies the database while PolicyBot runs. Keys of anonymous rounds are not in it.") { file, Settings.Database };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (Settings.ReadOrSay(parsed.GetValue(Settings.Database)) is not { } settings)
                return Root.Failed;
            var target = parsed.GetRequiredValue(file);
            if (File.Exists(target))
                return Root.Fail($"{target} exists already. Give another name.");
            using var store = SqliteWorkshopStore.OpenReadOnly(settings.DatabaseFile);
            try
            {
                await store.Backup(target, cancellation);
            }
            catch (IOException)
            {
                return Root.Fail($"{target} can't be written. Is there room, and does its folder exist?");
            }

            Console.WriteLine($"Backed up to {target} ({new FileInfo(target).Length / 1024:N0} kB).");
            return Root.Done;
        });
        return command;
    }
}
