using CsCheck;
using PolicyBot.Core.Consensus;
using Xunit;

namespace PolicyBot.Tests.Core.Consensus;

public sealed class WilsonTests
{
    [Theory]
    [InlineData(1, 1, 0.2065, 1)]
    [InlineData(0, 1, 0, 0.7935)]
    [InlineData(8, 10, 0.4902, 0.9433)]
    [InlineData(200, 300, 0.6115, 0.7176)]
    [InlineData(0, 0, 0, 1)]
    public void The_interval_is_the_published_one(int part, int all, double lower, double upper)
    {
        var interval = Wilson.Of(part, all);

        Assert.Equal(lower, interval.Lower, 4);
        Assert.Equal(upper, interval.Upper, 4);
    }

    [Fact]
    public void One_voice_never_outranks_two_hundred_of_three_hundred() =>
        Assert.True(Wilson.Of(1, 1).Lower < Wilson.Of(200, 300).Lower);

    [Fact]
    public void The_interval_holds_the_share_and_one_more_agreement_never_lowers_it() =>
        Gen.Select(Gen.Int[0, 5000], Gen.Int[0, 5000]).Sample((agree, disagree) =>
        {
            if (agree + disagree == 0)
                return;
            var share = (double)agree / (agree + disagree);
            var (before, after) = (Wilson.Of(agree, agree + disagree), Wilson.Of(agree + 1, agree + disagree + 1));
            Assert.InRange(share, before.Lower, before.Upper);
            Assert.InRange(before.Lower, 0, 1);
            Assert.InRange(before.Upper, 0, 1);
            Assert.True(after.Lower >= before.Lower);
        });
}
