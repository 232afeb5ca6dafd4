using CsCheck;
using PolicyBot.Teams.Connector;
using Xunit;

namespace PolicyBot.Tests.Teams;

public sealed class RatesTests
{
    /// <summary>https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit</summary>
    private static readonly (int Count, TimeSpan Window)[] Published =
        [(7, TimeSpan.FromSeconds(1)), (8, TimeSpan.FromSeconds(2)), (60, TimeSpan.FromSeconds(30)), (1_800, TimeSpan.FromHours(1))];

    [Fact]
    public void However_people_ask_the_published_rates_are_kept()
    {
        Gen.Int[0, 700].Array[1, 200].Sample(gaps =>
        {
            var (now, taken) = (TimeSpan.Zero, new List<TimeSpan>());
            foreach (var gap in gaps)
                taken.Add(Rates.Next(taken, now += TimeSpan.FromMilliseconds(gap), Rates.InOneConversation));

            return Published.All(limit => taken.All(t => taken.Count(o => o >= t && o < t + limit.Window) <= limit.Count));
        });
    }

    [Fact]
    public void Two_thousand_messages_at_once_take_more_than_an_hour()
    {
        var taken = new List<TimeSpan>();
        for (var i = 0; i < 2_000; i++)
            taken.Add(Rates.Next(taken, TimeSpan.Zero, Rates.InOneConversation));

        Assert.InRange(taken.Count(t => t < TimeSpan.FromHours(1)), 1_700, 1_800);
        Assert.True(taken[^1] > TimeSpan.FromHours(1));
    }

    [Fact]
    public void Who_asks_seldom_never_waits()
    {
        var taken = new List<TimeSpan>();
        for (var i = 0; i < 100; i++)
        {
            var now = TimeSpan.FromSeconds(i * 3);
            taken.Add(Rates.Next(taken, now, Rates.InOneConversation));
            Assert.Equal(now, taken[^1]);
        }
    }
}
