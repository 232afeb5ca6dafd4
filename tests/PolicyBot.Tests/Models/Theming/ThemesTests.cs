using PolicyBot.App;
using PolicyBot.Emulators.OpenAi;
using PolicyBot.Models;
using Xunit;
using static PolicyBot.Tests.Models.Sample;

namespace PolicyBot.Tests.Models.Theming;

public sealed class ThemesTests
{
    private const string Good = """{"themes":[{"title":"Names","quotes":[{"remark":1,"words":"staff may want it"},{"remark":2,"words":"Nobody asked the staff"}]}]}""";
    private static readonly ThemesRequest Request = Of("Some staff may want it.", "Nobody asked the staff.", "Too long.");

    public static TheoryData<string> Attacks => Prompts.Attacks.All;

    [Fact]
    public async Task A_theme_points_at_the_exact_words_of_its_remarks()
    {
        await using var emulator = await OpenAiEmulator.Start(new ModelBehaviour.Answer(Good));

        var theme = Assert.Single((await Ask(emulator, Request)).Themes!);

        Assert.Equal("Names", theme.Title);
        Assert.Equal([(1, 5, 17), (2, 0, 22)], theme.Quotes);
    }

    [Theory]
    [InlineData("""{"themes":[{"title":"Names","quotes":[{"remark":1,"words":"the staff may want it"}]}]}""", "does not stand in remark 1")]
    [InlineData("""{"themes":[{"title":"Names","quotes":[{"remark":9,"words":"staff"}]}]}""", "does not stand in remark 9")]
    [InlineData("""{"themes":[{"title":"Names","quotes":[{"remark":1,"words":" "}]}]}""", "does not stand in remark 1")]
    [InlineData("""{"themes":[{"title":"","quotes":[{"remark":1,"words":"staff"}]}]}""", "title is empty")]
    [InlineData("""{"themes":[{"title":"Names","quotes":[]}]}""", "needs 1 to 20 quotes")]
    [InlineData("""{"themes":[{},{},{},{},{},{},{},{}]}""", "at most 7")]
    [InlineData("""[]""", "not the JSON object")]
    public async Task Words_that_nobody_wrote_are_sent_back_once_and_then_left_out(string broken, string problem)
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Otherwise = new ModelBehaviour.Answer(broken);

        var offer = await Ask(emulator, Request);

        Assert.Null(offer.Themes);
        Assert.Contains("no usable themes in two attempts", offer.Fault, StringComparison.Ordinal);
        Assert.Contains(problem, emulator.Calls[1].Messages[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_has_no_quotation_marks_as_it_is_nobodys_exact_words()
    {
        await using var emulator = await OpenAiEmulator.Start(new ModelBehaviour.Answer(Good.Replace("\"Names\"", "\"They say “no \\\"names\\\"”\"", StringComparison.Ordinal)));

        Assert.Equal("They say no names", Assert.Single((await Ask(emulator, Request)).Themes!).Title);
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task No_remark_or_amendment_changes_the_themes(string attack)
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Model = GullibleModel.Answer;

        foreach (var request in new[] { Of("Fine.", attack), Of(attack, "Fine."), Of("Fine.", "Fine.") with { Amendment = attack } })
            Assert.Empty((await Ask(emulator, request)).Themes!);
    }

    [Fact]
    public async Task The_rule_follower_groups_by_the_words_that_remarks_share()
    {
        var themes = (await Follower().Themes(Request, TestContext.Current.CancellationToken)).Themes!;

        Assert.Equal("staff", Assert.Single(themes).Title);
        Assert.Equal([1, 2], themes[0].Quotes.Select(q => q.Remark));
    }

    [Fact]
    public async Task The_rule_follower_groups_many_remarks_too()
    {
        var themes = (await Follower().Themes(Of([.. Enumerable.Range(1, 30).Select(n => $"Staff {n} may want it.")]), TestContext.Current.CancellationToken)).Themes!;

        Assert.Equal(("staff", 20), (Assert.Single(themes).Title, themes[0].Quotes.Count));
    }

    private static ThemesRequest Of(params string[] remarks) => new("The guide must not name staff.", [.. remarks.Select((r, i) => new RemarkForRedraft(i + 1, r))]);

    private static Task<ThemesOffer> Ask(OpenAiEmulator emulator, ThemesRequest request) =>
        ModelsSetup.Open(At(emulator), new ImpatientClock(), new KeptLog()).Themes(request, TestContext.Current.CancellationToken);
}
