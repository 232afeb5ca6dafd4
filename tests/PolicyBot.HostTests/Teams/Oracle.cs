using System.Diagnostics;
using PolicyBot.HostTests.TestKit;
using Xunit;

namespace PolicyBot.HostTests.Teams;

/// <summary>Runs Microsoft's own types, validators and clients under node; skips aloud where they are not there.</summary>
internal static class Oracle
{
    /// <summary>The folder of tests/oracles/teams with its packages.</summary>
    public static string Folder
    {
        get
        {
            var folder = Repository.PathOf("tests/oracles/teams");
            Assert.SkipUnless(Directory.Exists(Path.Combine(folder, "node_modules")), "tests/oracles/teams has no packages: run npm ci there");
            Assert.SkipUnless(Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(p => File.Exists(Path.Combine(p, "node"))), "node is not installed: apt-get install nodejs");
            return folder;
        }
    }

    /// <returns>What the script printed; the test fails with it when the script does.</returns>
    public static async Task<string> Run(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder, script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{script} ended with {process.ExitCode}:\n{output}\n{await errors}");
        return output;
    }
}
