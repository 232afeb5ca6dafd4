using PolicyBot.Core;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Rounds;
using PolicyBot.HostTests.TestKit;
using Xunit;

namespace PolicyBot.HostTests.Loop;

/// <summary>What is left of people who asked to be forgotten.</summary>
public sealed class ForgettingTests
{
    private static readonly string[] People = ["maya", "tomas", "aisha", "ben", "chi", "dan"];

    [Fact]
    public async Task The_words_of_a_declined_proposal_are_shown_nowhere_once_its_author_is_forgotten()
    {
        await using var driver = await WithRound("voters:attributed");
        foreach (var who in People)
            await driver.Does(who, "vote A1 disagree");
        await driver.Does("maya", "round close sure:yes");
        await driver.UntilRound(RoundState.Published);

        await driver.Does("tomas", "mine forget sure:yes");

        var left = (await driver.Look()).Find(new AmendmentId(1))!;
        Assert.Equal(Text.Erased, ((ReplaceClause)left.Proposal).Wording.ToString());
        Assert.DoesNotContain("and be brief", await driver.Export(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_in_an_anonymous_rounds_file_tells_what_a_forgotten_person_said_something_about()
    {
        await using var driver = await WithRound("voters:anonymous");
        foreach (var who in People)
            await driver.Does(who, who is "chi" or "dan" ? "vote A1 disagree why:\"It hurts small clinics.\"" : "vote A1 agree");
        await driver.Does("chi", "comment A1 My clinic is small.");
        await driver.Does("dan", "comment A1 Nights are long.");
        await driver.Does("chi", "mine forget sure:yes");
        await driver.Does("maya", "round close sure:yes");
        await driver.UntilRound(RoundState.Confirming);
        await driver.Does("dan", "dissent A1 We are not asked.");
        var before = Rows(await driver.Export());
        await driver.Does("dan", "mine forget sure:yes");
        var after = Rows(await driver.Export());
        await driver.Does("maya", "round publish sure:yes");
        await driver.UntilRound(RoundState.Published);
        var file = await driver.Export();

        Assert.Equal(["Nights are long."], before.Remarks.Select(r => r.Words));
        Assert.Equal(["It hurts small clinics."], before.Reasons.Select(r => r.Words));
        Assert.Equal(before.Remarks, after.Remarks);
        Assert.Equal(before.Reasons, after.Reasons);
        Assert.Equal(before.Remarks, Rows(file).Remarks);
        Assert.Equal(before.Reasons, Rows(file).Reasons);
        Assert.DoesNotContain("erased", await driver.ReportPage(new(1)), StringComparison.Ordinal);
        Assert.Empty(Verification.Of(((Readable)ExportJson.Read(file)).Export).Where(c => !c.Holds).Select(c => $"{c.What} {c.Detail}"));
    }

    private static ExportedRound Rows(string file) => ((Readable)ExportJson.Read(file)).Export.Rounds.Single();

    private static async Task<WorkshopDriver> WithRound(string rule)
    {
        var driver = await WorkshopDriver.StartWithPolicy();
        foreach (var who in People)
            await driver.Does(who, "help");
        await driver.Does("tomas", "clause amend C1", ("wording", "Always greet people who ask for help kindly, and be brief."), ("scenario", "S1"));
        await driver.Does("maya", $"round open 3d {rule} now:yes sure:yes");
        await driver.UntilRound(RoundState.Open);
        return driver;
    }
}
