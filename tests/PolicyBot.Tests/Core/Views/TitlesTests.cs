using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.Core.Views;

public sealed class TitlesTests
{
    private const string Long = "The assistant never names a dose for a child who is younger than twelve years, not even one from a leaflet; ";

    private readonly Loop loop = new();

    [Fact]
    public void An_amendment_without_a_rival_is_known_by_the_words_that_it_changes()
    {
        var alone = loop.Replace(1, "It sends people to a pharmacist.");

        Assert.StartsWith("A1 · Change C1: ", Titles.Of(loop.Workshop, alone), StringComparison.Ordinal);
        Assert.DoesNotContain("pharmacist", Titles.Of(loop.Workshop, alone), StringComparison.Ordinal);
    }

    [Fact]
    public void Rivals_which_change_the_same_words_are_known_by_their_own()
    {
        var one = loop.Replace(1, "It sends people to a pharmacist.");
        var other = loop.Replace(1, "It sends people to a doctor.");

        Assert.Equal("A1 · Change C1 to: It sends people to a pharmacist.", Titles.Of(loop.Workshop, one));
        loop.Open();
        Assert.Equal("A2 · Change C1 to: It sends people to a doctor.", Titles.Of(loop.Workshop, other));
    }

    [Fact]
    public void Long_rivals_that_begin_alike_are_told_apart_by_how_they_go_on()
    {
        loop.Replace(1, Long + "it sends people to a pharmacist.");
        loop.Replace(1, Long + "it sends people to a doctor.");
        loop.Replace(1, Long + "it says that it can't.");

        Assert.Equal(
            ["A1: …sends people to a pharmacist.", "A2: …sends people to a doctor.", "A3: …says that it can't."],
            Titles.Of(RivalWordings.Among(loop.Workshop.Drafted)[0]).Select(c => c.Label));
    }
}
