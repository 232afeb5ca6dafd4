using PolicyBot.Benchmarks;
using Xunit;

namespace PolicyBot.HostTests;

public sealed class KillTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rehearsal_killed_five_times_loses_and_doubles_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("policybot-kills-");
        try
        {
            var seed = Random.Shared.Next();
            var report = await new Kills(folder.FullName, people: 150, amendments: 12).Run(5, new Random(seed), Cancellation);

            Assert.True(report.Holds, $"seed {seed}: {report}");
            Assert.Equal(150 * 12, report.Stored);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
