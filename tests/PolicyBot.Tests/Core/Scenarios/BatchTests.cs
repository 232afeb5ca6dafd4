using PolicyBot.Core.Scenarios;
using Xunit;

namespace PolicyBot.Tests.Core.Scenarios;

public sealed class BatchTests
{
    /// <summary>A text of 36 tokens; with its number 40.</summary>
    private static readonly string Text = new('x', 4 * 36);

    [Theory]
    [InlineData(400, 10)]
    [InlineData(399, 9)]
    [InlineData(100_000, 100)]
    [InlineData(10, 1)]
    [InlineData(-5, 1)]
    public void As_many_texts_go_together_as_fit_but_at_least_one_and_no_more_than_an_answer_holds(int tokens, int fitting) =>
        Assert.Equal(fitting, Batch.Fitting(Enumerable.Repeat(Text, 3_000), tokens));

    [Fact]
    public void Nothing_fits_out_of_nothing() => Assert.Equal(0, Batch.Fitting([], 1_000));

    [Fact]
    public void A_character_that_is_a_token_of_its_own_takes_more_room() =>
        Assert.True(Batch.Fitting(Enumerable.Repeat("医生必须说明药的剂量", 90), 300) < Batch.Fitting(Enumerable.Repeat("ten chars.", 90), 300));
}
