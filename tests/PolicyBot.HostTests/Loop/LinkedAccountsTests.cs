using System.Text.RegularExpressions;
using PolicyBot.App.Exports;
using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.HostTests.TestKit;
using Xunit;

namespace PolicyBot.HostTests.Loop;

public sealed partial class LinkedAccountsTests
{
    private static readonly RoundId R1 = new(1);

    [Theory]
    [InlineData("voters:attributed")]
    [InlineData("voters:anonymous")]
    public async Task Two_accounts_of_one_person_vote_once_and_the_result_can_be_recomputed(string rule)
    {
        await using var driver = await WithOpenRound($"quorum:2 {rule}");
        await driver.Does("aisha", "vote A1 disagree");
        await driver.Does("aisha", "comment A1 From my phone.");
        driver.Passes(TimeSpan.FromSeconds(1));
        await driver.Does("aisha2", "vote A1 agree why:\"I thought again\"");
        await driver.Does("maya", "vote A1 agree");

        var joined = await driver.Does("aisha2", $"link {await Code(driver, "aisha")}");
        Assert.Contains("1 amendment of R1", PlainText.Of(joined.Card!), StringComparison.Ordinal);
        await driver.Does("aisha2", "mine");

        Assert.Equal([Vote.Agree, Vote.Agree], (await driver.Store.Ballots(driver.Id, R1, default)).Select(b => b.Vote));
        Assert.Contains("From my phone.", PlainText.Of((await driver.Does("aisha2", "mine")).Card!), StringComparison.Ordinal);
        await driver.Does("maya", "round close sure:yes");
        await driver.UntilRound(RoundState.Confirming);
        await driver.Does("maya", "round publish sure:yes");
        var round = (await driver.UntilRound(RoundState.Published)).Rounds[0];
        Assert.Equal(new Count(2, 0, 0), round.Outcomes.Single().Tally.Count);
        var export = await new Exporting(driver.Store).Of(driver.Id, default);
        Assert.DoesNotContain(Verification.Of(export!), c => !c.Holds);
        Assert.Null(Chain.FirstBroken(await driver.Store.Log(driver.Id, default)));
    }

    [Fact]
    public async Task Votes_that_race_a_join_are_stored_once()
    {
        await using var driver = await WithOpenRound("");
        var code = await Code(driver, "aisha");
        await driver.Does("aisha2", "vote A1 pass");

        var votes = Enumerable.Range(0, 40).Select(i => Task.Run(() => driver.Says(i % 2 == 0 ? "aisha" : "aisha2", "vote A1 agree"))).ToList();
        var join = Task.Run(() => driver.Says("aisha2", $"link {code}"));
        await Task.WhenAll(votes);
        Assert.False((await join).Refusal);

        Assert.Single(await driver.Store.Ballots(driver.Id, R1, default));
    }

    [Fact]
    public async Task Wrong_codes_are_refused_at_most_five_times_in_ten_minutes_and_a_code_works_once()
    {
        await using var driver = await WithOpenRound("");
        await driver.Does("mallory", "mine");
        for (var i = 0; i < 5; i++)
            Assert.Contains("wrong or too old", PlainText.Of((await driver.Says("mallory", "link ABCD-EFGH")).Card!), StringComparison.Ordinal);
        var code = await Code(driver, "aisha");
        Assert.Contains("too many", PlainText.Of((await driver.Says("mallory", $"link {code}")).Card!), StringComparison.Ordinal);

        await driver.Does("aisha2", $"link {code.ToLowerInvariant().Replace("-", " ")}");
        driver.Passes(TimeSpan.FromMinutes(11));

        Assert.True((await driver.Says("mallory", $"link {code}")).Refusal);
        var late = await Code(driver, "aisha");
        driver.Passes(TimeSpan.FromMinutes(11));
        Assert.True((await driver.Says("tomas", $"link {late}")).Refusal);
        Assert.Single(await driver.Store.Log(driver.Id, default), e => e.Change is AccountsJoined);
    }

    [Fact]
    public async Task What_a_facilitator_hides_is_on_no_card_and_in_no_export_until_it_is_shown_again()
    {
        await using var driver = await WithOpenRound("results:live");
        await driver.Does("aisha", "comment A1 Mrs Jones of ward 3 agrees.");
        var queue = PlainText.Of((await driver.Does("maya", "moderate queue")).Card!);
        Assert.Contains("Mrs Jones", queue, StringComparison.Ordinal);
        Assert.True((await driver.Says("aisha", "moderate queue")).Refusal);
        var id = RemarkId().Match(queue).Value;

        Assert.NotNull((await driver.Says("maya", $"moderate hide {id}")).Form);
        await driver.Does("maya", $"moderate hide {id} why:\"it names a patient\"");

        Assert.DoesNotContain("Mrs Jones", PlainText.Of((await driver.Does("maya", "moderate queue")).Card!), StringComparison.Ordinal);
        Assert.DoesNotContain("Mrs Jones", ExportJson.Write((await new Exporting(driver.Store).Of(driver.Id, default))!), StringComparison.Ordinal);
        var mine = PlainText.Of((await driver.Does("aisha", "mine")).Card!);
        Assert.Contains("Mrs Jones", mine, StringComparison.Ordinal);
        Assert.Contains("it names a patient", mine, StringComparison.Ordinal);
        await driver.Does("maya", $"moderate hide {id} undo:yes");
        Assert.Contains("Mrs Jones", PlainText.Of((await driver.Does("maya", "moderate queue")).Card!), StringComparison.Ordinal);

        await driver.Does("maya", "round close sure:yes");
        await driver.UntilRound(RoundState.Published);
        await driver.Does("maya", $"moderate hide {id} why:\"it names a patient\"");
        var export = (await new Exporting(driver.Store).Of(driver.Id, default))!;
        Assert.DoesNotContain("Mrs Jones", ExportJson.Write(export), StringComparison.Ordinal);
        Assert.DoesNotContain(Verification.Of(export), c => !c.Holds);
    }

    [Fact]
    public async Task A_duplicate_is_merged_by_the_words_that_people_type()
    {
        await using var driver = await WorkshopDriver.StartWithPolicy();
        await driver.Does("tomas", "clause amend C1", ("wording", "Greet everybody."), ("scenario", "S1"));
        await driver.Does("aisha", "clause amend C1", ("wording", "Greet everybody who comes."));

        await driver.Does("maya", "moderate merge A2 into A1");

        Assert.Equal(2, Assert.Single((await driver.Look()).Drafted).Authors.Count());
    }

    private static async Task<string> Code(WorkshopDriver driver, string who) =>
        CodeIn().Match((await driver.Does(who, "link")).Card!.Title).Value;

    private static async Task<WorkshopDriver> WithOpenRound(string rule)
    {
        var driver = await WorkshopDriver.StartWithPolicy();
        await driver.Does("tomas", "clause amend C1", ("wording", "Greet everybody who asks for help, and say that you are no doctor."), ("scenario", "S1"));
        await driver.Does("maya", $"round open 3d {rule} sure:yes");
        await driver.UntilRound(RoundState.Open);
        return driver;
    }

    [GeneratedRegex("[A-Z2-9]{4}-[A-Z2-9]{4}")]
    private static partial Regex CodeIn();

    [GeneratedRegex("[0-9a-f]{16}")]
    private static partial Regex RemarkId();
}
