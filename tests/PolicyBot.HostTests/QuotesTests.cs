using PolicyBot.Core.Rounds;
using PolicyBot.HostTests.TestKit;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PolicyBot.HostTests;

public sealed class QuotesTests
{
    [Fact]
    public async Task On_a_phone_a_quote_of_a_theme_leads_to_its_whole_comment_among_many()
    {
        await using var chromium = await Chromium.Start();
        await using var driver = await WorkshopDriver.StartWithPolicy();
        await driver.Does("tomas", "clause amend C1", ("wording", "Always greet people who ask for help kindly, and be brief."), ("scenario", "S1"));
        await driver.Does("maya", "round open 3d sure:yes");
        await driver.UntilRound(RoundState.Open);
        await driver.Does("maya", "vote A1 agree");
        for (var n = 1; n <= 30; n++)
            await driver.Does("tomas", "comment A1", ("words", $"Remark {n} is about something else, and goes on for a while so that the page is long."));
        await driver.Does("aisha", "comment A1", ("words", "First of all thank you.\nFrightened patients need a telephone number."));
        await driver.Does("maya", "comment A1", ("words", "I have seen it too.\nFrightened patients read no greetings."));
        await driver.Does("maya", "round close sure:yes");
        await driver.UntilRound(RoundState.Published);
        await driver.UntilShown("report:R1");
        var aisha = new Visitor(await chromium.Person(390, 844), "aisha");
        await aisha.Enters(driver.Address.ToString().TrimEnd('/'));

        await aisha.Page.GotoAsync(new Uri(driver.Address, "/w/care/rounds/1/report").ToString());
        var quote = aisha.Page.Locator("#themes figure.quote", new() { HasText = "Frightened patients need a telephone number." }).First;
        await quote.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Whole comment" }).ClickAsync();
        await aisha.Page.WaitForURLAsync("**/w/care/rounds/1#comment-*");

        var comment = aisha.Page.Locator("figure.quote:target");
        await Expect(comment).ToContainTextAsync("First of all thank you.");
        await Expect(comment).ToBeInViewportAsync();
        Assert.Equal(0, await aisha.Page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        await aisha.Photographs("09-whole-comment-phone");
    }
}
