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
    public async Task A_try_that_is_delivered_again_is_answered_from_what_is_kept_and_costs_nothing()
    {
        await using var emulator = await OpenAiEmulator.Start();
        await using var driver = await WorkshopDriver.StartWithPolicy(Endpoint.Of(emulator));
        await driver.Does("aisha", "help");

        var first = await driver.SaysAs("aisha", "try Which dose?", "twice");
        var again = await driver.SaysAs("aisha", "try Which dose?", "twice");

        Assert.False(first.Refusal);
        Assert.Equal(PlainText.Of(first.Card!), PlainText.Of(again.Card!));
        Assert.Equal(Act(first, "Go on"), Act(again, "Go on"));
        var reworded = await driver.SaysAs("aisha", Act(first, "Turn into an amendment"), "reworded", ("edited", "Ask a pharmacist."));
        Assert.Equal(PlainText.Of(reworded.Card!), PlainText.Of((await driver.SaysAs("aisha", Act(first, "Turn into an amendment"), "reworded", ("edited", "Ask a pharmacist."))).Card!));
        var calls = emulator.Calls.Count;
        await driver.StopHost();
        await driver.StartHost();

        var afterwards = await driver.SaysAs("aisha", "try Which dose?", "twice");

        Assert.Contains("its answer is not kept any more", PlainText.Of(afterwards.Card!), StringComparison.Ordinal);
        Assert.Equal(calls, emulator.Calls.Count);
        await driver.Does("aisha", "try Which dose?");
    }

    [Fact]
    public async Task A_try_that_is_delivered_again_while_it_runs_waits_for_its_answer()
    {
        await using var emulator = await OpenAiEmulator.Start(new ModelBehaviour.Held("Rest."));
        await using var driver = await WorkshopDriver.StartWithPolicy(Endpoint.Of(emulator));
        var first = driver.SaysAs("aisha", "try Which dose?", "twice");
        await emulator.Arrival(1, TestContext.Current.CancellationToken);

        var meanwhile = await driver.SaysAs("aisha", "try Which dose?", "twice");
        emulator.Release();

        Assert.Contains("still running", PlainText.Of(meanwhile.Card!), StringComparison.Ordinal);
        Assert.Contains("Rest.", PlainText.Of((await first).Card!), StringComparison.Ordinal);
        Assert.Contains("Rest.", PlainText.Of((await driver.SaysAs("aisha", "try Which dose?", "twice")).Card!), StringComparison.Ordinal);
        Assert.Single(emulator.Calls);
    }

    [Fact]
    public async Task A_draft_that_was_written_for_another_text_is_not_tried_as_if_it_changed_nothing()
    {
        await using var driver = await WorkshopDriver.StartWithPolicy();
        await Talk.Proposes(driver);
        await driver.Does("aisha", "try Which dose? draft:A1");
        await driver.Does("maya", "policy import sure:yes", ("markdown", "# Care\n\nAlways greet people.\n\nYou must not give a dose of any medicine.\n"));

        var reply = await driver.Says("aisha", "try Which dose? draft:A1");

        Assert.True(reply.Refusal);
        Assert.Contains("C1 has another text than the one it was written for.", PlainText.Of(reply.Card!), StringComparison.Ordinal);
        Assert.Contains("`clause rebase A1`", PlainText.Of(reply.Card!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_stops_waiting_for_a_try_has_used_it_all_the_same()
    {
        await using var emulator = await OpenAiEmulator.Start(new ModelBehaviour.Held("Rest."));
        await using var driver = await WorkshopDriver.StartWithPolicy(Endpoint.Of(emulator));
        using var gone = new CancellationTokenSource();
        var first = driver.SaysUntil(gone.Token, "aisha", "try Which dose?", "left");
        await emulator.Arrival(1, TestContext.Current.CancellationToken);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Contains("still running", PlainText.Of((await driver.Says("aisha", "try And now?")).Card!), StringComparison.Ordinal);
        emulator.Release();
        var answer = "still running";
        while (answer.Contains("still running", StringComparison.Ordinal))
            answer = PlainText.Of((await driver.SaysAs("aisha", "try Which dose?", "left")).Card!);

        Assert.Contains("Rest.", answer, StringComparison.Ordinal);
        Assert.Single(await driver.Store.Spent(driver.Id, new DateOnly(2026, 11, 23), TestContext.Current.CancellationToken));
        Assert.Single(emulator.Calls);
    }

    [Fact]
    public async Task A_conversation_with_a_long_answer_is_kept_with_the_beginning_of_it()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Otherwise = new ModelBehaviour.Answer(string.Join(' ', Enumerable.Repeat("rest\u202e", 1_500)));
        await using var driver = await WorkshopDriver.StartWithPolicy(Endpoint.Of(emulator));
        var second = await driver.Does("aisha", Act(await driver.Does("aisha", "try My head hurts."), "Go on"), ("prompt", "I am 40."));

        var kept = await driver.Does("aisha", Act(second, "Save as scenario"));

        Assert.Contains("An answer of the model could not be kept whole", PlainText.Of(kept.Card!), StringComparison.Ordinal);
        var answer = (await driver.Look()).Scenarios[2].Turns[1].Words.ToString();
        Assert.InRange(answer.Length, 3_900, 4_000);
        Assert.EndsWith("rest rest…", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Joined_accounts_share_their_tries_and_one_limit()
    {
        await using var driver = await WorkshopDriver.StartWithPolicy();
        var mine = await driver.Does("aisha", "try Which dose?");
        for (var i = 1; i < 12; i++)
            await driver.Does("aisha", $"try Question {i} about doses");
        for (var i = 0; i < 7; i++)
            await driver.Does("aisha2", $"try Question {i} about doses");
        var code = System.Text.RegularExpressions.Regex.Match((await driver.Does("aisha", "link")).Card!.Title, "[A-Z2-9]{4}-[A-Z2-9]{4}").Value;
        await driver.Does("aisha2", $"link {code}");

        await driver.Does("aisha2", Act(mine, "Go on"), ("prompt", "I am 40."));

        foreach (var account in new[] { "aisha", "aisha2" })
            Assert.Contains("You have tried 20 times", PlainText.Of((await driver.Says(account, "try One more about doses")).Card!), StringComparison.Ordinal);
        await driver.Does("tomas", "try Another person may");
    }

    [Fact]
    public async Task The_answer_that_somebody_edits_stands_in_the_form_already_for_that_person_alone()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Otherwise = new ModelBehaviour.Answer("I can't say.");
        await using var driver = await WorkshopDriver.StartWithPolicy(Endpoint.Of(emulator));
        var tried = await driver.Does("aisha", "try Which dose?");

        Assert.Equal("I can't say.", (await driver.Says("aisha", Act(tried, "Turn into an amendment"))).Form!.Fields.Single().Value);
        Assert.Null((await driver.Says("tomas", Act(tried, "Turn into an amendment"))).Form!.Fields.Single().Value);
    }

    [Theory]
    [InlineData(Answering.AtEndpoint)]
    [InlineData(Answering.Offline)]
    public async Task A_try_goes_on_becomes_a_scenario_and_an_amendment_whoever_answers(string which)
    {
        await using var model = await Answering.Start(which, call => new ModelBehaviour.Answer(call.Body.TryGetProperty("response_format", out _)
            ? """{"clause":null,"wording":"Where it fits, say: Ask a pharmacist.","why":"That is what was added."}"""
            : "I can't say."));
        await using var driver = await WorkshopDriver.StartWithPolicy(model.Settings);

        var first = await driver.Does("aisha", "try Which dose?", ("clause", "C2"), ("wording", "You must not give a dose; say why."));
        var second = await driver.Does("aisha", Act(first, "Go on"), ("prompt", "Which dose for a child?"));
        var answer = (await driver.Says("aisha", Act(second, "Turn into an amendment"))).Form!.Fields.Single().Value;
        var offer = await driver.Does("aisha", Act(second, "Turn into an amendment"), ("edited", $"{answer} Ask a pharmacist."));
        await driver.Does("aisha", Act(second, "Turn into an amendment"), ("edited", answer!));
        await driver.Does("aisha", Act(offer, "Propose it"), ("why", "People need an address."));
        await driver.Does("aisha", Act(second, "Save as scenario"));
        await driver.Does("aisha", Act(second, "Propose this wording"));

        var workshop = await driver.Look();
        Assert.Equal("Where it fits, say: Ask a pharmacist.", Assert.IsType<AddClause>(workshop.Amendments[1].Proposal).Wording.ToString());
        Assert.Equal("You must not give a dose; say why.", Assert.IsType<ReplaceClause>(workshop.Amendments[2].Proposal).Wording.ToString());
        Assert.Equal(3, workshop.Scenarios[2].Turns.Count);
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
