using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Scenarios;
using PolicyBot.Emulators.OpenAi;
using PolicyBot.Models;
using Xunit;
using static PolicyBot.Tests.Models.Sample;

namespace PolicyBot.Tests.Models.Judging;

public sealed class JudgeTests
{
    private const string Good = """{"bears_on":[{"clause":"C2","followed":false},{"clause":"C1","followed":true}],"change":"substance","why":"It now forbids flash."}""";
    private static readonly JudgeRequest Request = new(Policy(Museum), Asking("May I take photographs?"), "Yes.", "No flash.");

    [Fact]
    public async Task A_judgement_names_the_clauses_that_bear_on_a_scenario_and_how_it_changed()
    {
        await using var emulator = await OpenAiEmulator.Start(new ModelBehaviour.Answer(Good));

        var offer = await Ask(emulator);

        Assert.Equal((Shift.Substance, "It now forbids flash.", "some-model"), (offer.Judgement!.Shift, offer.Judgement.Why, offer.Judgement.By));
        Assert.Equal([new Bearing(new(2), false), new Bearing(new(1), true)], offer.Judgement.Bearings);
        Assert.Equal((false, true, null), (offer.Judgement.Follows(new(2)), offer.Judgement.Follows(new(1)), offer.Judgement.Follows(new(3))));
        Assert.Equal(new Took(1, 21, 7), offer.Took);
    }

    [Theory]
    [InlineData("""{"bears_on":[{"clause":"C99","followed":true}],"change":"none","why":"x"}""", "not in the policy")]
    [InlineData("""{"bears_on":[{"clause":"C1","followed":true},{"clause":"C1","followed":false}],"change":"none","why":"x"}""", "more than once")]
    [InlineData("""{"bears_on":[{"followed":true}],"change":"none","why":"x"}""", "missing")]
    [InlineData("""{"bears_on":[],"change":"much","why":"x"}""", "change must be")]
    [InlineData("""{"bears_on":[],"change":"none","why":""}""", "why is empty")]
    [InlineData("The change is none.", "not the JSON object")]
    public async Task A_reply_that_cannot_be_used_is_repaired_once(string broken, string problem)
    {
        await using var emulator = await OpenAiEmulator.Start(new ModelBehaviour.Answer(broken), new ModelBehaviour.Answer(Good));

        Assert.NotNull((await Ask(emulator)).Judgement);
        Assert.Contains(problem, emulator.Calls[1].Messages[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_replies_that_cannot_be_used_are_no_judgement_and_were_paid_for()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Otherwise = new ModelBehaviour.Answer("Well.");

        var offer = await Ask(emulator);

        Assert.Null(offer.Judgement);
        Assert.Contains("no usable judgement in two attempts", offer.Fault, StringComparison.Ordinal);
        Assert.Equal(new Took(2, 42, 14), offer.Took);
    }

    [Fact]
    public async Task The_rule_follower_judges_by_the_clauses_that_its_answers_name()
    {
        var model = Follower();
        var (before, after) = (await model.Respond(Trial("May I photograph the visitors?", "Nobody may shout."), default), await model.Respond(Trial("May I photograph the visitors?", Museum), default));

        var offer = await model.Judge(Request with { Before = before.Text, After = after.Text }, TestContext.Current.CancellationToken);

        Assert.Equal(Shift.Substance, offer.Judgement!.Shift);
        Assert.True(offer.Judgement.Follows(new ClauseId(2)));
        Assert.Contains("not a language model", offer.Judgement.Why, StringComparison.Ordinal);
    }

    private static Task<JudgeOffer> Ask(OpenAiEmulator emulator) =>
        ModelsSetup.Open(At(emulator), new ImpatientClock(), new KeptLog()).Judge(Request, TestContext.Current.CancellationToken);
}
