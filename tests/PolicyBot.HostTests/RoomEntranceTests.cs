using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.Core.Views;
using PolicyBot.HostTests.TestKit;
using PolicyBot.Web.Links;
using PolicyBot.Web.Room;
using Xunit;

namespace PolicyBot.HostTests;

public sealed partial class RoomEntranceTests
{
    private static readonly RoomOptions ByInvitation = new(Enabled: true, OpenEntrance: false);
    private static readonly RoomOptions Open = new(Enabled: true, OpenEntrance: true);

    private static string Invitation(RunningRoom room, string name, DateTimeOffset expires) =>
        $"/enter?t={room.Services.GetRequiredService<SignedLink>().Issue(Purpose.RoomInvitation, RoomOptions.MainRoom, name, expires)}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invitation_is_looked_at_as_often_as_you_like_and_lets_in_by_its_button()
    {
        await using var room = await RunningRoom.Start(ByInvitation, Cancellation);
        var invitation = Invitation(room, "Dr. Ngozi", DateTimeOffset.UtcNow.AddDays(1));
        using var preview = room.Browser();
        Assert.Contains("Welcome, <bdi>Dr. Ngozi</bdi>", await preview.GetStringAsync(invitation, Cancellation));
        using var browser = room.Browser();
        Assert.Contains("by invitation", await browser.GetStringAsync("/room?as=Maya", Cancellation));

        var seated = await Press(browser, await browser.GetStringAsync(invitation, Cancellation));

        Assert.Equal("/room/main", seated.Headers.Location?.OriginalString);
        var cookie = Assert.Single(seated.Headers.GetValues("Set-Cookie"), c => c.StartsWith("policybot-room=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=lax", cookie);
        Assert.Contains("You are <b><bdi>Dr. Ngozi</bdi></b>", await browser.GetStringAsync("/room?as=Maya", Cancellation));
        Assert.Contains("by invitation", await browser.GetStringAsync("/room/annex", Cancellation));
        Assert.Contains("by invitation", await preview.GetStringAsync("/room", Cancellation));
    }

    [Fact]
    public async Task A_seat_needs_the_forms_token_and_a_genuine_unexpired_invitation()
    {
        await using var room = await RunningRoom.Start(ByInvitation, Cancellation);
        var genuine = Invitation(room, "Maya", DateTimeOffset.UtcNow.AddDays(1))["/enter?t=".Length..];
        var expired = Invitation(room, "Maya", DateTimeOffset.UtcNow.AddSeconds(-1))["/enter?t=".Length..];
        var cookie = room.Services.GetRequiredService<SignedLink>().Issue(Purpose.RoomSeat, "main", "Maya", DateTimeOffset.UtcNow.AddDays(1));
        using var browser = room.Browser();
        var page = await browser.GetStringAsync($"/enter?t={genuine}", Cancellation);

        using var bare = await browser.PostAsync("/enter/seat", new FormUrlEncodedContent([new("t", genuine)]), Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        Assert.Contains("Open the link", await bare.Content.ReadAsStringAsync(Cancellation));
        using var noForm = await browser.PostAsync("/enter/seat", new StringContent("{}", null, "application/json"), Cancellation);
        Assert.InRange((int)noForm.StatusCode, 400, 499);
        using var post = await browser.PostAsync("/nothing", null, Cancellation);
        Assert.InRange((int)post.StatusCode, 400, 499);
        foreach (var token in new[] { expired, cookie, genuine + "A", "x" })
            Assert.StartsWith("/enter?t=", (await Press(browser, page, token)).Headers.Location?.OriginalString);

        Assert.Contains("by invitation", await browser.GetStringAsync("/room", Cancellation));
        Assert.Contains("has expired", await browser.GetStringAsync($"/enter?t={expired}", Cancellation));
        Assert.Contains("be read", await browser.GetStringAsync("/enter?t=x", Cancellation));
    }

    [Fact]
    public async Task A_file_goes_to_its_owner_alone()
    {
        await using var room = await RunningRoom.Start(ByInvitation, Cancellation);
        var file = room.Services.GetRequiredService<RoomFiles>().Offer(new ReplyFile("clinic \"1\".json", "application/json", "{}"), "maya");
        using var maya = await Seated(room, "Maya");
        using var tomas = await Seated(room, "Tomás");
        using var stranger = room.Browser();

        using var fetched = await maya.GetAsync($"/room/file/{file.Token}", Cancellation);
        Assert.Equal("{}", await fetched.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("attachment", fetched.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(HttpStatusCode.NotFound, (await tomas.GetAsync($"/room/file/{file.Token}", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/room/file/{file.Token}", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Pages_bring_their_own_scripts_and_allow_no_others()
    {
        await using var room = await RunningRoom.Start(Open, Cancellation);
        using var browser = room.Browser();
        using var page = await browser.GetAsync("/room?as=Maya", Cancellation);
        var html = await page.Content.ReadAsStringAsync(Cancellation);

        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")));
        Assert.DoesNotMatch(@"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|https?://", html);
        var assets = Asset().Matches(html).Select(m => m.Groups[1].Value).ToList();
        Assert.True(assets.Count >= 4);
        foreach (var asset in assets)
            Assert.NotEmpty(await browser.GetByteArrayAsync("/" + asset, Cancellation));
        Assert.True((await browser.GetByteArrayAsync("/_framework/blazor.web.js", Cancellation)).Length > 100_000);
    }

    [Theory]
    [InlineData("/room/UPPER", HttpStatusCode.NotFound)]
    [InlineData("/room/..%2f", HttpStatusCode.NotFound)]
    [InlineData("/room/file/00", HttpStatusCode.NotFound)]
    [InlineData("/nothing", HttpStatusCode.NotFound)]
    [InlineData("/enter", HttpStatusCode.OK)]
    [InlineData("/room?as=%00%E2%80%AE", HttpStatusCode.OK)]
    [InlineData("/room?as=%3Cscript%3Ealert(1)%3C/script%3E", HttpStatusCode.OK)]
    public async Task Odd_addresses_get_a_page_and_nothing_of_theirs_runs(string address, HttpStatusCode status)
    {
        await using var room = await RunningRoom.Start(Open, Cancellation);
        using var browser = room.Browser();
        using var answer = await browser.GetAsync(address, Cancellation);

        Assert.Equal(status, answer.StatusCode);
        Assert.DoesNotContain("<script>alert", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task A_room_that_is_off_is_not_there()
    {
        await using var room = await RunningRoom.Start(new RoomOptions(Enabled: false, OpenEntrance: false), Cancellation);
        using var browser = room.Browser();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/room", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/enter", Cancellation)).StatusCode);
    }

    private static async Task<HttpClient> Seated(RunningRoom room, string name)
    {
        var browser = room.Browser();
        var invitation = Invitation(room, name, DateTimeOffset.UtcNow.AddDays(1));
        using var seated = await Press(browser, await browser.GetStringAsync(invitation, Cancellation));
        Assert.Equal(HttpStatusCode.Redirect, seated.StatusCode);
        return browser;
    }

    /// <summary>Presses the button of an invitation's page, with its own token or another.</summary>
    private static Task<HttpResponseMessage> Press(HttpClient browser, string page, string? token = null) => browser.PostAsync(
        "/enter/seat",
        new FormUrlEncodedContent(Hidden().Matches(page).Select(m => KeyValuePair.Create(
            m.Groups[1].Value, m.Groups[1].Value == "t" && token is not null ? token : WebUtility.HtmlDecode(m.Groups[2].Value)))),
        Cancellation);

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]+)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("(?:href|src)=\"(_[^\"]+)\"")]
    private static partial Regex Asset();
}
