using System.Collections.Immutable;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Views;
using Xunit;

namespace PolicyBot.Tests.TestKit;

/// <summary>What every card keeps, so that every channel can show it.</summary>
public static class CardLimits
{
    public static void AssertKept(Card card)
    {
        Assert.InRange(card.Title.Length, 1, 120);
        Assert.DoesNotContain('\n', card.Title);
        Assert.InRange(PlainText.Of(card).Length, 1, 3_500);
        Assert.InRange(card.Buttons.Count, 0, 6);
        Assert.Equal(card.Buttons.Count, card.Buttons.Select(b => b.Act).Distinct().Count());
        Assert.All(card.Buttons, b => Assert.InRange(b.Label.Length, 1, 80));
        Assert.All(card.Buttons, b => Assert.InRange(b.Act.Length, 1, 100));
        Assert.All(card.Buttons, b => Assert.IsNotType<NotUnderstood>(CommandReader.Read(b.Act, ImmutableDictionary<string, string>.Empty)));
        foreach (var chart in card.Blocks.OfType<Bars>().Select(b => b.Chart))
        {
            Assert.All(chart.Rows, r => Assert.Equal(chart.Series.Count, r.Values.Count));
            Assert.All(chart.Rows, r => Assert.InRange(r.Label.Length, 1, 40));
            Assert.All(chart.Rows, r => Assert.NotEmpty(r.Says));
        }
    }
}
