using System.Text.Json;
using PolicyBot.App;
using PolicyBot.Core.Scenarios;
using PolicyBot.Emulators.OpenAi;
using PolicyBot.Models;
using PolicyBot.Models.Prompts;
using Xunit;
using static PolicyBot.Tests.Models.Sample;

namespace PolicyBot.Tests.Models;

/// <summary>What holds of every model, played with one behind an endpoint and with the built-in rule-follower.</summary>
public sealed class BothModelsTests
{
    public static TheoryData<bool> Models => [true, false];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Models))]
    public async Task An_answer_comes_with_all_that_reproduces_it(bool offline)
    {
        await using var model = await Opened.Start(offline);

        var response = await model.Asked.Respond(Trial("May I take photographs?", Museum) with { Sample = 3 }, Cancellation);

        Assert.Equal((Finish.Complete, null), (response.Finish, response.Note));
        Assert.NotEmpty(response.Text);
        Assert.Equal(PromptFrame.Messages(Policy(Museum), Asking("May I take photographs?")).Select(m => new[] { m.Role.Value, m.Text }), JsonSerializer.Deserialize<string[][]>(response.Request!));
        Assert.Equal(PromptFrame.HashOf(response.Request!), response.PromptHash);
        var sent = JsonDocument.Parse(response.Sent!).RootElement;
        Assert.Equal(model.Asked.Description.Model, sent.GetProperty("model").GetString());
        Assert.Equal(response.AnsweredBy, model.Asked.Description.Model);
        Assert.Equal(!offline, sent.TryGetProperty("seed", out var seed) && seed.GetInt32() == 3);
    }

    [Theory, MemberData(nameof(Models))]
    public async Task A_call_counts_with_what_it_read_and_wrote(bool offline)
    {
        await using var model = await Opened.Start(offline);

        var took = (await model.Asked.Respond(Trial("May I take photographs?", Museum), Cancellation)).Took;

        Assert.Equal((1, offline ? 1 : 0), (took.Calls, took.Estimated));
        Assert.True(took is { Read: > 0, Written: > 0 });
    }

    [Theory, MemberData(nameof(Models))]
    public async Task While_an_answer_is_written_its_characters_are_told(bool offline)
    {
        await using var model = await Opened.Start(offline);
        var heard = new List<int>();

        var response = await model.Asked.Respond(Trial("May I take photographs?", Museum) with { Heard = heard.Add }, Cancellation);

        Assert.Equal(response.Text.Length, heard[^1]);
        Assert.Equal(heard.Order(), heard);
    }

    [Theory, MemberData(nameof(Models))]
    public async Task Without_a_policy_it_answers_too_and_no_clause_is_sent(bool offline)
    {
        await using var model = await Opened.Start(offline);

        var response = await model.Asked.Respond(new(null, Asking("May I take photographs?"), 1), Cancellation);

        Assert.Equal(Finish.Complete, response.Finish);
        Assert.Equal("""[["user","May I take photographs?"]]""", response.Request);
    }

    [Theory, MemberData(nameof(Models))]
    public async Task A_conversation_is_sent_turn_by_turn(bool offline)
    {
        await using var model = await Opened.Start(offline);
        var scenario = Scenario("In the museum.", (Speaker.User, "Hello."), (Speaker.Assistant, "Hello!"), (Speaker.User, "May I take photographs?"));

        var response = await model.Asked.Respond(new(Policy(Museum), scenario, 1), Cancellation);

        Assert.Equal(["system", "user", "assistant", "user"], JsonSerializer.Deserialize<string[][]>(response.Request!)!.Select(m => m[0]));
        Assert.Equal(Finish.Complete, response.Finish);
    }

    [Theory, MemberData(nameof(Models))]
    public async Task A_judgement_names_clauses_of_the_policy_alone(bool offline)
    {
        await using var model = await Opened.Start(offline);

        var offer = await model.Asked.Judge(new(Policy(Museum), Asking("May I take photographs?"), "Yes.", "Following C2, yes, without flash."), Cancellation);

        Assert.All(offer.Judgement!.Bearings, b => Assert.InRange(b.Clause.Number, 1, Museum.Length));
        Assert.Equal((Shift.Substance, true, model.Asked.Description.Model), (offer.Judgement.Shift, offer.Judgement.Follows(new(2)), offer.Judgement.By));
        Assert.True(offer.Took.Calls > 0);
    }

    [Theory, MemberData(nameof(Models))]
    public async Task An_edit_that_changes_nothing_gives_nothing_to_add(bool offline)
    {
        await using var model = await Opened.Start(offline);

        var offer = await model.Asked.Reword(new(Policy(Museum), Asking("May I take photographs?"), "Yes.", "Yes."), Cancellation);

        Assert.Null(offer.Wording);
        Assert.NotEmpty(offer.Why);
    }

    [Theory, MemberData(nameof(Models))]
    public async Task A_probe_says_that_it_answers(bool offline)
    {
        await using var model = await Opened.Start(offline);

        Assert.True((await model.Asked.Probe(Cancellation)) is (true, var says) && says.Contains($"{model.Asked.Description.Model} answers", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Models))]
    public async Task A_call_that_is_cancelled_ends_as_cancelled(bool offline)
    {
        await using var model = await Opened.Start(offline);
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => model.Asked.Respond(Trial("May I take photographs?", Museum), cancel.Token));
    }

    private sealed class Opened(IPolicyModel model, OpenAiEmulator? emulator) : IAsyncDisposable
    {
        public IPolicyModel Asked => model;

        public static async Task<Opened> Start(bool offline)
        {
            if (offline)
                return new(Follower(), null);
            var emulator = await OpenAiEmulator.Start();
            emulator.Model = call => new ModelBehaviour.Answer(Shape(call) switch
            {
                "judgement" => """{"bears_on":[{"clause":"C2","followed":true}],"change":"substance","why":"Flash is named."}""",
                "rewording" => """{"clause":null,"wording":null,"why":"Nothing is added."}""",
                _ => "Yes, without flash.",
            });
            return new(ModelsSetup.Open(At(emulator), TimeProvider.System, new KeptLog()), emulator);
        }

        public ValueTask DisposeAsync() => emulator?.DisposeAsync() ?? ValueTask.CompletedTask;

        private static string? Shape(ReceivedCall call) =>
            call.Body.TryGetProperty("response_format", out var format) ? format.GetProperty("json_schema").GetProperty("name").GetString() : null;
    }
}
