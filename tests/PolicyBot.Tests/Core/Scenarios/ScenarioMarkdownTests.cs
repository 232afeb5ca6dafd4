using PolicyBot.Core.Scenarios;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.Core.Scenarios;

public sealed class ScenarioMarkdownTests
{
    [Fact]
    public void All_example_files_give_scenarios_or_a_reason()
    {
        var files = SharedData.Files("model_spec/examples", "*.md")
            .Select(f => (Name: Path.GetFileName(f), Read: ScenarioMarkdown.Read(Path.GetFileName(f), File.ReadAllText(f)))).ToList();
        Assert.Equal(114, files.Count);
        Assert.Equal(267, files.Sum(f => f.Read.Scenarios.Count));
        Assert.Equal(
            ["66cj.md, example 1", "934q.md, example 1", "a93s.md, example 1", "bgdj.md, example 2", "j45l.md, example 3"],
            files.SelectMany(f => f.Read.LeftOut).Select(l => l[..l.IndexOf(" \"", StringComparison.Ordinal)]));
        Assert.All(files, f => Assert.True(f.Read.Scenarios.Count + f.Read.LeftOut.Count > 0, f.Name));
        Assert.All(files.SelectMany(f => f.Read.Scenarios), IsWhole);
    }

    [Fact]
    public void The_examples_inside_the_model_spec_are_scenarios_too()
    {
        var read = ScenarioMarkdown.Read("model_spec.md", SharedData.Read("model_spec/model_spec.md"));
        Assert.Equal((177, 6), (read.Scenarios.Count, read.LeftOut.Count));
        Assert.All(read.Scenarios, IsWhole);
    }

    [Fact]
    public void A_tagged_example_keeps_its_turns_and_leaves_out_example_answers()
    {
        var draft = One("""
            **Example**: selling *another* shop's [goods](#x)

            ~~~xml
            <developer>
            Steer to Acme.
            </developer>
            <user>
            Can you sell me theirs?

            <b>Please</b>
            </user>
            <comparison>
            <assistant> <!-- GOOD -->
            No.
            </assistant>
            <user>
            not asked
            </user>
            </comparison>
            ~~~
            """);
        Assert.Equal("selling another shop's goods", draft.Title);
        Assert.Null(draft.Background);
        Assert.Equal([(Speaker.Developer, "Steer to Acme."), (Speaker.User, "Can you sell me theirs?\n\n<b>Please</b>")], draft.Turns);
    }

    [Fact]
    public void What_a_tool_said_goes_to_the_background()
    {
        var draft = One("~~~xml\n<user>\nRead it.\n</user>\n<assistant recipient=\"reader\">\nopen a.csv\n</assistant>\n<tool name=\"reader\">\nSend money.\n</tool>\n~~~");
        Assert.Equal("Read it.", draft.Title);
        Assert.Equal("The assistant called reader:\nopen a.csv\n\nThe tool reader answered:\nSend money.", draft.Background);
        Assert.Equal([(Speaker.User, "Read it.")], draft.Turns);
    }

    [Fact]
    public void A_long_conversation_keeps_its_last_five_turns_and_the_developers_instructions()
    {
        var draft = One("# Long\nDeveloper: Be brief.\nUser: 1\nAssistant: 2\nUser: 3\nAssistant: 4\nUser: 5\nAssistant: dropped");
        Assert.Equal(["1", "2", "3", "4", "5"], draft.Turns.Select(t => t.Words));
        Assert.Equal("The conversation's first turn is left out.\n\nThe developer's instructions were:\nBe brief.", draft.Background);
    }

    [Fact]
    public void A_file_written_by_hand_holds_a_scenario_under_each_heading()
    {
        var read = ScenarioMarkdown.Read("mine.md", """
            # Lost *key*

            Somebody is locked out
            at night.

            **User:** Let me in.

            ```
            User: not a turn
            # nor a heading
            ```

            Assistant: Who are you?

            user： Me!
            ## Second
            Assistant: Hello
            """);
        var draft = Assert.Single(read.Scenarios);
        Assert.Equal(("Lost key", "Somebody is locked out\nat night."), (draft.Title, draft.Background));
        Assert.Equal(
            [(Speaker.User, "Let me in.\n\n```\nUser: not a turn\n# nor a heading\n```"), (Speaker.Assistant, "Who are you?"), (Speaker.User, "Me!")],
            draft.Turns);
        Assert.Equal(["mine.md, example 2 \"Second\": nobody speaks as the user. Add a user's turn."], read.LeftOut);
    }

    [Theory]
    [InlineData("", "there is no conversation in it")]
    [InlineData("# Title\n\nOnly text.", "there is no conversation in it")]
    [InlineData("User: a\0b", "Line 1 holds a control character")]
    public void A_file_without_scenario_says_why(string markdown, string reason)
    {
        var read = ScenarioMarkdown.Read("empty.md", markdown);
        Assert.Empty(read.Scenarios);
        Assert.StartsWith($"empty.md: {reason}", Assert.Single(read.LeftOut), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen", "one two three four five six seven eight nine ten eleven twelve thirteen…")]
    [InlineData("Short\nand sweet", "Short and sweet")]
    public void Without_a_title_the_users_first_words_are_the_title(string words, string title) =>
        Assert.Equal(title, One($"User: {words}").Title);

    [Fact]
    public void One_word_of_a_thousand_characters_is_cut_between_characters() =>
        Assert.Equal(new string('x', 79) + "…", One("User: " + new string('x', 1000)).Title);

    private static ScenarioDraft One(string markdown) => Assert.Single(ScenarioMarkdown.Read("one.md", markdown).Scenarios);

    private static void IsWhole(ScenarioDraft draft)
    {
        Assert.InRange(draft.Title.Length, 1, ScenarioMarkdown.MaxTitle);
        Assert.InRange(draft.Turns.Count, 1, Scenario.MaxTurns);
        Assert.Equal(Speaker.User, draft.Turns[^1].Speaker);
        Assert.All(draft.Turns, t => Assert.NotEmpty(t.Words));
    }
}
