using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.App;
using PolicyBot.Models;
using Xunit;

namespace PolicyBot.Tests.Models;

public sealed class ModelOptionsTests
{
    [Fact]
    public void Nothing_set_means_offline_and_no_problem()
    {
        var (options, problems) = Read();

        Assert.Equal(ModelOptions.Offline, options.Provider);
        Assert.Empty(problems);
    }

    [Fact]
    public void Every_setting_is_read()
    {
        var (options, problems) = Read(("Provider", "OpenAI"), ("Endpoint", "http://localhost:11434/v1"), ("Key", "k"), ("Model", "llama"),
            ("Temperature", "0.7"), ("MaxOutputTokens", "900"), ("MaxInputTokens", "9000"), ("TimeoutSeconds", "12.5"), ("Concurrency", "16"), ("Prices", "llama 0/0, org/big 2.5/10"));

        Assert.Empty(problems);
        Assert.Equal(
            new ModelOptions { Provider = "openai", Endpoint = "http://localhost:11434/v1", Key = "k", Model = "llama", Temperature = 0.7, MaxOutputTokens = 900, MaxInputTokens = 9000, TimeoutSeconds = 12.5, Concurrency = 16, Prices = "llama 0/0, org/big 2.5/10" },
            options);
    }

    [Theory]
    [InlineData("Models__Provider", "Provider=magic")]
    [InlineData("Models__Temperature", "Temperature=hot")]
    [InlineData("Models__Temperature", "Temperature=NaN")]
    [InlineData("Models__Temperature", "Temperature=3")]
    [InlineData("Models__MaxOutputTokens", "MaxOutputTokens=1.5")]
    [InlineData("Models__MaxOutputTokens", "MaxOutputTokens=0")]
    [InlineData("Models__MaxInputTokens", "MaxInputTokens=999")]
    [InlineData("Models__TimeoutSeconds", "TimeoutSeconds=-1")]
    [InlineData("Models__TimeoutSeconds", "TimeoutSeconds=NaN")]
    [InlineData("Models__Concurrency", "Concurrency=0")]
    [InlineData("Models__Prices", "Prices=llama")]
    [InlineData("Models__Prices", "Prices=llama 1")]
    [InlineData("Models__Prices", "Prices=llama -1/2")]
    [InlineData("Models__Prices", "Prices=llama 1/2, llama 1/2")]
    [InlineData("Models__Key", "Provider=openai;Model=m")]
    [InlineData("Models__Model", "Provider=openai;Key=k")]
    [InlineData("Models__Endpoint", "Provider=openai;Model=m;Endpoint=localhost:11434")]
    [InlineData("Models__Endpoint", "Provider=openai;Model=m;Endpoint=https://me:pw@host/v1")]
    [InlineData("Models__Endpoint", "Provider=azure;Model=m")]
    [InlineData("Models__Endpoint", "Provider=azure;Model=m;Endpoint=http://name.openai.azure.com/")]
    [InlineData("Models__Model", "Provider=azure;Endpoint=https://name.openai.azure.com/")]
    public void A_wrong_value_is_named_with_its_setting(string setting, string settings)
    {
        var (_, problems) = Read([.. settings.Split(';').Select(s => (s.Split('=')[0], s.Split('=')[1]))]);

        var problem = Assert.Single(problems);
        Assert.StartsWith(setting + " ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("pw", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_azure_address_that_names_its_deployment_needs_no_model() =>
        Assert.Empty(new ModelOptions { Provider = "azure", Endpoint = "https://name.openai.azure.com/openai/deployments/mine", Key = "k" }.Problems());

    [Fact]
    public void Options_never_print_their_key() =>
        Assert.DoesNotContain("sk-secret", new ModelOptions { Provider = "openai", Key = "sk-secret", Model = "m" }.ToString(), StringComparison.Ordinal);

    [Fact]
    public async Task The_registered_model_is_one_for_all()
    {
        await using var services = new ServiceCollection().AddLogging().AddPolicyModels(new()).BuildServiceProvider();

        Assert.Same(services.GetRequiredService<IPolicyModel>(), services.GetRequiredService<IPolicyModel>());
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddPolicyModels(new() { Provider = "magic" }));
    }

    private static (ModelOptions Options, IReadOnlyList<string> Problems) Read(params (string Name, string Value)[] settings) =>
        ModelOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => (string?)s.Value)).Build());
}
