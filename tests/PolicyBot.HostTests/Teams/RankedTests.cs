using PolicyBot.Core;
using PolicyBot.Core.Voting;
using Xunit;

namespace PolicyBot.HostTests.Teams;

public sealed class RankedTests
{
    [Fact]
    public async Task Rival_wordings_are_ranked_in_a_dialog_from_their_cards()
    {
        await using var workshop = await TeamsWorkshop.StartWithPolicy();
        var story = new Story(workshop);
        foreach (var wording in new[] { "Greet kindly.", "Greet by name.", "Say hello." })
            await workshop.Does(workshop.Maya, $"clause amend C1 wording:\"{wording}\" scenario:S1");
        await story.Opens("rivals:ranked");
        var card = await workshop.UntilShown("A2 ·");

        await story.Voters[0].Presses("Rank C1", card);
        Assert.Contains("A3: Say hello.", story.Voters[0].Dialog!.ToJsonString(), StringComparison.Ordinal);
        await story.Voters[0].FillsIn(("first", "A3"), ("second", "A1"));

        var ranking = Assert.Single(await workshop.Host.Store.Rankings(workshop.Host.Id, new RoundId(1), null, default));
        Assert.Equal("A3>A1", Rankings.Written(ranking.Order));
        Assert.Empty(workshop.Teams.World.Complaints);
    }
}
