using System.Diagnostics;
using System.Text;
using System.Text.Json;
using PolicyBot.Emulators.Discord.Rest;
using PolicyBot.HostTests.TestKit;
using Xunit;

namespace PolicyBot.HostTests.Discord;

/// <summary>The node programs of tests/oracles/discord; tests skip aloud where they can't run.</summary>
internal static class Oracles
{
    private static bool HasNode => Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(p => File.Exists(Path.Combine(p, "node")));

    private static string Folder => Repository.PathOf("tests/oracles/discord");

    public static Process Start(string program, params string[] arguments)
    {
        Assert.SkipUnless(HasNode, "node is not installed: apt-get install nodejs");
        Assert.SkipUnless(Directory.Exists(Path.Combine(Folder, "node_modules")), "tests/oracles/discord/node_modules is not there: npm ci --prefix tests/oracles/discord");
        return Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder, program), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>Checks requests against Discord's own description, and what that does not say.</summary>
    public static Task<(int Code, string Output)> Validate(IEnumerable<Captured> requests) => Run("validate.mjs",
        string.Join('\n', requests.Select(r => JsonSerializer.Serialize(new { method = r.Method, template = r.Template, json = r.Json }))),
        Shared.PathOf("discord-openapi.json"));

    /// <summary>The same at the end of a test about something else: where node is absent the test's output says so.</summary>
    public static async Task Approve(IEnumerable<Captured> requests)
    {
        if (!HasNode || !Directory.Exists(Path.Combine(Folder, "node_modules")) || !File.Exists(Repository.PathOf("../shared/data/discord-openapi.json")))
        {
            TestContext.Current.TestOutputHelper?.WriteLine("The requests were not checked against Discord's description: node, its modules or the description is not there.");
            return;
        }

        var (code, output) = await Validate(requests);
        Assert.True(code == 0, output);
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<(int Code, string Output)> Run(string program, string input, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(new StringBuilder(input));
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
