using Microsoft.Extensions.Configuration;
using PolicyBot.Discord;
using Xunit;

namespace PolicyBot.Tests.Discord;

public sealed class DiscordOptionsTests
{
    private const string Key = "0f1e2d3c4b5a69780f1e2d3c4b5a69780f1e2d3c4b5a69780f1e2d3c4b5a6978";

    [Fact]
    public void Without_settings_Discord_is_off() => Assert.Equal((null, 0), (Read().Options, Read().Problems.Count));

    [Fact]
    public void A_token_and_an_application_are_enough()
    {
        var (options, problems) = Read(("Token", "abc.def"), ("ApplicationId", "123"));

        Assert.Empty(problems);
        Assert.Equal((Delivery.Gateway, "https://discord.com/api/v10/"), (options!.Delivery, options.ApiBase.ToString()));
        Assert.DoesNotContain("abc.def", options.ToString());
    }

    [Theory]
    [InlineData("Token", "a b", "Discord__Token")]
    [InlineData("ApplicationId", "me", "Discord__ApplicationId")]
    [InlineData("Delivery", "pigeon", "Discord__Delivery")]
    [InlineData("Delivery", "http", "Discord__PublicKey")]
    [InlineData("PublicKey", "abc", "Discord__PublicKey")]
    [InlineData("ApiBase", "discord", "Discord__ApiBase")]
    public void Each_wrong_value_is_named_in_one_line(string name, string value, string said)
    {
        var settings = new Dictionary<string, string> { ["Token"] = "abc", ["ApplicationId"] = "123", [name] = value };
        var (options, problems) = Read([.. settings.Select(s => (s.Key, s.Value))]);

        Assert.Null(options);
        Assert.Contains(said, Assert.Single(problems));
        Assert.DoesNotContain("a b", problems[0]);
    }

    [Fact]
    public void By_http_with_the_key() => Assert.NotNull(Read(("Token", "abc"), ("ApplicationId", "1"), ("Delivery", "HTTP"), ("PublicKey", Key)).Options!.Signature);

    private static (DiscordOptions? Options, IReadOnlyList<string> Problems) Read(params (string Name, string Value)[] settings) => DiscordOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => (string?)s.Value)).Build(), "https://policy.example.org/");
}
