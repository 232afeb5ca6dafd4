using System.Net;
using PolicyBot.Core;
using PolicyBot.Core.Voting;
using PolicyBot.Web.Links;
using Xunit;

namespace PolicyBot.Tests.Web.Dashboard;

/// <summary>What changes the workshop for good: each test has a host of its own.</summary>
public sealed class DashboardLoopTests
{
    private const string Home = $"/w/{DashboardHost.Workshop}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_the_close_the_round_shows_its_counts_and_comments()
    {
        await using var host = await Started(new DashboardHost());
        await host.Votes(Vote.Agree, "zebra reason");
        await host.Does("Ben", new AddComment(new AmendmentId(1), "zebra comment", null));
        await host.Does("Maya", new CloseRound(true));
        using var browser = host.Seated("Chi");
        var round = await browser.GetStringAsync($"{Home}/rounds/1", Cancellation);

        Assert.Contains("3 agree, 0 disagree, 0 pass", round, StringComparison.Ordinal);
        Assert.Contains("zebra reason", round, StringComparison.Ordinal);
        Assert.Contains("zebra comment", round, StringComparison.Ordinal);
        var picture = await browser.GetByteArrayAsync($"{Home}/rounds/1/outcomes.png", Cancellation);
        Assert.Equal("PNG", System.Text.Encoding.ASCII.GetString(picture, 1, 3));
        Assert.Contains("3 agree", await browser.GetStringAsync($"{Home}/rounds/1/decisions.md", Cancellation), StringComparison.Ordinal);
        Assert.Contains("<ins>", await browser.GetStringAsync($"{Home}/policy?from=1&to=2", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_was_forgotten_reads_no_more()
    {
        await using var host = await Started(new DashboardHost());
        var chi = (await host.People()).Single(p => p.Name == "Chi").Id;
        using var browser = host.Browser($"policybot-clinic={host.Links.Issue(Purpose.DashboardPass, DashboardHost.Workshop, chi.Value, host.Now.AddDays(1))}");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Home, Cancellation)).StatusCode);

        await host.Does("Chi", new ForgetMe(true));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(Home, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task At_the_demos_open_entrance_everybody_on_this_machine_reads_everything()
    {
        await using var host = await Started(new DashboardHost { OpenEntrance = true });
        using var browser = host.Browser();

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Home, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"{Home}/exports/workshop.json", Cancellation)).StatusCode);
    }

    private static async Task<DashboardHost> Started(DashboardHost host)
    {
        await host.InitializeAsync();
        return host;
    }
}
