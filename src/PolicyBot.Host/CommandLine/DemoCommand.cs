using System.CommandLine;
using PolicyBot.App;
using PolicyBot.Host.Demo;
using PolicyBot.Web.Room;

namespace PolicyBot.Host.CommandLine;

/// <summary>Everything to try PolicyBot with, on a temporary database.</summary>
internal static class DemoCommand
{
    public static Command Make()
    {
        var port = new Option<int>("--port") { Description = "The port on this machine; 0 takes a free one.", DefaultValueFactory = _ => 5080 };
        var alone = new Option<bool>("--alone") { Description = "Without the simulated colleagues." };
        var command = new Command("demo", "Starts a workshop to try, on a temporary database, and prints its address.") { port, alone };
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = Directory.CreateTempSubdirectory("policybot-demo-");
            try
            {
                return await Run(folder.FullName, parsed.GetValue(port), parsed.GetValue(alone), cancellation);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });
        return command;
    }

    private static async Task<int> Run(string folder, int port, bool alone, CancellationToken cancellation)
    {
        if (Settings.ReadOrSay(Path.Combine(folder, "demo.db")) is not { } settings)
            return Root.Failed;
        settings = settings with { KeysDirectory = Path.Combine(folder, "keys"), Urls = $"http://127.0.0.1:{port}" };
        var room = new RoomOptions(Enabled: true, OpenEntrance: true);
        await using var app = Composition.Build(settings, room, more: services =>
        {
            if (!alone)
                services.AddHostedService<Colleagues>();
        });
        if (!await Root.Starts(app, cancellation))
            return Root.Fail($"Port {port} is taken. Try: policybot demo --port 0");

        await new Seeding(app.Services.GetRequiredService<Turns>(), TimeProvider.System).Play(room.Seats[0], Colleagues.All[0].Name, cancellation);
        Console.WriteLine($"The demo runs at {app.Urls.First()}/room");
        Console.WriteLine($"Enter as {room.Seats[0]} (the facilitator); open more tabs for {string.Join(" and ", room.Seats.Skip(1))}. Stop it with Ctrl+C.");
        await app.WaitForShutdownAsync(cancellation);
        return Root.Done;
    }
}
