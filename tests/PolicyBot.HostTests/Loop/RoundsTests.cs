using PolicyBot.Core;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.HostTests.TestKit;
using Xunit;

namespace PolicyBot.HostTests.Loop;

public sealed class RoundsTests
{
    private const string Greeting = "Always greet people who ask for help kindly, and tell them that you are no doctor.";
    private static readonly string[] People = ["maya", "tomas", "aisha"];

    [Fact]
    public async Task A_three_day_round_runs_through_the_whole_loop_by_itself()
    {
        await using var driver = await WorkshopDriver.StartWithPolicy();
        await driver.Does("tomas", "clause amend C2", ("wording", "You must not give a dose of any medicine; name the emergency number first."), ("why", "Safety"), ("scenario", "S1"));
        await driver.Does("maya", "round open 3d sure:yes");
        await driver.UntilRound(RoundState.Open);
        foreach (var who in People)
            await driver.Does(who, "vote A1 agree");

        driver.Passes(TimeSpan.FromDays(3));
        var confirming = await driver.UntilRound(RoundState.Confirming);
        Assert.Equal(Result.Adopted, confirming.Rounds[0].Outcomes.Single().Result);
        Assert.Equal(ClosedBy.Deadline, confirming.Rounds[0].ClosedBy);
        Assert.Equal(2, confirming.Current.Number.Number);
        foreach (var who in People)
            await driver.Does(who, "confirm A1 matches");

        driver.Passes(TimeSpan.FromHours(48));
        var published = await driver.UntilRound(RoundState.Published);

        Assert.Equal(3, published.Rounds[0].Fidelities.Single().Matches);
        await driver.UntilShown("report:R1");
    }

    [Fact]
    public async Task A_change_that_does_not_do_what_its_backers_meant_returns_by_itself()
    {
        await using var driver = await WithOpenRound();
        foreach (var who in People)
            await driver.Does(who, "vote A1 agree");
        await driver.Does("maya", "round close sure:yes");
        await driver.UntilRound(RoundState.Confirming);
        await driver.Does("maya", "confirm A1 no", ("cause", "wording"));
        await driver.Does("tomas", "confirm A1 no", ("cause", "ignored"));
        await driver.Does("aisha", "confirm A1 matches");
        await driver.Does("maya", "round publish sure:yes");

        var workshop = await driver.UntilRound(RoundState.Published);

        var back = Assert.Single(workshop.Drafted);
        Assert.Equal((Origin.Confirmation, new AmendmentId(1)), (back.Origin, back.Follows));
        Assert.Equal("Always greet people who ask for help kindly.", ((ReplaceClause)back.Proposal).Wording.ToString().Trim());
    }

    [Fact]
    public async Task A_returned_amendment_is_redrafted_from_its_comments_and_labelled_as_the_models()
    {
        await using var driver = await WithOpenRound();
        await driver.Does("maya", "vote A1 agree");
        await driver.Does("tomas", "vote A1 disagree");
        await driver.Does("aisha", "vote A1 pass");
        await driver.Does("tomas", "comment A1", ("words", "It should not apply when somebody only asks for opening hours."));
        await driver.Does("maya", "round close sure:yes");

        var workshop = await driver.UntilRound(RoundState.Published);

        Assert.Equal(Result.Returned, workshop.Rounds[0].Outcomes.Single().Result);
        var redraft = Assert.Single(workshop.Drafted);
        Assert.Equal((Origin.Model, new AmendmentId(1)), (redraft.Origin, redraft.Follows));
        Assert.Contains("opening hours", ((ReplaceClause)redraft.Proposal).Wording.ToString());
        Assert.True(Assert.Single(workshop.Rounds[0].Dispositions).Answered);
    }

