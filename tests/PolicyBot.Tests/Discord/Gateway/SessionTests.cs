using PolicyBot.Discord.Gateway;
using Xunit;

namespace PolicyBot.Tests.Discord.Gateway;

public sealed class SessionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null)]
    [InlineData(1001)]
    [InlineData(1006)]
    [InlineData(4000)]
    [InlineData(4001)]
    [InlineData(4002)]
    [InlineData(4009)]
    public void A_dropped_socket_goes_on_where_it_was(int? code) => Assert.IsType<GoOn>(CloseCodes.After(code));

    [Theory]
    [InlineData(1000)]
    [InlineData(4003)]
    [InlineData(4005)]
    [InlineData(4007)]
    [InlineData(4008)]
    public void A_lost_session_begins_again(int code) => Assert.IsType<BeginAgain>(CloseCodes.After(code));

    [Theory]
    [InlineData(4004, "Discord__Token")]
    [InlineData(4010, "shard")]
    [InlineData(4011, "shards")]
    [InlineData(4012, "version")]
    [InlineData(4013, "intents")]
    [InlineData(4014, "Developer Portal")]
    public void What_trying_again_does_not_mend_is_named(int code, string what) =>
        Assert.Contains(what, Assert.IsType<GiveUp>(CloseCodes.After(code)).What);

    [Fact]
    public void Sessions_wait_when_Discord_has_none_left_and_before_a_day_has_seen_a_thousand()
    {
        var budget = IdentifyBudget.Fresh;
        Assert.Equal(TimeSpan.Zero, budget.WaitFrom(Now, new StartLimit(1_000, 5, 60_000, 1)));
        Assert.Equal(TimeSpan.FromMinutes(1), budget.WaitFrom(Now, new StartLimit(1_000, 0, 60_000, 1)));
        for (var i = 0; i < 900; i++)
            budget = budget.Spend(Now.AddSeconds(i));

        Assert.Equal(TimeSpan.FromHours(23), budget.WaitFrom(Now.AddHours(1), null));
        Assert.Equal(TimeSpan.Zero, budget.WaitFrom(Now.AddHours(24).AddSeconds(1), null));
    }

    [Fact]
    public void Failures_in_a_row_wait_longer_and_longer_up_to_ten_minutes()
    {
        Assert.Equal(TimeSpan.FromSeconds(2), IdentifyBudget.Backoff(1, 1));
        Assert.Equal(TimeSpan.FromSeconds(1), IdentifyBudget.Backoff(1, 0));
        Assert.Equal(TimeSpan.FromSeconds(600), IdentifyBudget.Backoff(50, 1));
    }

    [Fact]
    public void A_session_is_resumed_behind_the_oldest_event_that_was_not_handled()
    {
        var sequences = new Sequences();
        sequences.Begin(1);
        Assert.True(sequences.IsNew(2) && sequences.IsNew(4) && sequences.IsNew(3));
        sequences.Done(2);
        sequences.Done(4);

        Assert.Equal(2, sequences.Handled);
        Assert.Equal(4, sequences.Newest);
        Assert.False(sequences.IsNew(4));
        sequences.Done(3);
        Assert.Equal(4, sequences.Handled);
    }
}
