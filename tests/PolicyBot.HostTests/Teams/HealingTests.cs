using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using PolicyBot.Emulators.Teams;
using Xunit;

namespace PolicyBot.HostTests.Teams;

public sealed class HealingTests
{
    private static readonly RoundId R1 = new(1);

    [Fact]
    public async Task A_token_that_is_refused_is_fetched_anew_also_when_the_endpoint_is_away_for_a_moment()
    {
        await using var workshop = await TeamsWorkshop.StartWithPolicy();
        workshop.Teams.AccessTokens.Revoke();
        workshop.Teams.AccessTokens.Fail(1);

        await workshop.Maya.Tells("policy history");
        await workshop.Maya.Tells("scenario list");
        await workshop.UntilSees(workshop.Maya, "S1 · Which dose");

        Assert.Equal(3, workshop.Teams.AccessTokens.Asked.Count);
    }

    [Fact]
    public async Task A_bot_that_was_taken_out_of_the_team_stays_silent_until_it_is_let_in_again()
    {
        await using var workshop = await TeamsWorkshop.StartWithPolicy();
        var story = new Story(workshop);
        await story.Drafts();
        await story.Opens("");
        await workshop.Maya.Uninstalls(workshop.Channel);
        await workshop.Maya.Tells("round close sure:yes");
        await workshop.UntilSees(workshop.Maya, "is closed");
        var calls = CallsToTheChannel(workshop);
        workshop.Host.Passes(TimeSpan.FromMinutes(30));
        await workshop.Maya.Tells("workshop status");
        await workshop.UntilSees(workshop.Maya, "v1");

        Assert.InRange(CallsToTheChannel(workshop) - calls, 0, 2);
        await workshop.Maya.Installs(workshop.Channel, readsEverything: true);
        workshop.Host.Passes(TimeSpan.FromMinutes(6));
        await workshop.UntilShown("R1 closed");
    }

    [Fact]
    public async Task A_reaction_that_is_taken_off_takes_its_vote_with_it()
    {
        await using var workshop = await TeamsWorkshop.StartWithPolicy();
        var story = new Story(workshop);
        await story.Drafts();
        await story.Opens("voters:attributed results:live");
        var card = workshop.Channel.Find("A1 ·")!;

        await story.Voters[0].Reacts("like", card);
        await story.Voters[1].Reacts("like", card);
        await workshop.Host.Until("two votes", async () => (await workshop.Host.Store.Ballots(workshop.Host.Id, R1, default)).Count == 2);
        await story.Voters[0].TakesOff("like", card);

        await workshop.Host.Until("one vote", async () => (await workshop.Host.Store.Ballots(workshop.Host.Id, R1, default)).Count == 1);
        Assert.DoesNotContain(await workshop.Host.Store.People(workshop.Host.Id, default), p => p.Name == "Somebody");
    }

    [Fact]
    public async Task Who_left_the_team_can_do_nothing_more_from_their_own_chat()
    {
        await using var workshop = await TeamsWorkshop.StartWithPolicy();
        var ben = workshop.Teams.Person("Ben", workshop.Channel);
        await ben.Mentions("policy history");
        await ben.Tells("scenario list");
        await workshop.UntilSees(ben, "S1 · Which dose");

        await ben.Leaves(workshop.Channel);
        await ben.Tells("policy history");

        await workshop.UntilSees(ben, "There is no workshop here yet.");
    }

    [Fact]
    public async Task A_word_in_a_channel_without_a_workshop_leaves_the_own_chat_with_the_workshop()
    {
        await using var workshop = await TeamsWorkshop.StartWithPolicy();
        var elsewhere = workshop.Teams.Channel("Elsewhere");
        var ben = workshop.Teams.Person("Ben", elsewhere);
        await ben.Installs(elsewhere);
        await ben.Mentions("help");
        await ben.Joins(workshop.Channel);

        await ben.Tells("scenario list");

        await workshop.UntilSees(ben, "S1 · Which dose");
    }

