using System.Diagnostics;
using System.Text.Json;
using PolicyBot.Host.CommandLine;
using PolicyBot.HostTests.TestKit;
using Xunit;

namespace PolicyBot.HostTests;

/// <summary>Real conversations, a real policy and real scenarios through the real command.</summary>
public sealed class RealVotesTests
{
    [Theory]
    [InlineData("bg2050-volunteers", 13_681)]
    [InlineData("vtaiwan.uberx", 49_348)]
    public async Task A_rehearsal_of_real_votes_ends_as_an_independent_count_of_the_file(string conversation, int ballots)
    {
        var votes = Shared.PathOf($"polis/openData/{conversation}");
        var policy = Shared.PathOf("model_spec/model_spec.md");
        var scenarios = Shared.PathOf("model_spec/examples");
        var folder = Directory.CreateTempSubdirectory("policybot-votes-");
        try
        {
            var rehearsed = await Object("dotnet", typeof(Root).Assembly.Location, "rehearse", "--policy", policy,
                "--scenarios", scenarios, "--votes", votes, "--export", folder.FullName, "--json");
            var counted = await Object("python3", Shared.Independent("recount.py"), votes);

            foreach (var figure in new[] { "people", "amendments", "adopted", "returned", "declined" })
                Assert.Equal((figure, counted[figure].GetInt32()), (figure, rehearsed[figure].GetInt32()));
            Assert.Equal(ballots, counted["ballots"].GetInt32());
            Assert.Equal(ballots, rehearsed["ballots_stored"].GetInt32());
            Assert.Equal((1, 2), (rehearsed["closes"].GetInt32(), rehearsed["policy_version"].GetInt32()));
            Assert.True(rehearsed["log_verified"].GetBoolean());
            await Output("dotnet", typeof(Root).Assembly.Location, "verify", Path.Combine(folder.FullName, "rehearsal.json"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Dictionary<string, JsonElement>> Object(params string[] command) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(await Output(command))!;

    /// <summary>What a command that succeeds prints last.</summary>
    private static async Task<string> Output(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        return output.TrimEnd().Split('\n')[^1];
    }
}
