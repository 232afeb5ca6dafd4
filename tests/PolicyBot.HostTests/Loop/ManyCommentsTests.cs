using System.Globalization;
using PolicyBot.App;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Emulators.OpenAi;
using PolicyBot.HostTests.TestKit;
using Xunit;

namespace PolicyBot.HostTests.Loop;

/// <summary>More is said about one amendment than a model can read at once.</summary>
public sealed class ManyCommentsTests
{
    private const int LongestRequest = 1_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_thousand_comments_are_read_a_part_at_a_time_and_each_has_its_place()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Model = Talk.Answers;
        await using var driver = await Commented(emulator, 3_000);
        await driver.Does("maya", "round close sure:yes");

        var workshop = await driver.UntilRound(RoundState.Published);

        var redrafts = emulator.Calls.Where(c => Talk.Shape(c) == "redraft").ToList();
        var round = workshop.Rounds[0];
        Assert.InRange(redrafts.Count, 40, 200);
        Assert.Equal(3_000, round.Dispositions.Select(d => d.Remark).Distinct().Count());
        Assert.Equal((3_000, redrafts.Count), (round.Dispositions.Count, round.Dispositions.Count(d => d.Answered)));
        Assert.All(round.Dispositions.Where(d => !d.Answered), d => Assert.StartsWith("The model did not take it up: Read as ", d.Why, StringComparison.Ordinal));
        Assert.All(redrafts.Skip(1), c => Assert.Contains("BEGIN DRAFT ", c.Messages[1].Text, StringComparison.Ordinal));
        Assert.Equal(Words(3_000), redrafts.SelectMany(Talk.Entries).Select(e => e.Words).Order(StringComparer.Ordinal));
        Assert.All(emulator.Calls.Where(c => Talk.Shape(c) is not null), c => Assert.InRange(c.Messages.Sum(m => m.Text.Length) / 4, 1, LongestRequest));
        Assert.Single(workshop.Drafted);

        var themes = Assert.Single(await driver.Store.Themes(driver.Id, new(1), Cancellation));
        var theme = Assert.Single(themes.All);
        var said = (await driver.Store.Remarks(driver.Id, new(1), Cancellation)).ToDictionary(r => r.Id, r => r.Words);
        Assert.InRange(theme.Comments, 800, 3_000);
        Assert.All(theme.Quotes, q => Assert.Equal(said[q.Remark], q.In(said[q.Remark])));
        Assert.Contains(emulator.Calls, c => Talk.Shape(c) == "merged_themes");
    }

    [Fact]
    public async Task What_was_read_before_an_endpoint_failed_and_the_bot_was_restarted_is_not_read_again()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Model = call => Talk.Shape(call) is null || emulator.Calls.Count(c => Talk.Shape(c) == "redraft") <= 2 ? Talk.Answers(call) : new ModelBehaviour.Error(401);
        await using var driver = await Commented(emulator, 150);
        await driver.Does("maya", "round close sure:yes");
        await driver.Until(_ => emulator.Calls.Count(c => Talk.Shape(c) == "redraft") > 2);
        await driver.StopHost();
        var before = emulator.Calls.Count(c => Talk.Shape(c) == "redraft");
        emulator.Model = Talk.Answers;
        await driver.StartHost();
        driver.Passes(TimeSpan.FromSeconds(31));

        var workshop = await driver.UntilRound(RoundState.Published);

        var read = emulator.Calls.Where(c => Talk.Shape(c) == "redraft").ToList();
        Assert.Equal(Words(150), read.Take(2).Concat(read.Skip(before)).SelectMany(Talk.Entries).Select(e => e.Words).Order(StringComparer.Ordinal));
        Assert.Equal(150, workshop.Rounds[0].Dispositions.Count);
    }

    [Fact]
    public async Task The_rule_follower_reads_them_all_too()
    {
        await using var driver = await Commented(null, 1_000);
        await driver.Does("maya", "round close sure:yes");

        var workshop = await driver.UntilRound(RoundState.Published);

        Assert.Equal(1_000, workshop.Rounds[0].Dispositions.Select(d => d.Remark).Distinct().Count());
        var themes = Assert.Single(await driver.Store.Themes(driver.Id, new(1), Cancellation));
        Assert.InRange(themes.All.Count, 1, Theme.Most);
        Assert.Contains(themes.All, t => t.Title == "greetings" && t.Comments > 100);
    }

    private static IEnumerable<string> Words(int comments) => Enumerable.Range(1, comments)
        .Select(n => string.Create(CultureInfo.InvariantCulture, $"Remark {n}: greetings should be shorter.")).Order(StringComparer.Ordinal);

    private static async Task<WorkshopDriver> Commented(OpenAiEmulator? emulator, int comments)
    {
        var driver = await WorkshopDriver.StartWithPolicy(new(emulator is null ? [] : Endpoint.Of(emulator))
        {
            ["Models:MaxInputTokens"] = LongestRequest.ToString(CultureInfo.InvariantCulture),
        });
        await Talk.Proposes(driver);
        await driver.Does("maya", "workshop model samples:1");
        await driver.Does("maya", "round open 3d sure:yes");
        await driver.UntilRound(RoundState.Open);
        await driver.Does("maya", "vote A1 agree");
        await driver.Does("tomas", "vote A1 disagree");
        await driver.Does("aisha", "vote A1 pass");
        var now = driver.Clock.GetUtcNow();
        await Task.WhenAll(Words(comments).Select((words, i) => driver.Store.Save(driver.Id, new Remark(
            i.ToString("x16", CultureInfo.InvariantCulture), new(1), new(1), new("P1"), RemarkKind.Comment)
        { Words = words, At = now },
            new Receipt($"remark-{i}", now), Cancellation)));
        return driver;
    }
}
