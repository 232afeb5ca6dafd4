using PolicyBot.Core;
using PolicyBot.Emulators.Teams;
using Xunit;

namespace PolicyBot.HostTests.Teams;

/// <summary>What a person can do with any message of a channel.</summary>
public sealed class MessageMenuTests
{
    [Fact]
    public async Task A_message_becomes_a_scenario_an_amendment_or_a_comment_with_its_words_already_filled_in()
    {
        await using var workshop = await TeamsWorkshop.StartWithPolicy();
        var story = new Story(workshop);
        var said = await Says(workshop, story.Tomas, "Am I <allowed> to drive & drink?");

        await story.Tomas.Chooses("scenario", said);
        await story.Tomas.FillsIn();
        await workshop.Host.Until("the scenario", async () => (await workshop.Host.Look())!.Scenarios.Count == 2);
        await story.Drafts();
        await story.Opens("");
        await story.Voters[0].Chooses("comment", said);
        await story.Voters[0].FillsIn(("amendment", "A1"));

        var state = (await workshop.Host.Look())!;
        Assert.Equal("Am I <allowed> to drive & drink?", state.Scenarios[2].Turns.Single().Words.ToString());
        Assert.Equal("Am I <allowed> to drive & drink?", Assert.Single(await workshop.Host.Store.Remarks(workshop.Host.Id, new RoundId(1), default)).Words);
        Assert.Empty(workshop.Teams.World.Complaints);
    }

    [Fact]
    public async Task A_command_of_an_older_app_gets_a_clear_answer()
    {
        await using var workshop = await TeamsWorkshop.StartWithPolicy();
        var said = await Says(workshop, workshop.Maya, "Hello");

        await workshop.Maya.Chooses("rewrite", said);

        Assert.Contains("does not know that command", Assert.Single(workshop.Maya.Told), StringComparison.Ordinal);
    }

    private static async Task<Message> Says(TeamsWorkshop workshop, Person who, string words)
    {
        await who.Says(words);
        return workshop.Channel.Messages.Last(m => m.Author == who);
    }
}
