using System.CommandLine;
using System.CommandLine.Parsing;
using PolicyBot.Storage;

namespace PolicyBot.Host.CommandLine;

/// <summary>The command <c>policybot</c>. Exit codes: 0 done, 1 failed, 2 wrong usage.</summary>
public static class Root
{
    public const int Done = 0, Failed = 1, WrongUsage = 2;

    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("PolicyBot runs policy prototyping workshops for language models.")
        {
            RunCommand.Make(),
            DemoCommand.Make(),
            RehearseCommand.Make(),
            ExportCommand.Make(),
            ImportCommand.Make(),
            VerifyCommand.Make(),
            BackupCommand.Make(),
            DoctorCommand.Make(),
            RoomCommand.Make(),
            TeamsCommand.Make(),
            DiscordCommand.Make(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync($"See: {Called(parsed.CommandResult)} --help");
            return WrongUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (CannotOpen refused)
        {
            return Fail(refused.Message);
        }
    }

    /// <summary>How a command is called, with those that it belongs to: its help is the nearest to what was wrong.</summary>
    private static string Called(CommandResult result) => result.Parent is CommandResult above ? $"{Called(above)} {result.Command.Name}" : "policybot";

    /// <returns>False when its address is taken or can't be listened on.</returns>
    public static async Task<bool> Starts(WebApplication app, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>One clear line, and the exit code for it.</summary>
    public static int Fail(string line)
    {
        Console.Error.WriteLine(line);
        return Failed;
    }
}
