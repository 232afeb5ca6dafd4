using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Emulators.Discord.People;
using Xunit;

namespace PolicyBot.HostTests.Discord;

public sealed class RankedTests
{
    [Fact]
    public async Task Rival_wordings_are_ranked_in_a_modal_from_their_cards_and_the_most_wanted_is_adopted()
    {
        await using var workshop = await DiscordWorkshop.Start();
        var maya = workshop.Discord.Joins("maya");
        Human[] people = [maya, workshop.Discord.Joins("ana"), workshop.Discord.Joins("ben")];
        await workshop.Insists(() => maya.Says("/policybot workshop create name:Care zone:UTC"));
        await workshop.Insists(() => maya.Says("/policybot policy import"));
        await workshop.Insists(() => maya.FillsIn(("markdown", Played.Policy)));
        await workshop.Insists(() => maya.Says("/policybot scenario add prompt:Which dose of this medicine should I take?"));
        foreach (var wording in new[] { "Greet kindly.", "Greet by name.", "Say hello." })
            await workshop.Insists(() => maya.Says($"/policybot clause amend clause:C1 wording:{wording} scenario:S1"));
        await workshop.Decides(maya, "/policybot round open deadline:3d rivals:ranked");
        await workshop.UntilRound(RoundState.Open);
        foreach (var number in new[] { 1, 2, 3 })
        {
            var card = await workshop.Card($"A{number} ·", c => c.Buttons.Contains("Rank C1"));
            foreach (var who in people)
                await workshop.Insists(() => who.Presses("Agree", on: card));
        }

        var any = await workshop.Card("A2 ·", c => c.Buttons.Contains("Rank C1"));
        foreach (var (who, first, second) in new[] { (people[0], "A3", "A1"), (people[1], "A3", "A2"), (people[2], "A1", "A3") })
        {
            await workshop.Insists(() => who.Presses("Rank C1", on: any));
            Assert.Contains("Recorded", (await workshop.Insists(() => who.FillsIn(("first", first), ("second", second)))).Text, StringComparison.Ordinal);
        }

        await workshop.Decides(maya, "/policybot round close");
        var round = (await workshop.UntilRound(RoundState.Confirming)).Rounds[0];

        Assert.Equal([Result.Returned, Result.Returned, Result.Adopted], round.Outcomes.Select(o => o.Result));
        Assert.Equal(["A3", "A1", "A2"], round.Contests!.Single().Places.Select(p => p.Single().ToString()));
        await workshop.Card("3 people ranked the wordings of C1: A3, then A1, then A2.");
    }
}
