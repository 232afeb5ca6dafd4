using Microsoft.Playwright;

namespace PolicyBot.HostTests.TestKit;

/// <summary>Somebody who sits in the room.</summary>
internal sealed class Visitor(IPage page, string name)
{
    public IPage Page => page;

    /// <summary>The newest card whose title holds these words.</summary>
    public ILocator Card(string title) =>
        page.Locator("room-stream article.card").Filter(new() { Has = page.Locator("h3.card-title", new() { HasText = title }) }).Last;

    public async Task Enters(string address)
    {
        await page.GotoAsync($"{address}/room?as={Uri.EscapeDataString(name)}");
        await Assertions.Expect(page.Locator("#say")).ToBeEnabledAsync();
    }

    public async Task Says(string line)
    {
        await page.Locator("#say").FillAsync(line);
        // Escape closes the list of suggestions, so that Enter sends what was typed.
        await page.Locator("#say").PressAsync("Escape");
        await page.Locator("#say").PressAsync("Enter");
    }

    public Task Presses(string button, string card) =>
        Card(card).GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Fills the open dialog in and sends it.</summary>
    public async Task Fills(params (string Field, string Value)[] fields)
    {
        var dialog = page.Locator("dialog[open]");
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        foreach (var (field, value) in fields)
        {
            var input = dialog.Locator($"[name={field}]").First;
            if (await input.EvaluateAsync<string>("e => e.tagName") == "SELECT")
                await input.SelectOptionAsync(value);
            else if (await input.GetAttributeAsync("type") == "radio")
                await dialog.Locator($"[name={field}][value='{value}']").CheckAsync();
            else
                await input.FillAsync(value);
        }

        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(dialog).ToBeHiddenAsync();
    }

    public Task Sees(string card, string text) => Assertions.Expect(Card(card)).ToContainTextAsync(text);

    /// <summary>Follows a link of a card to another page.</summary>
    public async Task Follows(string link, string card)
    {
        await Card(card).GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync();
        await page.WaitForURLAsync("**/w/**");
    }

    /// <summary>Sees the words on the page.</summary>
    public Task Reads(string words) => Assertions.Expect(page.Locator("main")).ToContainTextAsync(words);

    /// <summary>Scrolls to a picture and waits until it is really there.</summary>
    public async Task SeesThePicture(string selector)
    {
        await page.Locator(selector).ScrollIntoViewIfNeededAsync();
        await page.WaitForFunctionAsync("s => document.querySelector(s).naturalWidth > 0", selector);
    }

    public Task Photographs(string picture, bool whole = false) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, $"{picture}.png"), FullPage = whole });
}
