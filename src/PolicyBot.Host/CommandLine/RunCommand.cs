using System.CommandLine;
using PolicyBot.Web.Room;

namespace PolicyBot.Host.CommandLine;

internal static class RunCommand
{
    public static Command Make()
    {
        var command = new Command("run", "Runs PolicyBot with the configured channels until it is stopped.") { Settings.Database };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (Settings.ReadOrSay(parsed.GetValue(Settings.Database)) is not { } settings)
                return Root.Failed;
            await using var app = Composition.Build(settings, new RoomOptions(settings.RoomEnabled, OpenEntrance: false));
            if (!settings.RoomEnabled && !settings.Teams.Enabled)
                Console.WriteLine("No channel is configured. Set Room__Enabled=true for the room in the browser; see: policybot doctor");
            if (!await Root.Starts(app, cancellation))
                return Root.Fail($"{settings.Urls} can't be listened on. Is another program there? Set Urls to another port.");
            Console.WriteLine($"PolicyBot runs at {string.Join(", ", app.Urls)}. Stop it with Ctrl+C.");
            await app.WaitForShutdownAsync(cancellation);
            return Root.Done;
        });
        return command;
    }
}
