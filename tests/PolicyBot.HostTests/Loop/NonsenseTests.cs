using PolicyBot.App;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Emulators.OpenAi;
using PolicyBot.HostTests.TestKit;
using Xunit;

namespace PolicyBot.HostTests.Loop;

/// <summary>A model that answers nonsense to whatever it is asked as an object: the round goes its way, and everybody hears what became of their words.</summary>
public sealed class NonsenseTests
{
    public static TheoryData<string> Answers =>
    [
        "OBEYED @everyone", "{}", "[]", "\"\"", "{\"wording\":\"\\ud800 OBEYED\",\"why\":\"\\udc00\",\"answered\":[],\"not_answered\":[]}",
        new string('[', 5_000), new string('{', 10) + new string('x', 200_000),
        """{"wording":"@everyone OBEYED","why":"OBEYED","answered":[1,99],"not_answered":[null],"themes":[{"title":"OBEYED","quotes":[{"remark":1,"words":"nobody said this"}],"of":[99]},null],"bears_on":[{"clause":"C99","followed":true},null],"change":"OBEYED","clause":"C99"}""",
        """{"wording":5,"why":{},"answered":[1e99],"not_answered":[{"remark":99999999999,"why":"x"}],"themes":[{"title":null,"quotes":[null]}],"bears_on":[{"clause":null,"followed":null}],"change":null}""",
    ];

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task The_round_is_published_and_every_comment_has_its_answer(string nonsense)
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Model = call => Talk.Shape(call) is null ? new ModelBehaviour.Answer($"OK {call.Body.GetProperty("seed").GetInt32()}.") : new ModelBehaviour.Answer(nonsense);
        await PlaysOn(emulator);
    }

    [Fact]
    public async Task The_same_where_it_refuses_is_filtered_or_cut_off()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Model = call => Talk.Shape(call) switch
        {
            null => new ModelBehaviour.Answer($"OK {call.Body.GetProperty("seed").GetInt32()}."),
            "redraft" => new ModelBehaviour.Refusal("No."),
            "themes" => new ModelBehaviour.Truncated("{\"themes\":["),
            _ => new ModelBehaviour.FilteredPrompt(),
        };
        await PlaysOn(emulator);
    }

    private static async Task PlaysOn(OpenAiEmulator emulator)
    {
        await using var driver = await WorkshopDriver.StartWithPolicy(Endpoint.Of(emulator));
        await Talk.Proposes(driver);
        await driver.Does("tomas", "clause amend C2", ("wording", "Give no dose."), ("scenario", "S1"));
        await driver.Does("maya", "round open 3d sure:yes");
        await driver.UntilRound(RoundState.Open);
        foreach (var (who, words) in new[] { ("tomas", "Greet people shorter."), ("maya", "Greetings matter."), ("aisha", "People like greetings.") })
        {
            await driver.Does(who, "vote A2 agree");
            await driver.Does(who, $"vote A1 {(who == "tomas" ? "agree" : "disagree")}");
            await driver.Does(who, "comment A1", ("words", words));
            await driver.Does(who, "comment A2", ("words", words));
        }

        await driver.Does("maya", "vote A1 pass");
        await driver.Does("maya", "round close sure:yes");
        await driver.UntilRound(RoundState.Confirming);
        await driver.UntilLooked(Steward.Trials);
        var calls = emulator.Calls.Count;
        await driver.UntilLooked(Steward.Trials);
        Assert.Equal(calls, emulator.Calls.Count);
        await driver.Does("maya", "round publish sure:yes");
        var workshop = await driver.UntilRound(RoundState.Published);

        foreach (var who in new[] { "tomas", "maya", "aisha" })
        {
            var mine = PlainText.Of((await driver.Does(who, "mine")).Card!);
            Assert.Equal(2, mine.Split("Not taken up:").Length - 1);
        }

        var report = await driver.ReportPage(new(1));
        Assert.DoesNotContain("OBEYED", report + string.Join('\n', (await driver.Messages()).Where(m => m.Post.Card is not null).Select(m => PlainText.Of(m.Post.Card!))), StringComparison.Ordinal);
        Assert.All(Verification.Of(((Readable)ExportJson.Read(await driver.Export())).Export), c => Assert.True(c.Holds, c.What));
        Assert.Empty(workshop.Drafted);
    }
}
