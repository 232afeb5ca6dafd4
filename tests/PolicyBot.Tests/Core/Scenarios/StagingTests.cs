using PolicyBot.Core;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Voting;
using Xunit;
using static PolicyBot.Tests.Core.Desk;

namespace PolicyBot.Tests.Core.Scenarios;

public sealed class StagingTests
{
    private readonly Desk desk = new();

    [Fact]
    public void A_prompt_becomes_a_scenario_with_a_title_and_is_linked()
    {
        var amendment = desk.Proposes(Ben, "Cite sources.");

        desk.Accepts(Carl, (w, at) => Staging.Add(w, new("Who says so?\nI doubt it.", null, "A ward at night.", amendment), at));

        var scenario = desk.Workshop.Find(new ScenarioId(1))!;
        Assert.Equal(("Who says so?", "A ward at night.", Carl), (scenario.Title.ToString(), scenario.Background!.ToString(), scenario.AddedBy));
        Assert.Equal(Speaker.User, Assert.Single(scenario.Turns).Speaker);
        Assert.Equal([scenario.Id], desk.Workshop.Find(amendment)!.Scenarios);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(81)]
    [InlineData(80)]
    public void A_title_made_from_a_long_prompt_is_short_and_whole(int length)
    {
        desk.Accepts(Ben, (w, at) => Staging.Add(w, new(string.Concat(Enumerable.Repeat("😀", length / 2)), null, null, null), at));

        var title = desk.Workshop.Find(new ScenarioId(1))!.Title.ToString();
        Assert.InRange(title.Length, 40, Staging.LongestTitle);
        Assert.Null(Wording.Check(title, Staging.LongestTitle, "It", out _));
    }

    [Fact]
    public void A_conversation_ends_with_the_user_within_five_turns()
    {
        AddScenario With(params Speaker[] speakers) => new("", null, null, null) { Turns = [.. speakers.Select((s, i) => (s, $"Turn {i}"))] };

        Assert.Contains("not the user's", desk.Refuses(Ben, (w, at) => Staging.Add(w, With(Speaker.User, Speaker.Assistant), at)).Reason);
        Assert.Contains("6 turns; 5 are allowed", desk.Refuses(Ben, (w, at) => Staging.Add(w, With([.. Enumerable.Repeat(Speaker.User, 6)]), at)).Reason);
        desk.Accepts(Ben, (w, at) => Staging.Add(w, With(Speaker.Developer, Speaker.User, Speaker.Assistant, Speaker.User), at));
        Assert.Equal("Turn 3", desk.Workshop.Find(new ScenarioId(1))!.Turns[^1].Words);
    }

    [Theory]
    [InlineData("", null, null, "The prompt is empty")]
    [InlineData("a\0", null, null, "The prompt holds a control character")]
    [InlineData("x", "a\u202Eb", null, "The title holds")]
    [InlineData("x", null, "a\u001bb", "The background holds")]
    public void Unfit_words_are_refused(string prompt, string? title, string? background, string reason) =>
        Assert.Contains(reason, desk.Refuses(Ben, (w, at) => Staging.Add(w, new(prompt, title, background, null), at)).Reason);

    [Fact]
    public void The_same_question_twice_is_linked_instead()
    {
        var amendment = desk.Proposes(Ben, "Cite sources.");
        desk.Accepts(Ben, (w, at) => Staging.Add(w, new("Who says so?", null, null, null), at));

        Assert.Contains("scenario link S1 A1", desk.Refuses(Carl, (w, at) => Staging.Add(w, new("Who says so?", "Other", null, amendment), at)).Next);
        desk.Accepts(Carl, (w, _) => Staging.Link(w, new(new(1), amendment)));
        Assert.Empty(desk.Accepts(Carl, (w, _) => Staging.Link(w, new(new(1), amendment))).Changes);
    }

    [Fact]
    public void Evidence_of_a_vote_stays_as_it_is()
    {
        var amendment = desk.Proposes(Ben, "Cite sources.");
        desk.Accepts(Ben, (w, at) => Staging.Add(w, new("Who says so?", null, null, amendment), at));
        desk.Prepares(amendment);

        Assert.Contains("R1 shows S1", desk.Refuses(Ben, (w, at) => Staging.Retire(w, new(new(1)), at)).Reason);
        Assert.Contains("being voted on", desk.Refuses(Ben, (w, at) => Staging.Add(w, new("Why?", null, null, amendment), at)).Reason);
        desk.Ends(Result.Adopted);
        Assert.Contains("is settled", desk.Refuses(Ben, (w, _) => Staging.Link(w, new(new(1), amendment))).Reason);
        desk.Accepts(Ben, (w, at) => Staging.Retire(w, new(new(1)), at));
    }

    [Fact]
    public void Retiring_is_for_author_and_facilitator_and_names_who_loses_its_evidence()
    {
        var amendment = desk.Proposes(Ben, "Cite sources.");
        desk.Accepts(Ben, (w, at) => Staging.Add(w, new("Who says so?", null, null, amendment), at));

        Assert.Contains("somebody else's", desk.Refuses(Carl, (w, at) => Staging.Retire(w, new(new(1)), at)).Reason);
        Assert.Contains("A1 can't open for a vote", WordsOf(desk.Accepts(Anna, (w, at) => Staging.Retire(w, new(new(1)), at)).Reply));
        Assert.Contains("S1 is retired", desk.Refuses(Ben, (w, at) => Staging.Retire(w, new(new(1)), at)).Reason);
        Assert.Contains("no scenario S9", desk.Refuses(Ben, (w, at) => Staging.Retire(w, new(new(9)), at)).Reason);
    }
}
