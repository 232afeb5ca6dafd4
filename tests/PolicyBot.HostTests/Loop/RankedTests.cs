using System.Text.Json.Nodes;
using PolicyBot.App.Exports;
using PolicyBot.Core;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.HostTests.TestKit;
using PolicyBot.Storage;
using Xunit;

namespace PolicyBot.HostTests.Loop;

/// <summary>Rounds whose rule has rival wordings of one clause ranked.</summary>
public sealed class RankedTests
{
    private const string Short = "Never give a dose.", Long = "You must not give a dose of any medicine; name the emergency number first.";
    private static readonly string[] People = ["maya", "tomas", "aisha", "ben", "chi"];

    [Theory]
    [InlineData("attributed")]
    [InlineData("anonymous")]
    public async Task The_wording_that_most_people_rank_first_is_put_into_the_policy(string voters)
    {
        await using var driver = await WithRivals(voters);
        foreach (var who in People)
        {
            await driver.Does(who, "vote A1 agree");
            await driver.Does(who, who == "chi" ? "vote A2 disagree" : "vote A2 agree");
            await driver.Does(who, who is "maya" or "tomas" ? "rank C2 A1 A2" : "rank C2 A2");
        }

        await driver.Does("maya", "round close sure:yes");
        var round = (await driver.UntilRound(RoundState.Confirming)).Rounds[0];

        Assert.Equal([Result.Returned, Result.Adopted], round.Outcomes.Select(o => o.Result));
        Assert.Equal(Short, (await driver.Look()).Current.Policy.Find(new ClauseId(2))!.Text.ToString());
        const string said = "5 people ranked the wordings of C2: A2, then A1. 3 prefer A2 to A1, 2 the other way round.";
        Assert.Contains(said, PlainText.Of(await driver.UntilShown("result:R1")), StringComparison.Ordinal);
        await driver.Does("maya", "round publish sure:yes");
        await driver.UntilRound(RoundState.Published);
        Assert.Contains(said, await driver.ReportPage(new(1)), StringComparison.Ordinal);
        await CanBeRecomputed(await driver.Export());
    }

    [Theory]
    [InlineData("attributed")]
    [InlineData("anonymous")]
    public async Task The_report_of_a_workshop_that_was_imported_reads_as_it_did(string voters)
    {
        await using var driver = await WithRivals(voters);
        foreach (var who in People)
        {
            await driver.Does(who, "vote A1 agree");
            await driver.Does(who, who == "chi" ? "vote A2 disagree" : "vote A2 agree");
            await driver.Does(who, "rank C2 A2");
        }

        await driver.Does("zoe", "rank C2 A1");
        await driver.Does("maya", "round close sure:yes");
        await driver.UntilRound(RoundState.Confirming);
        await driver.Does("maya", "round publish sure:yes");
        await driver.UntilRound(RoundState.Published);

        await using var other = await WorkshopDriver.Start();
        Assert.IsType<ImportDone>(await new Importing(other.Store).From(await driver.Export(), TestContext.Current.CancellationToken));

        var report = await driver.ReportPage(new(1));
        Assert.Contains("5 people voted", report, StringComparison.Ordinal);
        Assert.Equal(report, await other.ReportPage(new(1)));
    }

