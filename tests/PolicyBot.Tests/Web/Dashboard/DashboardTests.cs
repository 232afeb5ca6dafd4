using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.Core;
using PolicyBot.Core.Voting;
using PolicyBot.Web.Dashboard;
using PolicyBot.Web.Links;
using Xunit;

namespace PolicyBot.Tests.Web.Dashboard;

public sealed partial class DashboardTests(DashboardHost host) : IClassFixture<DashboardHost>
{
    private const string Home = $"/w/{DashboardHost.Workshop}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", 200)]
    [InlineData("/policy", 200)]
    [InlineData("/policy?version=1", 200)]
    [InlineData("/policy?from=0&to=1", 200)]
    [InlineData("/policy?version=7", 404)]
    [InlineData("/policy?from=7&to=1", 404)]
    [InlineData("/rounds/1", 200)]
    [InlineData("/rounds/2", 404)]
    [InlineData("/rounds/1/report", 404)]
    [InlineData("/rounds/1/outcomes.png", 404)]
    [InlineData("/rounds/1/decisions.md", 404)]
    [InlineData("/exports/policy.md", 200)]
    [InlineData("/exports/policy.md?version=7", 404)]
    public async Task A_person_of_the_room_reads_what_there_is(string path, int status)
    {
        using var browser = host.Seated("Chi");

        Assert.Equal(status, (int)(await browser.GetAsync(Home + path, Cancellation)).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/policy")]
    [InlineData("/rounds/1")]
    [InlineData("/rounds/1/report")]
    [InlineData("/exports/policy.md")]
    [InlineData("/exports/workshop.json")]
    [InlineData("/rounds/1/outcomes.png")]
    [InlineData("/rounds/1/decisions.md")]
    public async Task Without_a_cookie_a_workshop_looks_like_one_that_does_not_exist(string path)
    {
        using var browser = host.Browser();
        var there = await browser.GetAsync(Home + path, Cancellation);
        var nowhere = await browser.GetAsync($"/w/nowhere{path}", Cancellation);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (there.StatusCode, nowhere.StatusCode));
        if (!Path.HasExtension(path))
            Assert.Contains("There is nothing here for you", await there.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(
            DashboardHost.Steady(await nowhere.Content.ReadAsStringAsync(Cancellation)),
            DashboardHost.Steady(await there.Content.ReadAsStringAsync(Cancellation)));
    }

    [Fact]
    public async Task A_seat_in_another_room_opens_nothing()
    {
        using var browser = host.Seated("Maya", "annex");

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(Home, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Only_a_pass_for_this_workshop_this_purpose_and_this_time_opens_it()
    {
        var soon = host.Now.AddHours(1);
        var good = host.Links.Issue(Purpose.DashboardPass, DashboardHost.Workshop, "P1", soon);
        var others = new SignedLink(new SigningKey(RandomNumberGenerator.GetBytes(32)));

        Assert.Equal(HttpStatusCode.OK, await With(good));
        Assert.Equal(HttpStatusCode.NotFound, await With(good[..^2] + "AA"));
        Assert.Equal(HttpStatusCode.NotFound, await With(others.Issue(Purpose.DashboardPass, DashboardHost.Workshop, "P1", soon)));
        Assert.Equal(HttpStatusCode.NotFound, await With(host.Links.Issue(Purpose.DashboardPass, DashboardHost.Workshop, "P1", host.Now)));
        Assert.Equal(HttpStatusCode.NotFound, await With(host.Links.Issue(Purpose.DashboardPass, "other", "P1", soon)));
        Assert.Equal(HttpStatusCode.NotFound, await With(host.Links.Issue(Purpose.DashboardPass, DashboardHost.Workshop, "P99", soon)));
        foreach (var purpose in new[] { Purpose.DashboardLink, Purpose.RoomSeat, Purpose.RoomInvitation })
            Assert.Equal(HttpStatusCode.NotFound, await With(host.Links.Issue(purpose, DashboardHost.Workshop, "P1", soon)));
    }

    [Fact]
    public async Task A_link_is_exchanged_by_its_button_and_by_nothing_else()
    {
        using var browser = host.Browser();
        var path = host.Services.GetRequiredService<DashboardDoor>().LinkFor(new WorkshopId(DashboardHost.Workshop), new PersonId("P1"), $"{Home}/rounds/1");
        var opened = await browser.GetAsync(path, Cancellation);
        var form = await opened.Content.ReadAsStringAsync(Cancellation);
        var token = Hidden(form, "t");
        Assert.DoesNotContain(Cookies(opened), c => c.StartsWith("policybot-clinic", StringComparison.Ordinal));

        var unasked = await browser.PostAsync("/open/pass", new FormUrlEncodedContent([new("t", token)]), Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, unasked.StatusCode);

        using var again = host.Browser(Cookies(opened).Single(c => c.StartsWith("policybot-form", StringComparison.Ordinal)));
        var pressed = await again.PostAsync("/open/pass", new FormUrlEncodedContent(
            [new("t", token), new("to", Hidden(form, "to")), new("__RequestVerificationToken", Hidden(form, "__RequestVerificationToken"))]), Cancellation);
        Assert.Equal($"{Home}/rounds/1", pressed.Headers.Location?.ToString());

        var given = pressed.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("policybot-clinic", StringComparison.Ordinal));
        Assert.Contains("path=/w/clinic; samesite=lax; httponly", given, StringComparison.OrdinalIgnoreCase);
        using var reader = host.Browser(given.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(Home, Cancellation)).StatusCode);
    }

    [Theory]
    [InlineData("/open?t=nonsense", "can&#x27;t be read")]
    [InlineData("/open", "can&#x27;t be read")]
    public async Task A_link_that_is_none_says_what_to_do(string path, string says)
    {
        using var browser = host.Browser();

        Assert.Contains(says, await browser.GetStringAsync(path, Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, Home)]
    [InlineData("/w/clinic/policy", "/w/clinic/policy")]
    [InlineData("/w/other", Home)]
    [InlineData("/w/clinic-2/policy", Home)]
    [InlineData("//evil.example", Home)]
    [InlineData("/w/clinic/\\evil.example", Home)]
    [InlineData("https://evil.example", Home)]
    public void A_link_leads_into_its_own_workshop_alone(string? to, string where) =>
        Assert.Equal(where, DashboardSetup.Within(DashboardHost.Workshop, to));

    [Fact]
    public async Task A_hidden_round_looks_the_same_however_people_vote()
    {
        using var browser = host.Seated("Maya");
        string[] paths = ["", "/rounds/1", "/policy"];
        await host.Votes(Vote.Agree, null);
        var agreed = await All(browser, paths);
        await host.Votes(Vote.Disagree, "zebra reason");
        await host.Does("Ben", new AddComment(new AmendmentId(1), "zebra comment", null));
        var disagreed = await All(browser, paths);

        Assert.Equal(agreed, disagreed);
        Assert.All(disagreed, html =>
        {
            Assert.DoesNotContain("zebra", html, StringComparison.Ordinal);
            Assert.DoesNotContain("class=\"bars\"", html, StringComparison.Ordinal);
            Assert.DoesNotContain("class=\"bar-", html, StringComparison.Ordinal);
            Assert.DoesNotMatch(Counted(), html);
        });
        Assert.Contains("3 people have voted so far", disagreed[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/policy")]
    [InlineData("/policy?from=0&to=1")]
    [InlineData("/rounds/1")]
    public async Task What_people_wrote_stays_text(string path)
    {
        using var browser = host.Seated("Maya");
        var response = await browser.GetAsync(Home + path, Cancellation);
        var html = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData("Maya", 200)]
    [InlineData("Ben", 404)]
    [InlineData("Stranger", 404)]
    public async Task The_whole_workshop_is_for_facilitators(string name, int status)
    {
        using var browser = host.Seated(name);

        Assert.Equal(status, (int)(await browser.GetAsync($"{Home}/exports/workshop.json", Cancellation)).StatusCode);
    }

    private async Task<HttpStatusCode> With(string pass)
    {
        using var browser = host.Browser($"policybot-clinic={pass}");
        return (await browser.GetAsync(Home, Cancellation)).StatusCode;
    }

    private static async Task<string[]> All(HttpClient browser, string[] paths)
    {
        var pages = new List<string>();
        foreach (var path in paths)
            pages.Add(DashboardHost.Steady(await browser.GetStringAsync(Home + path, Cancellation)));
        return [.. pages];
    }

    private static IEnumerable<string> Cookies(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Select(c => c.Split(';')[0]) : [];

    private static string Hidden(string form, string name) =>
        WebUtility.HtmlDecode(Regex.Match(form, $"name=\"{name}\"[^>]*value=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex(@"\d+ (agree|disagree|pass)\b")]
    private static partial Regex Counted();
}
