using System.Collections.Immutable;
using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using Xunit;
using static PolicyBot.Tests.TestKit.Loop;

namespace PolicyBot.Tests.Core.Rounds;

/// <summary>When a redraft may go into the policy without a vote.</summary>
public sealed class ShowingTests
{
    private static readonly Showing NotYet = new(null), Dead = new(null, Never: true);

    private static readonly DateTimeOffset Late = Noon + Showing.Patience;

    [Fact]
    public void It_may_when_every_place_shows_it() => Assert.Equal([A(1)], Seen(Noon, [new(Noon), new(Noon)]));

    [Fact]
    public void A_place_that_can_never_show_it_is_not_waited_for() => Assert.Equal([A(1)], Seen(Noon, [new(Noon), Dead]));

    [Fact]
    public void A_place_that_does_not_show_it_holds_it_up_for_a_while_and_not_for_ever()
    {
        var (ready, next) = Showing.Seen([(A(1), [new(Noon), NotYet])], Noon.AddMinutes(1));

        Assert.Empty(ready);
        Assert.Equal(Late, next);
        Assert.Equal([A(1)], Seen(Late, [new(Noon), NotYet]));
    }

    [Fact]
    public void What_nobody_can_see_never_may() => Assert.All([[NotYet], [Dead, Dead], ImmutableList<Showing>.Empty], places => Assert.Empty(Seen(Late.AddYears(1), places)));

    [Fact]
    public void One_that_is_seen_waits_a_while_for_the_others()
    {
        ImmutableList<(AmendmentId, ImmutableList<Showing>)> two = [(A(1), [new(Noon)]), (A(2), [NotYet])];

        Assert.Empty(Showing.Seen(two, Noon).Ready);
        Assert.Equal([A(1)], Showing.Seen(two, Late).Ready);
        Assert.Equal([A(1), A(2)], Showing.Seen([two[0], (A(2), [new(Noon)])], Noon).Ready);
    }

    private static ImmutableList<AmendmentId> Seen(DateTimeOffset now, ImmutableList<Showing> places) => Showing.Seen([(A(1), places)], now).Ready;
}