    [Fact]
    public async Task The_private_walk_asks_for_the_ranking_last_and_its_form_holds_the_rivals_alone()
    {
        await using var driver = await WithRivals("attributed");
        await driver.Does("aisha", "vote A1 agree");
        var asked = await driver.Does("aisha", "vote A2 agree walk:yes");

        Assert.Equal("My ballot · which wording of C2?", asked.Card!.Title);
        Assert.Contains(Short, PlainText.Of(asked.Card), StringComparison.Ordinal);
        var press = Assert.Single(asked.Card.Buttons, b => b.Label == "Rank C2");
        var form = (await driver.Says("aisha", press.Act)).Form!;
        var field = Assert.Single(form.Fields);
        Assert.Equal(("first", true), (field.Name, field.Required));
        Assert.Equal(["A1: You must not give a dose of any medicine; name the emergency number first.", "A2: Never give a dose."], field.Choices!.Select(c => c.Label));

        var done = await driver.Does("aisha", form.Act, ("first", "A2"));

        Assert.Equal("You have voted on all 2 amendments", done.Card!.Title);
        Assert.Contains("Recorded: A2 for C2.", PlainText.Of(done.Card), StringComparison.Ordinal);
        Assert.Contains("Wordings of C2: A2", PlainText.Of((await driver.Does("aisha", "mine")).Card!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hidden_round_shows_no_ranking_before_its_close_and_a_live_one_shows_it_as_it_stands()
    {
        await using var hidden = await WithRivals("attributed");
        await hidden.Does("aisha", "rank C2 A2");
        Assert.DoesNotContain("ranked the wordings", PlainText.Of((await hidden.Does("aisha", "ballot")).Card!), StringComparison.Ordinal);
        Assert.DoesNotContain("ranked the wordings", PlainText.Of(await hidden.UntilShown("amendment:A1")), StringComparison.Ordinal);

        await using var live = await WithRivals("attributed results:live");
        await live.Does("aisha", "rank C2 A2");
        await live.UntilShown("amendment:A1", c => PlainText.Of(c).Contains("1 person ranked the wordings of C2: A2, then A1.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_list_closes_early_only_when_everybody_has_ranked_too()
    {
        await using var driver = await WithRivals("attributed electorate:\"maya,tomas,aisha\"");
        foreach (var who in People[..3])
        {
            await driver.Does(who, "vote A1 agree");
            await driver.Does(who, "vote A2 agree");
        }

        await driver.Does("maya", "rank C2 A1");
        await driver.Does("tomas", "rank C2 A1");
        Assert.Equal(RoundState.Open, (await driver.Look()).Rounds[0].State);
        await driver.Does("aisha", "rank C2 A2");

        Assert.Equal(ClosedBy.EverybodyVoted, (await driver.UntilRound(RoundState.Confirming)).Rounds[0].ClosedBy);
    }

    [Theory]
    [InlineData("rank C2 A3", "A3 is no wording of C2 in this round.")]
    [InlineData("rank C1 A1", "There are no wordings of C1 to rank now.")]
    [InlineData("rank C2 A1 A1", "The same wording stands in two places.")]
    [InlineData("rank C2 A1 fp:0123456789abcdef", "That card shows other wordings than those that are ranked now.")]
    [InlineData("rank C2 best", "“best” is not an amendment.")]
    public async Task A_ranking_that_can_t_be_meant_is_refused_with_what_to_do(string line, string reason)
    {
        await using var driver = await WithRivals("attributed");

        var reply = await driver.Says("aisha", line);

        Assert.True(reply.Refusal);
        Assert.Equal(reason, reply.Card!.Title);
        Assert.Empty(await driver.Store.Rankings(driver.Id, new(1), null, TestContext.Current.CancellationToken));
    }

    private static async Task<WorkshopDriver> WithRivals(string voters)
    {
        var driver = await WorkshopDriver.StartWithPolicy();
        foreach (var who in People)
            await driver.Does(who, "help");
        await driver.Does("tomas", "clause amend C2", ("wording", Long), ("scenario", "S1"));
        await driver.Does("aisha", "clause amend C2", ("wording", Short), ("scenario", "S1"));
        await driver.Does("maya", $"round open 3d rivals:ranked voters:{voters} now:yes sure:yes");
        await driver.UntilRound(RoundState.Open);
        return driver;
    }

    /// <summary>The file verifies, comes back the same from another database, and fails with any ranking changed.</summary>
    private static async Task CanBeRecomputed(string file)
    {
        Assert.All(Checks(file), c => Assert.True(c.Holds, $"{c.What} {c.Detail}"));
        Assert.Contains(Checks(file), c => c.What == "R1: counting the rankings gives who is preferred to whom.");
        var folder = Directory.CreateTempSubdirectory("policybot-ranked-");
        try
        {
            using (var other = SqliteWorkshopStore.Open(Path.Combine(folder.FullName, "other.db"), TimeProvider.System))
            {
                Assert.IsType<ImportDone>(await new Importing(other).From(file, TestContext.Current.CancellationToken));
                Assert.Equal(file, ExportJson.Write((await new Exporting(other).Of(new WorkshopId("care"), TestContext.Current.CancellationToken))!));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        foreach (var forged in Forgeries(file))
            Assert.Contains(Checks(forged), c => !c.Holds && c.What.StartsWith("R1:", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Forgeries(string file)
    {
        Action<JsonObject>[] changes =
        [
            r => r["order"] = new JsonArray("A1", "A2"),
            r => r["row"] = r["row"]!.GetValue<long>() + 1,
            r => r["clause"] = "C1",
            r => r["fingerprint"] = "0123456789abcdef",
            r => r["voter"] = "P99",
            r => r.Parent!.AsArray().Remove(r),
        ];
        foreach (var change in changes)
        {
            var root = JsonNode.Parse(file)!;
            change(root["rounds"]![0]!["rankings"]!.AsArray().OfType<JsonObject>().First(r => r["order"]!.AsArray() is [var first, ..] && first!.GetValue<string>() == "A2"));
            var export = ((Readable)ExportJson.Read(root.ToJsonString())).Export;
            yield return ExportJson.Write(export with { Checksum = ExportJson.Checksum(export) });
        }
    }

    private static IReadOnlyList<Check> Checks(string file) => [.. Verification.Of(((Readable)ExportJson.Read(file)).Export)];
}
