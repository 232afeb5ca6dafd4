using System.Globalization;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Views;

/// <summary>What models take, in sentences.</summary>
public static class SpendingWords
{
    public const string Raise = "`workshop model budget:TOKENS` or `money:AMOUNT`";

    /// <summary>What a round will take, and whether the day's budget has room for it.</summary>
    public static string Needs(RoundCost cost, Settings settings)
    {
        var all = cost.BeforeVoting + cost.AfterClose;
        var advice = cost.Advice.Calls == 0 ? "" :
            $" Redrafts, their responses and themes may take up to {cost.Advice} more after the close, and more than that where an amendment gets over about {Batch.Most} comments.";
        if (advice.Length > 0 && settings.Budget?.Forbids(cost.Today, all + cost.Advice) == true)
            advice += " What finds no room in a day's budget goes on the next day.";
        if (all.Calls == 0)
            return $"Every sample response that this round needs is there.{advice}";
        var parts = cost.AfterClose.Calls == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $" {cost.BeforeVoting.Calls:N0} of the calls run before voting opens, {cost.AfterClose.Calls:N0} after the close.");
        var tight = settings.Budget is { } budget && budget.Forbids(cost.Today, all)
            ? $" That is more than today's budget has left ({budget}; {cost.Today} are spent): the responses stop at the cap and go on the next day, or when a facilitator raises it with {Raise}."
            : "";
        return $"This round needs about {all}.{parts}{tight}{advice}";
    }

    /// <summary>Why no more responses are run today.</summary>
    public static string Stopped(Budget budget, Spending today) =>
        $"Sample responses have stopped: the workshop's budget is {budget}, and {today} are spent today. They go on tomorrow, or at once when a facilitator raises it with {Raise}.";
}
