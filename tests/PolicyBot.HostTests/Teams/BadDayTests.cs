using PolicyBot.Emulators.Teams;
using Xunit;

namespace PolicyBot.HostTests.Teams;

public sealed class BadDayTests
{
    [Fact]
    public async Task With_faults_a_deleted_card_and_a_restart_in_the_middle_it_ends_the_same()
    {
        await using var workshop = await TeamsWorkshop.StartWithPolicy();
        var story = new Story(workshop);
        Faults.Begin(workshop.Teams, seed: 4);
        await story.Drafts();
        await story.Opens("voters:attributed results:live");
        await story.VotesByButton();
        workshop.Channel.Find("A2 ·")!.Delete();
        await workshop.StopHost();
        Assert.Equal(Answer.None, await story.Voters[20].Presses("Agree", workshop.Channel.Find("A1 ·")!));
        await workshop.StartHost();
        await story.VotesByDialog();
        await story.Comments();
        await workshop.UntilShown("A2 ·");
        await story.Closes();
        workshop.Teams.Connector.Fails(new ConnectorFault.LostAnswer());
        await story.Confirms();
        await story.Publishes();

        await FinalState.Holds(workshop, story, orphans: 1);
        Assert.DoesNotContain(workshop.Teams.World.Complaints, c => c.Contains("answered 5", StringComparison.Ordinal));
    }
}
