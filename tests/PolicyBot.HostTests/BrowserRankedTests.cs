using PolicyBot.HostTests.TestKit;
using Xunit;

namespace PolicyBot.HostTests;

public sealed class BrowserRankedTests
{
    private const string Desk = "You must not change an account, a fine or a loan; say which desk can, when it is open, and how to reach it.";
    private const string Case = "You must not change an account, a fine or a loan; offer to write down the case for the desk.";

    [Fact]
    public async Task Three_people_rank_two_wordings_of_one_clause_in_the_browser()
    {
        await using var chromium = await Chromium.Start();
        await using var demo = await DemoProcess.Start(TestContext.Current.CancellationToken);
        var maya = new Visitor(await chromium.Person(1400, 1000), "Maya");
        var tomas = new Visitor(await chromium.Person(1400, 1000), "Tomás");
        var aisha = new Visitor(await chromium.Person(390, 844), "Aisha");
        foreach (var visitor in new[] { maya, tomas, aisha })
            await visitor.Enters(demo.Address);
        await tomas.Says("/clause amend C5");
        await tomas.Fills(("wording", Desk), ("why", "People are sent to the wrong desk."), ("scenario", "S4"));
        await aisha.Says("/clause amend C5");
        await aisha.Fills(("wording", Case), ("why", "People tell their case three times."), ("scenario", "S4"));
        await maya.Says("/round open 2d only:A3,A4 rivals:ranked");
        await maya.Sees("Open R1", "Rival wordings of one clause are ranked");
        await maya.Photographs("11-rivals-asked");
        await maya.Presses("Open the round", "Open R1");

        foreach (var visitor in new[] { maya, tomas, aisha })
        {
            await visitor.Presses("Agree", "A3");
            await visitor.Presses("Agree", "A4");
            await visitor.Says("/ballot");
            await visitor.Sees("which wording of C5", "offer to write down the case");
            await visitor.Photographs(visitor == aisha ? "12-rank-phone" : "12-rank");
            await visitor.Presses("Rank C5", "which wording of C5");
            await visitor.Photographs(visitor == aisha ? "13-rank-form-phone" : "13-rank-form");
            await visitor.Fills(("first", visitor == tomas ? "A3" : "A4"));
            await visitor.Sees("You have voted on all 2 amendments", "Wordings of C5");
        }

        await maya.Says("/round close");
        await maya.Presses("Close the round", "End voting");
        await aisha.Sees("R1 closed", "A4, then A3. 2 prefer A4 to A3, 1 the other way round.");
        await aisha.Photographs("14-ranked-result-phone");
        await maya.Photographs("14-ranked-result");
    }
}
