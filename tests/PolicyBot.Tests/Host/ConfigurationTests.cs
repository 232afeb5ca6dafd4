using Microsoft.Extensions.Configuration;
using PolicyBot.Host;
using Xunit;

namespace PolicyBot.Tests.Host;

public sealed class ConfigurationTests
{
    [Theory]
    [InlineData("banana")]
    [InlineData("http://127.0.0.1:5080;banana")]
    [InlineData("ftp://127.0.0.1")]
    public void An_address_that_nobody_can_listen_on_stops_the_start_with_one_line_that_names_the_setting(string urls) =>
        Assert.StartsWith("Urls has '", Assert.Single(Read(("Urls", urls), ("PublicUrl", "https://policy.example.org")).Problems), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    public void It_may_listen_on_every_address_and_links_lead_to_this_machine_until_PublicUrl_is_set(string urls)
    {
        var (settings, problems) = Read(("Urls", urls));

        Assert.Empty(problems);
        Assert.Equal("http://localhost:5080", settings.PublicUrl);
        Assert.Equal(urls, settings.Urls);
    }

    [Fact]
    public void A_wrong_address_for_links_is_named_as_what_it_is() => Assert.Equal(
        "PublicUrl is 'banana'; it must be an address such as https://policy.example.org.", Assert.Single(Read(("PublicUrl", "banana")).Problems));

    private static (Configuration Settings, IReadOnlyList<string> Problems) Read(params (string Key, string Value)[] set) => Configuration.Read(
        new ConfigurationBuilder().AddInMemoryCollection(set.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build());
}
