using System.Diagnostics;
using System.Text.Json;
using PolicyBot.Core.Reports;
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

    [Fact]
    public async Task The_polis_layout_of_a_rehearsal_plays_again_to_the_same_tally()
    {
        var folder = Directory.CreateTempSubdirectory("policybot-votes-");
        try
        {
            var (first, again) = (Path.Combine(folder.FullName, "first"), Path.Combine(folder.FullName, "again"));
            var played = await Object("dotnet", typeof(Root).Assembly.Location, "rehearse", "--people", "60", "--amendments", "9", "--export", first, "--json");
            var replayed = await Object("dotnet", typeof(Root).Assembly.Location, "rehearse", "--votes", Path.Combine(first, "R1"), "--export", again, "--json");

            foreach (var figure in new[] { "people", "amendments", "ballots_stored", "adopted", "returned", "declined" })
                Assert.Equal((figure, played[figure].GetInt32()), (figure, replayed[figure].GetInt32()));
            Assert.Equal(Counts(first), Counts(again));
            Assert.Equal(9, Counts(first).Count);
            var report = await File.ReadAllTextAsync(Path.Combine(again, "R1-report.txt"), TestContext.Current.CancellationToken);
            Assert.Contains("60 of 60 people voted often enough to be compared", report, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Agrees, disagrees and words of each comment.</summary>
    private static List<(string, string, string)> Counts(string export) =>
        [.. Csv.Read(File.ReadAllText(Path.Combine(export, "R1", "comments.csv"))).Rows.Skip(1).Select(r => (r.Cells[4], r.Cells[5], r.Cells[7]))];

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
