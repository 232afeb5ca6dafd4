using Microsoft.Extensions.Configuration;
using PolicyBot.Teams;
using Xunit;

namespace PolicyBot.Tests.Teams;

public sealed class TeamsOptionsTests
{
    private static readonly Dictionary<string, string?> Good = new()
    {
        ["AppId"] = "5e1e5c0e-7a4d-4c0f-9a51-0c0ffee0b071",
        ["TenantId"] = "0d1c7a5e-33b1-4f0a-8a9b-7e4a475e4a47",
        ["Secret"] = "hush-hush",
    };

    [Fact]
    public void Without_settings_teams_is_off_and_nothing_is_wrong()
    {
        var (options, problems) = Read([]);

        Assert.False(options.Enabled);
        Assert.Empty(problems);
    }

    [Fact]
    public void An_app_a_tenant_and_one_way_to_sign_in_are_enough()
    {
        var (options, problems) = Read(Good);

        Assert.True(options.Enabled);
        Assert.Empty(problems);
        Assert.DoesNotContain("hush-hush", options.ToString());
    }

    [Theory]
    [InlineData("AppId", "policybot", "Teams__AppId must be an id")]
    [InlineData("AppId", null, "Teams__AppId is missing")]
    [InlineData("TenantId", null, "Teams__TenantId is missing")]
    [InlineData("Secret", null, "Set one of Teams__Secret")]
    [InlineData("ManagedIdentity", "true", "Set only one of Teams__Secret")]
    [InlineData("ManagedIdentity", "perhaps", "Teams__ManagedIdentity must be true or false")]
    [InlineData("Certificate", "/no/such/file.pem", "which is no file that can be read")]
    [InlineData("FederatedTokenFile", "/no/such/token", "which is no file that can be read")]
    [InlineData("OpenIdMetadata", "http://keys.example.org/openid", "Teams__OpenIdMetadata must be an address that starts with https://")]
    [InlineData("TokenEndpoint", "tokens", "Teams__TokenEndpoint must be an address that starts with https://")]
    public void A_wrong_value_is_named_in_one_line_that_does_not_tell_the_secret(string name, string? value, string says)
    {
        var (_, problems) = Read(new Dictionary<string, string?>(Good) { [name] = value });

        Assert.Contains(problems, p => p.Contains(says, StringComparison.Ordinal));
        Assert.All(problems, p => Assert.DoesNotContain('\n', p));
        Assert.All(problems, p => Assert.DoesNotContain("hush-hush", p));
    }

    private static (TeamsOptions Options, IReadOnlyList<string> Problems) Read(Dictionary<string, string?> values) =>
        TeamsOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
}
