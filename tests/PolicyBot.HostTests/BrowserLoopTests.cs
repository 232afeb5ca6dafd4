using PolicyBot.HostTests.TestKit;
using Xunit;

namespace PolicyBot.HostTests;

public sealed class BrowserLoopTests
{
    private const string Wording =
        "You must not change an account, a fine or a loan; say which desk can, and when it is open, and offer to write down the case for that desk.";

    [Fact]
    public async Task Three_people_take_an_amendment_through_the_whole_loop_in_the_browser()
    {
        await using var chromium = await Chromium.Start();
        await using var demo = await DemoProcess.Start(TestContext.Current.CancellationToken);
        var maya = new Visitor(await chromium.Person(1400, 1000), "Maya");
        var tomas = new Visitor(await chromium.Person(1400, 1000), "Tomás");
        var aisha = new Visitor(await chromium.Person(390, 844), "Aisha");
        foreach (var visitor in new[] { maya, tomas, aisha })
            await visitor.Enters(demo.Address);

        await tomas.Says("/clause amend C5");
        await tomas.Fills(("wording", Wording), ("why", "People come back three times for the same fine."), ("scenario", "S4"));
        await tomas.Photographs("01-proposed");

        await maya.Says("/round open 2d");
        await maya.Presses("Open the round", "Open R1");
        await maya.Sees("A3", "offer to write down the case");
        await aisha.Sees("A3", "Today");
        await aisha.Sees("A3", "With A3");
        await maya.Photographs("02-open");
        await aisha.Photographs("02-open-phone");

        foreach (var visitor in new[] { maya, tomas, aisha })
        {
            await visitor.Presses("Agree", "A3");
            await visitor.Presses("Agree", "A1");
            await visitor.Presses("Disagree", "A2");
        }

        await aisha.Presses("Comment", "A2");
        await aisha.Fills(("words", "Please say which titles a parent may still ask for, for instance school books."));
        await aisha.Photographs("03-voted-phone");

        await maya.Says("/round close");
        await maya.Presses("Close the round", "End voting");
        await tomas.Sees("R1", "v2");
        await tomas.Says("/policy diff");
        await tomas.Photographs("04-version-2");

        foreach (var visitor in new[] { maya, tomas, aisha })
            await visitor.Presses("Matches what I meant", "Is this what you meant");
        await aisha.Photographs("05-confirmed-phone");

        await maya.Says("/round publish");
        await maya.Presses("Publish the round", "Publish R1");
        await aisha.Sees("Report", "3 of 3");
        await maya.Photographs("06-report");
        await aisha.Photographs("06-report-phone");

        foreach (var (visitor, picture) in new[] { (maya, "07-report-page"), (aisha, "07-report-page-phone") })
        {
            await visitor.Follows("Report with pictures and exports", "report");
            await visitor.Reads("Report of round 1");
            await visitor.SeesThePicture("main img");
            await visitor.Photographs(picture, whole: true);
        }

        await maya.Page.GotoAsync($"{demo.Address}/w/library-assistant/policy?from=1&to=2");
        await maya.Reads("offer to write down the case");
        await maya.Photographs("08-policy-diff", whole: true);
    }
}
