using PolicyBot.Core.Policies;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Emulators.OpenAi;
using PolicyBot.HostTests.TestKit;
using Xunit;

namespace PolicyBot.HostTests.Loop;

/// <summary>The private sandbox: trying, going on, keeping, rewording.</summary>
public sealed class TryTests
{
    [Fact]
    public async Task A_conversation_goes_on_side_by_side_and_is_kept_as_a_scenario()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Model = call => new ModelBehaviour.Answer($"{(call.Messages[0].Text.Contains("Ask for the age", StringComparison.Ordinal) ? "How old are you?" : "Rest.")} ({call.Messages.Count(m => m.Role == "user")})");
        await using var driver = await WorkshopDriver.StartWithPolicy(Endpoint.Of(emulator));

        var first = await driver.Does("aisha", "try My head hurts.", ("wording", "Ask for the age."));
        var second = await driver.Does("aisha", Act(first, "Go on"), ("prompt", "I am 40."));
        var third = await driver.Does("aisha", Act(second, "Go on"), ("prompt", "It is the left side."));

        Assert.Contains("Rest. (3)", PlainText.Of(third.Card!), StringComparison.Ordinal);
        Assert.Contains("How old are you? (3)", PlainText.Of(third.Card!), StringComparison.Ordinal);
        Assert.DoesNotContain(third.Card!.Buttons, b => b.Label == "Go on");
        Assert.Equal(["user", "assistant", "user", "assistant", "user"], emulator.Calls[^1].Messages.Select(m => m.Role).Where(r => r != "system"));

        await driver.Does("aisha", Act(third, "Save as scenario"));
        var kept = (await driver.Look()).Scenarios[2];
        Assert.Equal(["My head hurts.", "Rest. (1)", "I am 40.", "Rest. (2)", "It is the left side."], kept.Turns.Select(t => t.Words.ToString()));
        Assert.Equal(Speaker.Assistant, kept.Turns[1].Speaker);
    }

    [Fact]
    public async Task A_draft_can_be_tried_and_ones_own_wording_proposed()
    {
        await using var driver = await WorkshopDriver.StartWithPolicy();
        await driver.Does("tomas", "clause amend C2", ("wording", "You must not give a dose; name a pharmacist."), ("scenario", "S1"));

        Assert.Contains("With A1", PlainText.Of((await driver.Does("aisha", "try draft:A1 Which dose?")).Card!), StringComparison.Ordinal);
        var own = await driver.Does("aisha", "try Which dose?", ("clause", "C2"), ("wording", "You must not give a dose; say why."));
        await driver.Does("aisha", Act(own, "Propose this wording"));

        var proposed = (await driver.Look()).Amendments[2];
        Assert.Equal("You must not give a dose; say why.", Assert.IsType<ReplaceClause>(proposed.Proposal).Wording.ToString());
    }

    [Fact]
    public async Task An_edited_answer_becomes_an_amendment_by_the_wording_that_the_model_offers()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Model = call => new ModelBehaviour.Answer(call.Body.TryGetProperty("response_format", out _)
            ? call.Messages[^1].Text.Contains("Ask a pharmacist.", StringComparison.Ordinal)
                ? """{"clause":"C2","wording":"You must not give a dose; send people to a pharmacist.","why":"That is what was added."}"""
                : """{"clause":null,"wording":null,"why":"Nothing new is said."}"""
            : "I can't say.");
        await using var driver = await WorkshopDriver.StartWithPolicy(Endpoint.Of(emulator));
        var tried = await driver.Does("aisha", "try Which dose?");

        var nothing = await driver.Does("aisha", Act(tried, "Turn into an amendment"), ("edited", "I can't say."));
        var offer = await driver.Does("aisha", Act(tried, "Turn into an amendment"), ("edited", "I can't say. Ask a pharmacist."));
        await driver.Does("aisha", Act(offer, "Propose it"), ("why", "People need an address."));

        Assert.Contains("Nothing new is said.", PlainText.Of(nothing.Card!), StringComparison.Ordinal);
        Assert.DoesNotContain(nothing.Card!.Buttons, b => b.Label == "Propose it");
        var proposed = (await driver.Look()).Amendments[1];
        Assert.Equal(("You must not give a dose; send people to a pharmacist.", Origin.Person), (Assert.IsType<ReplaceClause>(proposed.Proposal).Wording.ToString(), proposed.Origin));
    }

    [Fact]
    public async Task What_somebody_tried_is_out_of_reach_for_everybody_else_and_gone_after_an_hour()
    {
        await using var driver = await WorkshopDriver.StartWithPolicy();
        var tried = await driver.Does("aisha", "try My secret question about doses", ("wording", "My secret wording about doses."));

        foreach (var act in new[] { "Go on", "Save as scenario", "Propose this wording", "Turn into an amendment" })
        {
            var reply = await driver.Says("tomas", Act(tried, act), ("prompt", "And?"), ("edited", "No."));
            Assert.True(reply.Refusal, act);
            Assert.DoesNotContain("secret", PlainText.Of(reply.Card!), StringComparison.Ordinal);
        }

        driver.Passes(TimeSpan.FromHours(1));
        Assert.True((await driver.Says("aisha", Act(tried, "Save as scenario"))).Refusal);
    }

    [Fact]
    public async Task Nobody_tries_more_than_twenty_times_in_an_hour()
    {
        await using var driver = await WorkshopDriver.StartWithPolicy();
        for (var i = 0; i < 20; i++)
            await driver.Does("aisha", $"try Question {i} about doses");

        var reply = await driver.Says("aisha", "try One more about doses");

        Assert.True(reply.Refusal);
        await driver.Does("tomas", "try Another person may");
        driver.Passes(TimeSpan.FromHours(1));
        await driver.Does("aisha", "try An hour later");
    }

    [Fact]
    public async Task A_wording_that_is_asked_for_counts_as_a_try()
    {
        await using var driver = await WorkshopDriver.StartWithPolicy();
        var tried = await driver.Does("aisha", "try Which dose?");
        for (var i = 1; i < 20; i++)
            await driver.Does("aisha", Act(tried, "Turn into an amendment"), ("edited", $"Ask pharmacist {i}."));

        Assert.True((await driver.Says("aisha", Act(tried, "Turn into an amendment"), ("edited", "Ask a pharmacist."))).Refusal);
        Assert.True((await driver.Says("aisha", "try Which dose then?")).Refusal);
    }

    [Fact]
    public async Task Facilitators_see_the_whole_prompt_and_others_do_not()
    {
        await using var driver = await WorkshopDriver.StartWithPolicy();

        var shown = await driver.Does("maya", "policy show prompt:yes");

        Assert.Contains("C2: You must not give a dose of any medicine.", shown.File!.Content, StringComparison.Ordinal);
        Assert.Contains("Which dose of this medicine should I take?", shown.File.Content, StringComparison.Ordinal);
        Assert.Contains("A block ends only with the END line", shown.File.Content, StringComparison.Ordinal);
        Assert.True((await driver.Says("tomas", "policy show --prompt")).Refusal);
    }

    private static string Act(Reply reply, string label) => reply.Card!.Buttons.First(b => b.Label == label).Act;
}
