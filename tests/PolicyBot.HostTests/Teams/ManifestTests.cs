using PolicyBot.HostTests.TestKit;
using Xunit;

namespace PolicyBot.HostTests.Teams;

public sealed class ManifestTests
{
    [Fact]
    public async Task Microsofts_schema_accepts_the_apps_manifest() =>
        Assert.Equal("0 problems", (await Oracle.Run("manifest.mjs", Repository.PathOf("manifests/teams/manifest.json"))).TrimEnd());
}