    [Fact]
    public async Task Comments_are_grouped_into_themes_with_their_exact_words()
    {
        await using var driver = await WithOpenRound();
        foreach (var who in People)
            await driver.Does(who, "vote A1 agree");
        await driver.Does("maya", "comment A1", ("words", "Greeting is fine, but patients in panic need numbers."));
        await driver.Does("tomas", "comment A1", ("words", "Frightened patients don't read greetings."));
        await driver.Does("aisha", "comment A1", ("words", "Good."));
        await driver.Does("maya", "round close sure:yes");
        await driver.UntilRound(RoundState.Confirming);
        await driver.Does("maya", "round publish sure:yes");
        await driver.UntilRound(RoundState.Published);

        var page = await driver.ReportPage(new(1));

        Assert.Contains("patients (2 comments)", page, StringComparison.Ordinal);
        Assert.Contains("tomas: “Frightened patients don't read greetings.”", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_that_was_hidden_is_in_no_theme()
    {
        await using var driver = await WithOpenRound();
        foreach (var who in People)
        {
            await driver.Does(who, "vote A1 agree");
            await driver.Does(who, "comment A1", ("words", $"Frightened patients, says {who}."));
        }

        await driver.Does("maya", "comment A1", ("words", "Good."));
        foreach (var secret in (await driver.Store.Remarks(driver.Id, new(1), default)).Where(r => r.Words != "Good.").Skip(1).ToList())
            await driver.Does("maya", $"moderate hide {secret.Id} why:\"it names a patient\"");
        await driver.Does("tomas", "comment A1", ("words", "Fine."));
        await driver.Does("maya", "round close sure:yes");
        await driver.UntilRound(RoundState.Confirming);

        Assert.Empty(Assert.Single(await driver.Store.Themes(driver.Id, new(1), default)).All);
    }

    [Fact]
    public async Task Before_the_close_of_a_hidden_round_no_amendment_card_changes_because_of_ballots()
    {
        await using var driver = await WithOpenRound();
        var before = PlainText.Of(await driver.UntilShown("amendment:A1", c => c.Buttons.Count > 0 && !PlainText.Of(c).Contains("not run yet", StringComparison.Ordinal)));
        foreach (var who in People)
            await driver.Does(who, "vote A1 disagree");

        driver.Passes(TimeSpan.FromMinutes(6));
        await driver.UntilShown("round:R1", c => PlainText.Of(c).Contains("3 people", StringComparison.Ordinal));

        Assert.Equal(before, PlainText.Of((await driver.Shown("amendment:A1"))!));
        Assert.DoesNotContain("disagree: 3", PlainText.Of((await driver.Does("maya", "round status")).Card!), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_listed_electorate_closes_early_once_everybody_has_voted()
    {
        await using var driver = await WorkshopDriver.StartWithPolicy();
        foreach (var who in People)
            await driver.Does(who, "workshop status");
        await Open(driver, "electorate:maya,tomas,aisha");

        Assert.True((await driver.Says("outsider", "vote A1 agree")).Refusal);
        foreach (var who in People)
            await driver.Does(who, "vote A1 agree");

        Assert.Equal(ClosedBy.EverybodyVoted, (await driver.UntilRound(RoundState.Confirming)).Rounds[0].ClosedBy);
    }

    [Fact]
    public async Task Reminders_reach_those_who_have_not_voted_and_nobody_else()
    {
        await using var driver = await WithOpenRound();
        foreach (var who in People)
            await driver.Does(who, "ballot");
        await driver.Does("tomas", "vote A1 agree");

        await driver.Does("maya", "round remind");
        await driver.Until(w => w.Rounds[0].Reminders == 1);

        await driver.UntilTold("maya", "ballot is still missing");
        await driver.UntilTold("aisha", "ballot is still missing");
        Assert.DoesNotContain(await driver.Messages(), m => m.To == "tomas" && m.Post.Card?.Title.Contains("ballot is still missing", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_rollback_is_provisional_and_the_next_round_asks_whether_it_stays()
    {
        await using var driver = await WithOpenRound();
        foreach (var who in People)
            await driver.Does(who, "vote A1 agree");
        await driver.Does("maya", "round close sure:yes");
        await driver.UntilRound(RoundState.Confirming);
        await driver.Does("maya", "round publish sure:yes");
        await driver.UntilRound(RoundState.Published);
        await driver.Does("maya", "policy rollback v1 sure:yes");
        Assert.True((await driver.Look()).Current.Provisional);

        await driver.Does("tomas", "clause propose", ("wording", "Say goodbye to everybody who asks."), ("scenario", "S1"));
        await driver.Does("maya", "round open 2d sure:yes");
        var workshop = await driver.Until(w => w.Rounds.Count == 2);

        Assert.Contains(workshop.Rounds[1].Amendments, a => workshop.Find(a)!.Proposal is RatifyVersion);
    }

    private static async Task<WorkshopDriver> WithOpenRound()
    {
        var driver = await WorkshopDriver.StartWithPolicy();
        await Open(driver, "");
        return driver;
    }

    private static async Task Open(WorkshopDriver driver, string rule)
    {
        await driver.Does("tomas", "clause amend C1", ("wording", Greeting), ("why", "Clarity"), ("scenario", "S1"));
        await driver.Does("maya", $"round open 3d {rule} sure:yes");
        await driver.UntilRound(RoundState.Open);
    }
}
