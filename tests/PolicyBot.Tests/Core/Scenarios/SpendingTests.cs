using PolicyBot.Core;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using Xunit;

namespace PolicyBot.Tests.Core.Scenarios;

public sealed class SpendingTests
{
    [Fact]
    public void What_calls_take_reads_as_people_say_it() =>
        Assert.Equal(
            ["240 calls, 310,000 tokens, $0.90", "1 call, 12 tokens", "0 calls, 0 tokens, $0.00", "2 calls, 9 tokens, $0.0004"],
            new[] { new Spending(240, 310_000, 0.9m), new(1, 12, null), Spending.None, new(2, 9, 0.0004m) }.Select(s => s.ToString()));

    [Fact]
    public void Money_that_is_not_known_stays_unknown_in_a_sum() => Assert.Null((new Spending(1, 10, 0.5m) + new Spending(1, 10, null)).Money);

    [Theory]
    [InlineData(1_000, null, false)]
    [InlineData(999, null, true)]
    [InlineData(null, 0.50, false)]
    [InlineData(null, 0.49, true)]
    [InlineData(null, null, false)]
    public void A_budget_forbids_what_would_pass_a_cap(int? tokens, double? money, bool forbids) =>
        Assert.Equal(forbids, new Budget(tokens, (decimal?)money).Forbids(new(3, 900, 0.4m), new(1, 100, 0.1m)));

    [Fact]
    public void Under_a_cap_in_money_what_has_no_price_is_forbidden_and_under_one_in_tokens_it_is_not()
    {
        Assert.True(new Budget(null, 1).Forbids(Spending.None, new(1, 10, null)));
        Assert.True(new Budget(null, 1).Forbids(new(1, 10, null), new(1, 10, 0)));
        Assert.False(new Budget(100, null).Forbids(new(1, 10, null), new(1, 10, null)));
    }

    [Fact]
    public void What_has_no_price_counts_at_the_dearest_that_is_known()
    {
        Assert.Equal(new Price(3, 8), Price.Dearest([new(3, 4), null, new(2, 8)]));
        Assert.Null(Price.Dearest([null]));
    }

    [Fact]
    public void A_judge_reads_both_responses_beside_the_policy_and_the_scenario()
    {
        var scenario = new Scenario(new(1), Text.Of("t", "s"), null, [new Turn(Speaker.User, Text.Of(new string('y', 800), "s"))], new("P1"));

        // 800 of the prompt and 1,200 of the frame are 500 tokens; twice 100 of the responses; 200 of the judgement.
        Assert.Equal(new Spending(1, 900, ((700 * 2m) + (200 * 8m)) / 1_000_000), Estimating.OfComparing([new(scenario, Policy.Empty, null, null, 1)], new Rates(new(2, 8), 100)));
    }

    [Fact]
    public void Why_it_stopped_names_what_was_counted_by_guess()
    {
        var today = new Spending(4, 900, 0.4m) { Estimated = 2, Unpriced = 100 };

        Assert.Contains("4 calls, 900 tokens, $0.40 are spent today, 2 of the calls counted by the length of their words as the endpoint did not say what they took, 100 of the tokens at the dearest price that is known here as their model has none, and the next call may take up to 100 tokens, $0.20. They go on tomorrow", SpendingWords.Stopped(new(null, 0.5m), today, new(1, 100, 0.2m)), StringComparison.Ordinal);
        Assert.Contains("may take up to 1,200 tokens. They go on when a facilitator raises it", SpendingWords.Stopped(new(1_000, null), Spending.None, new(1, 1_200, 1)), StringComparison.Ordinal);
        Assert.DoesNotContain("dearest", SpendingWords.Stopped(new(1_000, null), today, new(1, 200, null)), StringComparison.Ordinal);
        Assert.Contains("what its model costs is not known here any more", SpendingWords.Stopped(new(null, 0.5m), today, new(1, 100, null)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_is_expected_to_read_its_policy_its_scenario_and_the_frame()
    {
        var policy = new Policy([new Clause(new(1), Text.Of(new string('x', 3_994), "s"))]);
        var scenario = new Scenario(new(1), Text.Of("t", "s"), null, [new Turn(Speaker.User, Text.Of(new string('y', 800), "s"))], new("P1"));
        Trial[] trials = [new(scenario, policy, null, null, 1), new(scenario, policy, null, null, 2)];

        // (4,000 of the clause with its id, 800 of the prompt, 1,200 of the frame) / 4 + 100 of the answer.
        Assert.Equal(new Spending(2, 2 * 1_600, 2 * ((1_500 * 2m) + (100 * 8m)) / 1_000_000), Estimating.Of(trials, new Rates(new(2, 8), 100)));
    }

    [Fact]
    public void A_day_ends_at_the_workshops_midnight()
    {
        var evening = new DateTimeOffset(2026, 11, 23, 23, 30, 0, TimeSpan.Zero);

        Assert.Equal((new DateOnly(2026, 11, 23), new DateOnly(2026, 11, 24)), (Days.Of(evening, "UTC"), Days.Of(evening, "Europe/Berlin")));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 23, 0, 0, TimeSpan.Zero), Days.NextAfter(evening, "Europe/Berlin"));
    }
}
