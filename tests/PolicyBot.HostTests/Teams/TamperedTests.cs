using System.Text.Json.Nodes;
using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using Xunit;

namespace PolicyBot.HostTests.Teams;

/// <summary>A card's data comes back from the client, so anything may stand in it.</summary>
public sealed class TamperedTests
{
    private static readonly RoundId R1 = new(1);

    [Fact]
    public async Task Data_of_another_workshop_another_conversation_or_no_act_of_ours_is_refused_and_logged_without_its_content()
    {
        await using var workshop = await TeamsWorkshop.StartWithPolicy();
        var story = await WithOpenRound(workshop);
        var mallory = story.Voters[0];
        var card = workshop.Channel.Find("A1 ·")!;
        var elsewhere = workshop.Teams.Channel("Elsewhere");
        string[][] forged =
        [
            ["act", "vote A1 agree", "post", "other|amendment:A1"],
            ["act", "vote A1 agree", "in", elsewhere.Id],
            ["act", "vote A1 agree", "in", story.Voters[1].Chat.Id],
            ["act", $"vote A1 agree why:\"{new string('x', 200)}\""],
            ["act", "drop table ballots"],
            ["post", "care|amendment:A1"],
        ];

        foreach (var data in forged)
        {
            var logged = workshop.Host.Log.All.Count;
            var answer = await mallory.Executes("act", Data(data), card);
            Assert.Equal((200, 400), (answer.Status, (int?)answer.Body!["statusCode"]));
            Assert.Equal(logged + 1, workshop.Host.Log.All.Count);
        }

        Assert.Empty(await workshop.Host.Store.Ballots(workshop.Host.Id, R1, default));
        Assert.DoesNotContain(workshop.Host.Log.All, l => l.Contains("drop table", StringComparison.Ordinal) || l.Contains("xxx", StringComparison.Ordinal));
        Assert.Empty(workshop.Teams.World.Complaints);
    }

    [Fact]
    public async Task Nobody_votes_for_somebody_else_or_does_what_only_a_facilitator_may_whatever_the_data_says()
    {
        await using var workshop = await TeamsWorkshop.StartWithPolicy();
        var story = await WithOpenRound(workshop);
        var mallory = story.Voters[0];
        var card = workshop.Channel.Find("A1 ·")!;
        var data = Data("act", "vote A1 disagree", "from", workshop.Maya.DirectoryId, "person", workshop.Maya.Id);
        data["from"] = new JsonObject { ["id"] = workshop.Maya.Id, ["aadObjectId"] = workshop.Maya.DirectoryId };

        await mallory.Executes("act", data, card);
        await mallory.Executes("act", Data("act", "round close sure:yes"), card);
        await mallory.Executes("act", Data("act", "workshop facilitator add \"Voter 01\""), card);

        var state = (await workshop.Host.Look())!;
        Assert.Equal(RoundState.Open, state.Rounds[0].State);
        Assert.Single(state.Facilitators);
        var people = await workshop.Host.Store.People(workshop.Host.Id, default);
        var ballot = Assert.Single(await workshop.Host.Store.Ballots(workshop.Host.Id, R1, default));
        Assert.Equal(people.Single(p => p.Name == mallory.Name).Id.Value, ballot.Voter.Value);
    }

    [Fact]
    public async Task A_vote_on_a_closed_round_or_on_an_older_text_is_refused_and_logged()
    {
        await using var workshop = await TeamsWorkshop.StartWithPolicy();
        var story = await WithOpenRound(workshop);
        var card = workshop.Channel.Find("A1 ·")!;
        await story.Voters[0].Executes("act", Data("act", "vote A1 agree fp:0000000000000000"), card);
        Assert.Single(workshop.Host.Log.All, l => l.Contains("Refused what a button asked for", StringComparison.Ordinal));
        Assert.Empty(await workshop.Host.Store.Ballots(workshop.Host.Id, R1, default));
        var stale = card.Card!;
        foreach (var voter in story.Voters.Skip(1).Take(3))
            await voter.Presses("Agree", card);
        await story.Closes();

        var answer = await story.Voters[5].Executes("act", Emulators.Teams.Json.DataOf(stale, "Agree"), card);

        Assert.True(answer.Arrived);
        Assert.Equal(2, workshop.Host.Log.All.Count(l => l.Contains("Refused what a button asked for", StringComparison.Ordinal)));
        Assert.Equal(3, (await workshop.Host.Store.Ballots(workshop.Host.Id, R1, default)).Count);
    }

    [Fact]
    public async Task Broken_activities_get_a_clear_refusal_and_no_error()
    {
        await using var workshop = await TeamsWorkshop.StartWithPolicy();
        var card = (await WithOpenRound(workshop), workshop.Channel.Find("A1 ·")!).Item2;
        JsonNode?[] values = [null, JsonValue.Create(7), new JsonArray(1, 2), new JsonObject { ["action"] = "x" }, Nested(60), new JsonObject { ["action"] = new JsonObject { ["data"] = new JsonArray() } }];
        foreach (var name in new[] { "adaptiveCard/action", "task/fetch", "task/submit", "composeExtension/fetchTask", "composeExtension/submitAction", "nobody/knows" })
            foreach (var value in values)
                Assert.InRange((await workshop.Maya.Sends(name, value?.DeepClone(), card)).Status, 200, 501);

        Assert.DoesNotContain(workshop.Teams.World.Complaints, c => c.Contains("answered 500", StringComparison.Ordinal));
        Assert.DoesNotContain(workshop.Host.Log.All, l => l.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_card_that_claims_to_be_another_post_changes_no_card_for_the_others()
    {
        await using var workshop = await TeamsWorkshop.StartWithPolicy();
        var story = await WithOpenRound(workshop);
        var card = workshop.Channel.Find("A1 ·")!;

        await story.Voters[0].Executes("act", Data("act", "vote A1 agree", "post", "care|amendment:A2"), card);
        await story.Voters[1].Presses("Agree", card);

        Assert.Equal(2, (await workshop.Host.Store.Ballots(workshop.Host.Id, R1, default)).Count);
        Assert.DoesNotContain("This card has moved", workshop.Channel.Sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_takes_the_channel_away_from_a_workshop_by_founding_another_one_there()
    {
        await using var workshop = await TeamsWorkshop.StartWithPolicy();
        var story = await WithOpenRound(workshop);

        await story.Voters[0].Mentions("workshop create Mine");
        await workshop.UntilSees(story.Voters[0], "your answer is ready");
        await story.Voters[0].Presses("Show my answer", story.Voters[0].Card("Show my answer"));
        await story.Voters[1].Presses("Agree", workshop.Channel.Find("A1 ·")!);

        Assert.Contains("Care is shown here already.", story.Voters[0].DialogText, StringComparison.Ordinal);
        Assert.Single(await workshop.Host.Store.Workshops(default));
        Assert.Single(await workshop.Host.Store.Ballots(workshop.Host.Id, R1, default));
    }

    private static async Task<Story> WithOpenRound(TeamsWorkshop workshop)
    {
        var story = new Story(workshop);
        await story.Drafts();
        await story.Opens("");
        return story;
    }

    /// <summary>What a button of ours carries, by names and values.</summary>
    private static JsonObject Data(params string[] parts)
    {
        var ours = new JsonObject();
        foreach (var pair in parts.Chunk(2))
            ours[pair[0]] = pair[1];
        return new JsonObject { ["policybot"] = ours };
    }

    private static JsonObject Nested(int deep) => deep == 0 ? [] : new JsonObject { ["data"] = Nested(deep - 1) };
}
