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
            Console.WriteLine(Channels(settings));
            if (!await Root.Starts(app, cancellation))
                return Root.Fail($"{settings.Urls} can't be listened on. Is another program there? Set Urls to another port.");
            Console.WriteLine($"PolicyBot runs at {string.Join(", ", app.Urls)}. Stop it with Ctrl+C.");
            await app.WaitForShutdownAsync(cancellation);
            return Root.Done;
        });
        return command;
    }

    private static string Channels(Configuration settings)
    {
        List<string> on = [];
        if (settings.RoomEnabled)
            on.Add("the room in the browser");
        if (settings.Discord is { } discord)
            on.Add($"Discord (interactions by {discord.Delivery.ToString().ToLowerInvariant()})");
        if (settings.Teams.Enabled)
            on.Add("Teams");
        return on.Count > 0
            ? $"Channels that are on: {string.Join(", ", on)}."
            : "No channel is configured. Set Room__Enabled=true for the room in the browser, or the settings of Discord or Teams; see: policybot doctor";
    }
}
