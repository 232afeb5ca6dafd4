using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using PolicyBot.App.Exports;
using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Emulators.OpenAi;
using PolicyBot.HostTests.TestKit;
using PolicyBot.Storage;
using Xunit;

namespace PolicyBot.HostTests.Loop;

/// <summary>What a workshop that was really played leaves behind: the file, what it proves, and the workshop made of it again.</summary>
public sealed class ExportTests
{
    private static readonly string[] People = ["maya", "tomas", "aisha", "ben", "chi", "dan", "eve"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_workshop_with_everything_in_it_is_the_same_after_an_import_byte_for_byte()
    {
        await using var driver = await WorkshopDriver.StartWithPolicy();
        await PlaysAttributed(driver);
        var adopted = await PlaysAnonymous(driver);
        await driver.Does("maya", $"round overrule {adopted} declined why:\"a court has ruled\" sure:yes");
        await driver.Does("tomas", "mine forget sure:yes");
        await OpensLive(driver);

        var first = await driver.Export();
        Assert.Empty(Broken(first));
        Assert.NotEmpty(Export(first).Rounds.SelectMany(r => r.Themes ?? []).SelectMany(t => t.All));
        Assert.Equal(Kinds(), Kinds().Intersect(Export(first).Log.Select(e => e.Change.GetType())));

        Assert.All(Orders(Export(first).Rounds[1], Export(first)), ids => Assert.Equal(ids.Order(StringComparer.Ordinal), ids));
        var again = await ImportedAndExported(first);
        Assert.Equal(first, again);
        Assert.Equal(first, await ImportedAndExported(again));
    }

    /// <summary>Orders of an anonymous round's comments, none of which may be that of their making.</summary>
    private static IEnumerable<List<string>> Orders(ExportedRound rows, WorkshopExport export) =>
    [
        [.. rows.Remarks.Select(r => r.Id)],
        [.. export.Log.Select(e => e.Change).OfType<RoundPublished>().Single(p => p.Round == rows.Round).Dispositions.Select(d => d.Remark)],
        .. rows.Themes!.SelectMany(t => t.All).Select(t => t.Quotes.Select(q => q.Remark).ToList()),
    ];

    /// <summary>Facts that must be in the log for the workshop to have everything.</summary>
    private static List<Type> Kinds() =>
    [
        typeof(RoundClosed), typeof(RoundPublished), typeof(Redrafted), typeof(WordsHidden), typeof(AmendmentMerged), typeof(AmendmentWithdrawn),
        typeof(OutcomeOverruled), typeof(PersonForgotten), typeof(AccountsJoined), typeof(GroupJoined), typeof(SettingsChanged), typeof(ScenarioRetired), typeof(RoundCancelled),
    ];

    private static async Task PlaysAttributed(WorkshopDriver driver)
    {
        foreach (var who in People)
            await driver.Does(who, "group join nurses");
        var code = await driver.Does("eve", "link");
        await driver.Does("eve2", $"link {Regex.Match(code.Card!.Title, "[A-Z2-9]{4}-[A-Z2-9]{4}")}");
        await driver.Does("maya", "workshop settings quorum:4");
        await driver.Does("maya", "scenario add What do you eat?");
        await driver.Does("maya", "scenario retire S2");
        await driver.Does("tomas", "clause amend C1", ("wording", "Always greet people who ask for help kindly, and tell them that you are no doctor."), ("scenario", "S1"));
        await driver.Does("aisha", "clause amend C1", ("wording", "Greet everybody."), ("scenario", "S1"));
        await driver.Does("maya", "moderate merge A2 into A1");
        await driver.Does("aisha", "clause amend C2", ("wording", "You must not give a dose of any medicine 药; name a pharmacist."), ("scenario", "S1"));
        await driver.Does("ben", "clause propose", ("wording", "Be brief."), ("scenario", "S1"));
        await driver.Does("ben", "mine withdraw A4");
        await driver.Does("maya", "round open 3d voters:attributed results:hidden sure:yes");
        await driver.UntilRound(RoundState.Open);
        foreach (var who in People)
        {
            await driver.Does(who, who == "chi" ? "vote A1 disagree" : "vote A1 agree", ("why", $"=Kind, says {who}."));
            await driver.Does(who, Torn(who, "A3"));
            await driver.Does(who, "comment A1", ("words", $"Frightened patients need it, says {who}."));
        }

        await driver.Does("dan", "comment A3", ("words", "It should not apply when somebody only asks for opening hours."));
        await driver.Does("maya", "round close sure:yes");
        await driver.UntilRound(RoundState.Confirming);
        await driver.Does("chi", "dissent A1", ("words", "This hurts small clinics."));
        var secret = (await driver.Store.Remarks(driver.Id, new(1), Cancellation)).First(r => r.Words!.Contains("dan", StringComparison.Ordinal));
        await driver.Does("maya", $"moderate hide {secret.Id} why:\"it names a patient\"");
        foreach (var who in People)
            await driver.Does(who, who == "chi" ? "confirm A1 partly" : "confirm A1 matches");
        await driver.Until(w => w.Amendments.Values.Any(a => a.Redrafted));
        await driver.Does("maya", "round publish sure:yes");
        await driver.UntilRound(RoundState.Published);
    }

    /// <summary>It puts a rollback to the vote, and a change.</summary>
    private static async Task<AmendmentId> PlaysAnonymous(WorkshopDriver driver)
    {
        await driver.Does("maya", "policy rollback v1 sure:yes");
        await driver.Does("aisha", "clause propose", ("wording", "Say goodbye to everybody who asks."), ("scenario", "S1"));
        await driver.Does("maya", "round open 2d voters:anonymous results:hidden sure:yes");
        var votes = (await driver.Until(w => w is { Rounds: [_, { State: RoundState.Open }] })).Rounds[1].Amendments;
        foreach (var who in People)
        {
            foreach (var amendment in votes)
                await driver.Does(who, $"vote {amendment} {(who == "dan" ? "pass" : who == "eve" ? "disagree" : "agree")}", ("why", who == "eve" ? "@No." : "Yes."));
            await driver.Does(who, $"comment {votes[^1]}", ("words", $"Goodbye matters for patients, number {who.Length}."));
        }

        await driver.Does("maya", "round close sure:yes");
        await driver.UntilRound(RoundState.Confirming);
        var closed = await driver.Look();
        var adopted = closed.Rounds[1].Outcomes.First(o => o.Result == Result.Adopted && closed.Find(o.Amendment)!.Proposal is AddClause).Amendment;
        await driver.Does("eve", $"dissent {adopted}", ("words", "We wanted something else."));
        foreach (var who in People)
            await driver.Does(who, who == "eve" ? $"confirm {adopted} changed" : $"confirm {adopted} matches");
        await driver.Does("maya", "round publish sure:yes");
        await driver.UntilRound(RoundState.Published);
        await driver.Until(_ => driver.Keys.Find(driver.Id, new(2)) is null);
        return adopted;
    }

    private static async Task OpensLive(WorkshopDriver driver)
    {
        await driver.Does("aisha", "clause propose", ("wording", "Name the hour."), ("scenario", "S1"));
        await driver.Does("maya", "round open 2d voters:attributed results:live sure:yes");
        await driver.Until(w => w is { Rounds: [_, _, { State: RoundState.Open }] });
        await driver.Does("maya", "round cancel sure:yes");
        await driver.Does("maya", "round open 2d voters:attributed results:live sure:yes");
        var last = (await driver.Until(w => w is { Rounds: [_, _, _, { State: RoundState.Open }] })).Rounds[3].Amendments[^1];
        await driver.Does("ben", $"vote {last} agree", ("why", "Yes."));
        await driver.Does("ben", $"comment {last}", ("words", "Now?"));
    }

    [Fact]
    public async Task Its_file_fits_the_schema_by_somebody_elses_validator()
    {
        await using var driver = await WorkshopDriver.StartWithPolicy();
        await PlaysAttributed(driver);
        await PlaysAnonymous(driver);
        var (file, schema) = (await driver.Export(), Repository.PathOf("docs/export-schema.json"));

        Assert.Equal("fits", await WebOracle.Validate(file, schema));
        Assert.Contains("meant", await WebOracle.Validate(file.Replace("\"meant\":\"matches\"", "\"meant\":\"perhaps\"", StringComparison.Ordinal), schema), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("phone", 390, 844)]
    [InlineData("desk", 1280, 900)]
    public async Task The_report_page_is_within_its_width_and_has_no_fault_that_axe_finds(string name, int width, int height)
    {
        await using var driver = await WorkshopDriver.StartWithPolicy();
        await PlaysAttributed(driver);
        await using var chromium = await Chromium.Start();
        var page = await chromium.Person(width, height);

        await page.GotoAsync(new Uri(driver.Address, "/w/care/rounds/1/report").ToString());

        await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, $"report-{name}.png"), FullPage = true });
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(await WebOracle.Faults(page));
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Empty(await WebOracle.Faults(page));
    }

    [Fact]
    public async Task A_publication_that_a_crash_cuts_off_is_made_up_for_by_itself()
    {
        await using var driver = await WithConfirmingRound();
        // The turn dies between its two commits: the intake has ended, the publication is not stored.
        await Sql(driver, "CREATE TRIGGER dies BEFORE INSERT ON entries WHEN NEW.payload LIKE '%round-published%' BEGIN SELECT RAISE(ABORT, 'dies'); END");
        await driver.Says("maya", "round publish sure:yes");
        Assert.Equal(RoundState.Confirming, (await driver.Look()).Rounds[0].State);
        Assert.True((await driver.Says("tomas", "confirm A1 matches")).Refusal);
        await driver.StopHost();
        await Sql(driver, "DROP TRIGGER dies");

        await driver.StartHost();

        Assert.Equal(RoundState.Published, (await driver.UntilRound(RoundState.Published)).Rounds[0].State);
        Assert.Single(await driver.Store.Log(driver.Id, Cancellation), e => e.Change is RoundPublished);
        Assert.Empty(Broken(await driver.Export()));
    }

    [Fact]
    public async Task A_model_that_fails_after_the_close_is_named_as_missing_evidence()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Model = call => call.Messages[0].Text is var policy && policy.Contains("be brief", StringComparison.Ordinal) && policy.Contains("pharmacist", StringComparison.Ordinal)
            ? new ModelBehaviour.Error(401)
            : new ModelBehaviour.Answer("Take a rest.");
        await using var driver = await WorkshopDriver.StartWithPolicy(Endpoint.Of(emulator));
        await driver.Does("tomas", "clause amend C1", ("wording", "Always greet people who ask for help kindly, and be brief."), ("scenario", "S1"));
        await driver.Does("aisha", "clause amend C2", ("wording", "You must not give a dose of any medicine; name a pharmacist."), ("scenario", "S1"));
        await driver.Does("maya", "round open 3d sure:yes");
        await driver.UntilRound(RoundState.Open);
        foreach (var who in People)
        {
            await driver.Does(who, "vote A1 agree");
            await driver.Does(who, "vote A2 agree");
        }

        await driver.Does("maya", "round close sure:yes");
        await driver.UntilRound(RoundState.Closed);
        await driver.UntilShown("round:R1", c => PlainText.Of(c).Contains("failed: The model's endpoint refused the key", StringComparison.Ordinal));
        await driver.Does("maya", "round publish sure:yes");
        await driver.UntilRound(RoundState.Published);

        var page = await driver.ReportPage(new(1));
        Assert.Contains("S1: the model gave no response under v2.", page, StringComparison.Ordinal);
        Assert.Contains("Nobody was asked to confirm", page, StringComparison.Ordinal);
        Assert.Contains("S1: the model gave no response under v2.", PlainText.Of((await driver.Does("tomas", "report R1")).Card!), StringComparison.Ordinal);
        Assert.Empty(Broken(await driver.Export()));
    }

    [Fact]
    public async Task Every_call_of_a_model_in_a_round_is_in_its_report_and_in_the_file()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Took = (400, 100);
        await using var driver = await WorkshopDriver.StartWithPolicy(Endpoint.Of(emulator));
        await driver.Does("tomas", "clause amend C1", ("wording", "Always greet people who ask for help kindly, and be brief."), ("scenario", "S1"));
        await driver.Does("maya", "round open 3d sure:yes");
        await driver.UntilRound(RoundState.Open);
        await driver.Does("tomas", "try What now?");
        foreach (var who in People)
        {
            await driver.Does(who, Torn(who, "A1"));
            await driver.Does(who, "comment A1", ("words", $"Too long, says {who}."));
        }

        await driver.Does("maya", "round close sure:yes");
        await driver.UntilRound(RoundState.Published);

        var spent = await driver.Store.Spent(driver.Id, new DateOnly(2026, 11, 23), Cancellation);
        var file = Export(await driver.Export());
        var took = file.Log.Select(e => e.Change).OfType<RoundPublished>().Single().ModelTook!;
        Assert.Equal(spent.Sum(s => s.Took.Calls), took.Sum(t => t.Calls));
        Assert.Equal([ModelTask.Response, ModelTask.Redraft, ModelTask.Themes, ModelTask.Try], took.Select(t => t.Task).Distinct());
        var page = await driver.ReportPage(new(1));
        Assert.Contains("All calls for this round together", page, StringComparison.Ordinal);
        Assert.Equal(page[page.IndexOf("All calls", StringComparison.Ordinal)..][..400], ReportOf(file)[ReportOf(file).IndexOf("All calls", StringComparison.Ordinal)..][..400]);
    }

    [Fact]
    public async Task What_was_said_in_an_anonymous_round_stays_whole_when_its_author_is_forgotten_while_its_key_waits()
    {
        await using var driver = await WithConfirmingRound("voters:anonymous");
        await driver.Does("chi", "dissent A1", ("words", "This hurts small clinics."));
        await driver.Does("maya", "round publish sure:yes");
        await driver.UntilRound(RoundState.Published);
        // The key is there again, as if its deletion had not come yet.
        driver.Keys.Make(driver.Id, new(1));
        await driver.Does("chi", "mine forget sure:yes");

        var file = Export(await driver.Export());

        Assert.Empty(Broken(ExportJson.Write(file)));
        Assert.Contains(file.Rounds[0].Remarks, r => r.Words == "This hurts small clinics.");
        Assert.DoesNotContain(file.Log.Select(e => e.Change).OfType<RoundPublished>().Single().Said!, s => s.Words.Value is null);
    }

    /// <summary>As many for it as against it, so that it is returned.</summary>
    private static string Torn(string who, string amendment) =>
        $"vote {amendment} {(who is "maya" or "tomas" or "aisha" ? "agree" : who == "eve" ? "pass" : "disagree")}";

    private static string ReportOf(WorkshopExport file)
    {
        var shown = ExportView.Of(file);
        return PlainText.Of(Card.Of("R1", ReportSheet.Of(shown, shown.Workshop.Rounds[0]).SelectMany(s => s.Blocks)));
    }

    private static async Task<WorkshopDriver> WithConfirmingRound(string rule = "")
    {
        var driver = await WorkshopDriver.StartWithPolicy();
        await driver.Does("tomas", "clause amend C1", ("wording", "Always greet people who ask for help kindly, and be brief."), ("scenario", "S1"));
        await driver.Does("maya", $"round open 3d {rule} sure:yes");
        await driver.UntilRound(RoundState.Open);
        foreach (var who in People)
            await driver.Does(who, who == "chi" ? "vote A1 disagree" : "vote A1 agree");
        await driver.Does("maya", "round close sure:yes");
        await driver.UntilRound(RoundState.Confirming);
        return driver;
    }

    private static async Task Sql(WorkshopDriver driver, string statement)
    {
        await using var db = new SqliteConnection($"Data Source={Path.Combine(driver.Folder, "care.db")};Pooling=False");
        await db.OpenAsync(Cancellation);
        await using var command = db.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static WorkshopExport Export(string file) => Assert.IsType<Readable>(ExportJson.Read(file)).Export;

    private static List<string> Broken(string file) => [.. Verification.Of(Export(file)).Where(c => !c.Holds).Select(c => $"{c.What} {c.Detail}")];

    private static async Task<string> ImportedAndExported(string file)
    {
        var folder = Directory.CreateTempSubdirectory("policybot-again-");
        try
        {
            using var store = SqliteWorkshopStore.Open(Path.Combine(folder.FullName, "care.db"), new FakeTimeProvider());
            Assert.IsType<ImportDone>(await new Importing(store).From(file, Cancellation));
            return ExportJson.Write((await new Exporting(store).Of(new("care"), Cancellation))!);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