    [Fact]
    public async Task An_installation_that_is_told_in_another_channel_lets_the_bot_in_again()
    {
        await using var workshop = await TeamsWorkshop.StartWithPolicy();
        var story = new Story(workshop);
        await story.Drafts();
        await story.Opens("");
        var general = workshop.Teams.Channel("General");
        await workshop.Maya.Uninstalls(workshop.Channel);
        await workshop.Maya.Tells("round close sure:yes");
        await workshop.UntilSees(workshop.Maya, "is closed");

        await workshop.Maya.InstallsInAll(general, workshop.Channel);
        workshop.Host.Passes(TimeSpan.FromMinutes(6));

        await workshop.UntilShown("R1 closed");
    }

    [Fact]
    public async Task The_people_of_the_channel_are_the_electorate_and_who_left_before_is_none_of_them()
    {
        await using var workshop = await TeamsWorkshop.StartWithPolicy();
        var (ana, ben, zoe) = (workshop.Teams.Person("Ana", workshop.Channel), workshop.Teams.Person("Ben", workshop.Channel), workshop.Teams.Person("Zoe"));
        await zoe.Joins(workshop.Channel);
        await ben.Leaves(workshop.Channel);
        await workshop.Maya.Mentions("clause amend C1 wording:\"Greet people.\" scenario:S1");
        await workshop.Maya.Mentions("round open 3d electorate:channel sure:yes");
        await workshop.Host.UntilRound(RoundState.Open);
        var card = await workshop.UntilShown("A1 ·");
        await workshop.Host.Until("it can be voted on", () => card.Text.Contains("Agree", StringComparison.Ordinal));

        await ben.Presses("Disagree", card);
        foreach (var voter in new[] { ana, zoe, workshop.Maya })
            await voter.Presses("Agree", card);

        await workshop.Host.UntilRound(RoundState.Confirming);
        var round = (await workshop.Host.Look())!.Rounds[0];
        Assert.Equal(ClosedBy.EverybodyVoted, round.ClosedBy);
        Assert.Equal(3, round.Outcomes.Single().Tally.Count.Agree);
    }

    [Fact]
    public async Task Silence_of_the_connector_delays_an_answer_and_loses_nothing()
    {
        await using var workshop = await TeamsWorkshop.StartWithPolicy();
        workshop.Teams.Connector.Fails(new ConnectorFault.Silence(), new ConnectorFault.Error(504), new ConnectorFault.Error(429));

        await workshop.Maya.Tells("policy history");

        await workshop.UntilSees(workshop.Maya, "versions");
        Assert.Empty(workshop.Teams.World.Complaints);
    }

    [Fact]
    public async Task Cards_that_would_be_too_large_for_Teams_are_cut_and_say_so()
    {
        await using var workshop = await TeamsWorkshop.StartWithPolicy();
        var wording = string.Join(' ', Enumerable.Repeat("Grüße alle freundlich – 你好 – und nenne die Notrufnummer.", 60));
        for (var i = 0; i < 25; i++)
            await workshop.Maya.Tells($"clause propose wording:\"{i} {wording}\" scenario:S1");
        await workshop.Host.Until("25 amendments", async () => (await workshop.Host.Look())!.Amendments.Count == 25);

        await workshop.Maya.Tells("round open 3d sure:yes");
        await workshop.Host.UntilRound(RoundState.Open);
        await workshop.Maya.Tells("round status");
        await workshop.UntilShown("A25 ·");

        Assert.Empty(workshop.Teams.World.Complaints);
        Assert.True(workshop.Teams.Connector.Calls.Max(c => c.Length) <= workshop.Teams.Connector.LargestBody);
        Assert.Equal(0, workshop.Teams.Limits.Refused);
    }

    private static int CallsToTheChannel(TeamsWorkshop workshop) =>
        workshop.Teams.Connector.Calls.Count(c => c.Method != "GET" && c.Conversation?.StartsWith(workshop.Channel.Id, StringComparison.Ordinal) == true);
}
