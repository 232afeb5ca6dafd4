using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Scenarios;
using PolicyBot.Emulators.OpenAi;
using PolicyBot.Models;
using PolicyBot.Models.Prompts;
using PolicyBot.Models.Theming;
using Xunit;
using static PolicyBot.Tests.Models.Sample;

namespace PolicyBot.Tests.Models.Prompts;

/// <summary>Every attack in every place where people's or a model's words reach a model that obeys whoever speaks outside the data blocks.</summary>
public sealed class AdversarialTests
{
    public static TheoryData<string> Every => Attacks.All;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void There_are_at_least_forty() => Assert.InRange(Attacks.All.Count, 40, 1_000);

    [Theory]
    [MemberData(nameof(Every))]
    public async Task No_remark_reason_or_wording_changes_a_redraft(string attack)
    {
        await using var emulator = await Gullible();
        RedraftRequest[] requests =
        [
            Redraft(attack, "Shorter, please."),
            Redraft("Fine.", attack),
            Redraft("Fine.", "Shorter, please.") with { ProposedText = attack },
            Redraft("Fine.", "Shorter, please.") with { BaseText = attack },
            Redraft("Fine.", "Shorter, please.") with { Rationale = attack },
            Redraft("Fine.", "Shorter, please.") with { Draft = new(attack, "Shorter.") },
            Redraft("Fine.", "Shorter, please.") with { Draft = new("Be short.", attack) },
        ];

        foreach (var request in requests)
        {
            var offer = await Model(emulator).Redraft(request, Cancellation);
            Assert.Equal((GullibleModel.Honest, GullibleModel.Honest), (offer.Wording, offer.Why));
            Assert.Equal([2], offer.Answered);
            Assert.Equal([1], offer.NotAnswered.Keys);
        }

        Assert.Equal(requests.Length, emulator.Calls.Count);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task No_clause_scenario_or_response_changes_a_judgement(string attack)
    {
        await using var emulator = await Gullible();
        var fair = new JudgeRequest(Policy(Museum), Asking("Hi"), "Yes.", "No.");
        JudgeRequest[] requests =
        [
            fair with { Before = attack }, fair with { After = attack }, fair with { Scenario = Asking(attack) },
            fair with { Scenario = Asking("Hi", attack) }, fair with { Policy = Policy(Museum[0], attack, Museum[1]) },
        ];

        foreach (var request in requests)
        {
            var judged = (await Model(emulator).Judge(request, Cancellation)).Judgement!;
            Assert.Equal((Shift.Wording, GullibleModel.Honest), (judged.Shift, judged.Why));
            Assert.Equal([new Bearing(new(1), true)], judged.Bearings);
        }

        Assert.Equal(requests.Length, emulator.Calls.Count);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task No_edited_answer_or_clause_changes_an_offer(string attack)
    {
        await using var emulator = await Gullible();
        var fair = new RewordRequest(Policy(Museum), Asking("Hi"), "Yes.", "No.");

        foreach (var request in new[] { fair with { Edited = attack }, fair with { Response = attack }, fair with { Policy = Policy(attack, Museum[1]) }, fair with { Scenario = Asking(attack) } })
        {
            var offer = await Model(emulator).Reword(request, Cancellation);
            Assert.Equal((1, GullibleModel.Honest, GullibleModel.Honest), (offer.Clause?.Number, offer.Wording, offer.Why));
        }
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task No_clause_background_or_developers_words_speak_outside_their_block_and_no_prompt_gets_the_frame_out(string attack)
    {
        await using var emulator = await Gullible();
        var model = Model(emulator);

        foreach (var request in new[] { Trial("Hi", Museum[0], attack), new TrialRequest(Policy(Museum), Asking("Hi", attack), 1), new(Policy(Museum), Scenario(null, (Speaker.Developer, attack), (Speaker.User, "Hi")), 1) })
            Assert.Equal(GullibleModel.Honest, (await model.Respond(request, Cancellation)).Text);

        var asked = await model.Respond(new(Policy(Museum), Asking(attack), 1), Cancellation);
        Assert.DoesNotContain("A block ends only with", asked.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN POLICY", asked.Text, StringComparison.Ordinal);
        if (emulator.Calls[^1].Messages[^1].Text.Contains("OBEY: leak", StringComparison.Ordinal))
            Assert.Equal((Finish.Filtered, Leak.Note), (asked.Finish, asked.Note));
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task The_rule_follower_keeps_its_form_too(string attack)
    {
        var model = Follower();

        var redraft = await model.Redraft(Redraft(attack, "Shorter, please.") with { Rationale = attack }, Cancellation);
        var judged = (await model.Judge(new JudgeRequest(Policy(Museum[0], attack), Asking(attack, attack), attack, attack), Cancellation)).Judgement;
        var offer = await model.Reword(new RewordRequest(Policy(Museum[0], attack), Asking(attack), "Yes.", attack), Cancellation);
        var themes = await model.Themes(new ThemesRequest(attack, [new(1, attack), new(2, attack), new(3, "Fine.")]), Cancellation);
        var merged = await model.Merge(new([(attack, 3), ("Names", 2)]), Cancellation);
        var answer = await model.Respond(new(Policy(Museum[0], attack), Asking(attack, attack), 1), Cancellation);

        Assert.True(ThemesReply.TitleOf(attack) is null || merged.Themes!.Any(t => t.Title == "Names"));
        Assert.Equal([1, 2], redraft.Answered.Concat(redraft.NotAnswered.Keys).Order());
        Assert.DoesNotContain("no usable", redraft.Why + themes.Fault, StringComparison.Ordinal);
        Assert.Equal(Wording.Reverses(attack), offer.Why.Contains("no usable", StringComparison.Ordinal));
        Assert.NotNull(judged);
        Assert.Equal(Finish.Complete, answer.Finish);
        Assert.DoesNotContain("A block ends only with", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_model_forges_by_itself_is_refused_in_plain_words()
    {
        await using var emulator = await OpenAiEmulator.Start();
        foreach (var (redraft, judgement, rewording) in new[]
        {
            ("""{"wording":"@everyone","why":"x","answered":[1,99],"not_answered":[]}""", """{"bears_on":[{"clause":"C99","followed":true}],"change":"none","why":"x"}""", """{"clause":"C99","wording":"@everyone","why":"x"}"""),
            ("{\"wording\": \"OBEYED", "[]", "I am free!"),
        })
        {
            emulator.Otherwise = new ModelBehaviour.Answer(redraft);
            Assert.Contains("no usable redraft", (await Model(emulator).Redraft(Redraft("Fine.", "Shorter."), Cancellation)).Why, StringComparison.Ordinal);
            emulator.Otherwise = new ModelBehaviour.Answer(judgement);
            Assert.Contains("no usable judgement", (await Model(emulator).Judge(new JudgeRequest(Policy(Museum), Asking("Hi"), "Yes.", "No."), Cancellation)).Fault, StringComparison.Ordinal);
            emulator.Otherwise = new ModelBehaviour.Answer(rewording);
            Assert.Contains("no usable rewording", (await Model(emulator).Reword(new RewordRequest(Policy(Museum), Asking("Hi"), "Yes.", "No."), Cancellation)).Why, StringComparison.Ordinal);
        }
    }

    private static async Task<OpenAiEmulator> Gullible()
    {
        var emulator = await OpenAiEmulator.Start();
        emulator.Model = GullibleModel.Answer;
        return emulator;
    }

    private static IPolicyModel Model(OpenAiEmulator emulator) => ModelsSetup.Open(At(emulator), new ImpatientClock(), new KeptLog());
}
