using PolicyBot.App;
using PolicyBot.Emulators.OpenAi;
using PolicyBot.Models;
using PolicyBot.Models.Prompts;
using Xunit;
using static PolicyBot.Tests.Models.Sample;

namespace PolicyBot.Tests.Models.Theming;

/// <summary>Bringing the themes of several parts of the comments together.</summary>
public sealed class MergeTests
{
    private static readonly MergeRequest Request = new([("Names", 12), ("Staff want it", 3), ("Names of staff", 7)]);

    public static TheoryData<string> Attacks => Prompts.Attacks.All;

    [Fact]
    public async Task A_model_says_which_themes_say_the_same_and_sees_how_many_comments_each_has()
    {
        await using var emulator = await OpenAiEmulator.Start(new ModelBehaviour.Answer("""{"themes":[{"title":"“Names”","of":[3,1]}]}"""));

        var theme = Assert.Single((await Ask(emulator, Request)).Themes!);

        Assert.Equal("Names", theme.Title);
        Assert.Equal([3, 1], theme.Of);
        var block = Assert.Single(DataBlock.ReadAll(emulator.Calls[0].Messages[1].Text));
        Assert.Equal([("1", "Names (12)"), ("2", "Staff want it (3)"), ("3", "Names of staff (7)")], Entries.Read(block.Content));
    }

    [Theory]
    [InlineData("""{"themes":[{"title":"Names","of":[4]}]}""", "there is no theme 4")]
    [InlineData("""{"themes":[{"title":"Names","of":[0]}]}""", "there is no theme 0")]
    [InlineData("""{"themes":[{"title":"Names","of":[1]},{"title":"Others","of":[1]}]}""", "named more than once")]
    [InlineData("""{"themes":[{"title":"Names","of":[]}]}""", "brings nothing together")]
    [InlineData("""{"themes":[{"title":" ","of":[1]}]}""", "title is empty")]
    [InlineData("""{"themes":[]}""", "1 to 7 themes")]
    [InlineData("""{"themes":[{},{},{},{},{},{},{},{}]}""", "1 to 7 themes")]
    [InlineData("[]", "not the JSON object")]
    public async Task What_cannot_be_used_is_sent_back_once(string broken, string problem)
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Otherwise = new ModelBehaviour.Answer(broken);

        var offer = await Ask(emulator, Request);

        Assert.Null(offer.Themes);
        Assert.False(offer.Unreached);
        Assert.Contains(problem, emulator.Calls[1].Messages[^1].Text, StringComparison.Ordinal);
        Assert.Equal(2, emulator.Calls.Count);
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task No_title_changes_what_comes_of_it(string attack)
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Model = GullibleModel.Answer;

        foreach (var request in new[] { new MergeRequest([("Names", 2), (attack, 9)]), new([(attack, 2), ("Names", 9)]) })
            Assert.Equal([2], Assert.Single((await Ask(emulator, request)).Themes!).Of);
    }

    [Fact]
    public async Task The_rule_follower_brings_the_same_titles_together_and_keeps_the_seven_most_frequent()
    {
        var request = new MergeRequest([.. Enumerable.Range(1, 9).Select(n => ($"Word {n}", n)), ("word 1", 20)]);

        var themes = (await Follower().Merge(request, TestContext.Current.CancellationToken)).Themes!;

        Assert.Equal(7, themes.Count);
        Assert.Equal([1, 10], themes[0].Of);
    }

    private static Task<MergeOffer> Ask(OpenAiEmulator emulator, MergeRequest request) =>
        ModelsSetup.Open(At(emulator), new ImpatientClock(), new KeptLog()).Merge(request, TestContext.Current.CancellationToken);
}
