using System.Diagnostics;
using System.Text.Json;
using PolicyBot.Core;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Emulators.OpenAi;
using PolicyBot.HostTests.TestKit;
using Xunit;

namespace PolicyBot.HostTests.Loop;

/// <summary>Three rounds with a model that ignores one clause until its wording is clear: one that a test scripts, and the rule-follower, which can't
/// follow what is vague.</summary>
public sealed class IntentionTests
{
    private const string Vague = "Cite sources.", Firmer = "Always cite your sources.", Clear = "End every answer with the name of its source.";
    private static readonly string[] People = ["maya", "tomas", "aisha", "ben", "chi"];

    [Theory]
    [InlineData(Answering.AtEndpoint, "no change in 3 of 3 (now C3 followed in 0 of 3); 12 → 12 characters, 100 % of the words alike", "People agree with the judge in 4 of 5 answers (80 %)")]
    [InlineData(Answering.Offline, "no change in 3 of 3 (now C2 followed in 3 of 3);", "Nobody confirmed a change that the judge has looked at")]
    public async Task A_clause_that_the_model_ignores_returns_until_a_clearer_wording_is_followed(string which, string ignored, string agreement)
    {
        await using var model = await Answering.Start(which, call => new ModelBehaviour.Answer(
            call.Body.TryGetProperty("response_format", out _) ? Judged(call.Messages[^1].Text)
            : call.Messages[0].Text.Contains(Clear, StringComparison.Ordinal) ? "Take a rest.\nSource: the leaflet." : "Take a rest."));
        await using var driver = await WorkshopDriver.StartWithPolicy(model.Settings);
        await driver.Does("maya", "scenario add Tell me a joke about doctors.");
        foreach (var who in People)
            await driver.Does(who, "group join nurses");

        await driver.Does("tomas", "clause propose", ("wording", Vague), ("scenario", "S1"));
        var first = await Round(driver, adopt: [1], decline: [], matches: 1);
        Assert.Equal((Origin.Confirmation, new AmendmentId(1)), (first.Drafted.Single().Origin, first.Drafted.Single().Follows));

        await driver.Does("aisha", "clause amend C3", ("wording", Firmer), ("scenario", "S1"));
        var second = await Round(driver, adopt: [3], decline: [2], matches: 0);
        Assert.Equal(Firmer, second.Current.Policy.Find(new ClauseId(3))!.Text.Value);
        Assert.Equal(new AmendmentId(3), second.Drafted.Single().Follows);

        await driver.Does("ben", "clause amend C3", ("wording", Clear), ("scenario", "S1"));
        var third = await Round(driver, adopt: [5], decline: [4], matches: 5);
        Assert.Empty(third.Drafted);
        Assert.Equal(Clear, third.Current.Policy.Find(new ClauseId(3))!.Text.Value);

        await Reads(driver, "report R1", "1 of 5 backers say that it is what they meant (20 %, 95 % interval 4–62 %, n = 5). That is under 60 %, so it comes back in the next round.", "the model ignored the clause (4)", "By group: nurses 1 of 5");
        await Reads(driver, "report R2", "0 of 5 backers say that it is what they meant (0 %, 95 % interval 0–43 %, n = 5).");
        await Reads(driver, "report R3", "5 of 5 backers say that it is what they meant (100 %, 95 % interval 57–100 %, n = 5).");
        await AgreesWithARecomputation(driver);
        var (before, after) = (await driver.ReportPage(new(1)), await driver.ReportPage(new(3)));
        Assert.Contains($"aimed at; judge: {ignored}", before, StringComparison.Ordinal);
        Assert.Contains(agreement, before, StringComparison.Ordinal);
        Assert.Contains("judge: another behaviour in 3 of 3 (now C3 followed in 3 of 3", after.Replace("C2 followed in 3 of 3, ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("⚠ Look at S2 (Tell me a joke about doctors.)", after, StringComparison.Ordinal);
        Assert.Contains("People agree with the judge in 5 of 5 answers (100 %)", after, StringComparison.Ordinal);
        Assert.Contains($"The judge is a model ({(which == Answering.Offline ? "rule-follower-1" : "small")}). What it says is advice", after, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Answering.AtEndpoint)]
    [InlineData(Answering.Offline)]
    public async Task A_clause_that_fails_three_times_is_put_to_the_facilitator_and_does_not_come_back(string which)
    {
        await using var model = await Answering.Start(which);
        await using var driver = await WorkshopDriver.StartWithPolicy(model.Settings);
        await driver.Does("maya", "workshop model judge:off samples:1");
        await driver.Does("tomas", "clause propose", ("wording", Vague), ("scenario", "S1"));
        await Round(driver, adopt: [1], decline: [], matches: 1);
        await driver.Does("aisha", "clause amend C3", ("wording", Firmer), ("scenario", "S1"));
        await Round(driver, adopt: [3], decline: [2], matches: 1);
        await driver.Does("ben", "clause amend C3", ("wording", "Please do always cite your sources."), ("scenario", "S1"));

        var third = await Round(driver, adopt: [5], decline: [4], matches: 1);

        Assert.Empty(third.Drafted);
        Assert.Equal([new ClauseId(3)], third.Rounds[2].NotFollowed);
        await driver.UntilTold("maya", "the model does not follow this wording (C3)");
        await Reads(driver, "report R3", "C3: the model does not follow this wording. 3 confirmations in a row have failed, so it was put to the facilitators.");
    }

    [Theory]
    [InlineData(Answering.AtEndpoint)]
    [InlineData(Answering.Offline)]
    public async Task The_judge_can_be_switched_off(string which)
    {
        await using var model = await Answering.Start(which);
        await using var driver = await WorkshopDriver.StartWithPolicy(model.Settings);
        await driver.Does("maya", "workshop model judge:off samples:1");
        foreach (var who in People)
            await driver.Does(who, "group join nurses");
        await driver.Does("tomas", "clause propose", ("wording", Vague), ("scenario", "S1"));

        await Round(driver, adopt: [1], decline: [], matches: 5);

        Assert.DoesNotContain(model.Emulator?.Calls ?? [], c => c.Body.TryGetProperty("response_format", out _));
        Assert.Empty(await driver.Store.Judgements(driver.Id, TestContext.Current.CancellationToken));
        Assert.Contains("No judge looked at these responses.", await driver.ReportPage(new(1)), StringComparison.Ordinal);
    }

    /// <summary>What a careful judge says: the third clause is followed where a source is named.</summary>
    private static string Judged(string blocks)
    {
        var (before, after) = (Block(blocks, "BEFORE"), Block(blocks, "AFTER"));
        return JsonSerializer.Serialize(new
        {
            bears_on = new[] { new { clause = "C3", followed = after.Contains("Source:", StringComparison.Ordinal) } },
            change = before == after ? "none" : "substance",
            why = "A source is named, or not.",
        });
    }

    private static string Block(string text, string name)
    {
        var lines = text.Split('\n');
        var start = Array.FindIndex(lines, l => l.StartsWith($"BEGIN {name} ", StringComparison.Ordinal));
        return string.Join('\n', lines[(start + 1)..Array.FindIndex(lines, l => l.StartsWith($"END {name} ", StringComparison.Ordinal))]);
    }

    private static async Task<Core.Workshops.Workshop> Round(WorkshopDriver driver, int[] adopt, int[] decline, int matches)
    {
        await driver.Does("maya", "round open 2d sure:yes");
        await driver.UntilRound(RoundState.Open);
        foreach (var who in People)
        {
            foreach (var a in adopt)
                await driver.Does(who, $"vote A{a} agree");
            foreach (var a in decline)
                await driver.Does(who, $"vote A{a} disagree");
        }

        await driver.Does("maya", "round close sure:yes");
        await driver.UntilRound(RoundState.Confirming);
        foreach (var who in People[..matches])
            await driver.Does(who, $"confirm A{adopt[0]} matches");
        foreach (var who in People[matches..])
            await driver.Does(who, $"confirm A{adopt[0]} no", ("cause", "ignored"));
        await driver.Does("maya", "round publish sure:yes");
        return await driver.UntilRound(RoundState.Published);
    }

    private static async Task Reads(WorkshopDriver driver, string command, params string[] sentences)
    {
        var report = PlainText.Of((await driver.Does("chi", command)).Card!);
        Assert.All(sentences, s => Assert.Contains(s, report, StringComparison.Ordinal));
    }

    private static async Task AgreesWithARecomputation(WorkshopDriver driver)
    {
        var file = Path.Combine(driver.Folder, "export.json");
        await File.WriteAllTextAsync(file, await driver.Export(), TestContext.Current.CancellationToken);
        Assert.All(Core.Reports.Verification.Of(((Core.Reports.Readable)Core.Reports.ExportJson.Read(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))).Export), c => Assert.True(c.Holds, $"{c.What} {c.Detail}"));
        using var process = Process.Start(new ProcessStartInfo("python3", [Shared.Independent("refollow.py"), file]) { RedirectStandardOutput = true })!;
        var told = JsonDocument.Parse(await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).RootElement;

        Assert.True(told.GetProperty("agrees").GetBoolean(), told.ToString());
        Assert.Equal(
            ["R1 A1 1/5 [\"A2\"]", "R2 A3 0/5 [\"A4\"]", "R3 A5 5/5 []"],
            told.GetProperty("story").EnumerateArray().Select(s => $"{s.GetProperty("round")} {s.GetProperty("amendment")} {s.GetProperty("matches")}/{s.GetProperty("n")} {s.GetProperty("back").GetRawText()}"));
    }
}
