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
            ? $" That is more than today's budget has left ({budget}; {Spent(budget, cost.Today)}): {(budget.Forbids(Spending.None, cost.First) ? "one response may take more than a whole day's budget, so none runs until a facilitator raises it with" : "the responses stop at the cap and go on the next day, or when a facilitator raises it with")} {Raise}."
            : "";
        return $"This round needs about {all}.{parts}{tight}{advice}";
    }

    /// <summary>Why no more responses are run today.</summary>
    /// <param name="next">What the next one may take.</param>
    public static string Stopped(Budget budget, Spending today, Spending next) => budget.Money is not null && next.Money is null
        ? $"Sample responses have stopped: the workshop's budget is {budget}, and what its model costs is not known here any more. They go on when whoever runs PolicyBot sets Models__Prices, or when a facilitator takes another model with `workshop model model:NAME` or the cap off with `workshop model money:off`."
        : string.Create(CultureInfo.InvariantCulture, $"Sample responses have stopped: the workshop's budget is {budget}. {Spent(budget, today)}, and the next call may take up to {next.Tokens:N0} tokens{(next.Money is { } money && budget.Money is not null ? $", {Budget.Dollars(money)}" : "")}. ")
            + (budget.Forbids(Spending.None, next)
                ? $"They go on when a facilitator raises it with {Raise}, or shortens answers with `workshop model answer:TOKENS`."
                : $"They go on tomorrow, or at once when a facilitator raises it with {Raise}.");

    /// <summary>Why the judge has not looked at everything; the round goes on without it.</summary>
    public static string JudgeStopped(Budget budget) =>
        $"The judge has stopped before it looked at every response: the workshop's budget is {budget}, and the next judgement may take more than is left. The round goes on without it. It looks at the rest tomorrow if the round is not published by then, or at once when a facilitator raises the budget with {Raise}.";

    /// <summary>What was spent, and what of it is a guess.</summary>
    private static string Spent(Budget budget, Spending today) => string.Create(
        CultureInfo.InvariantCulture,
        $"{today} are spent today{(today.Estimated == 0 ? "" : $", {today.Estimated:N0} of the calls counted by the length of their words as the endpoint did not say what they took")}{(today.Unpriced == 0 || budget.Money is null ? "" : $", {today.Unpriced:N0} of the tokens at the dearest price that is known here as their model has none")}");
}
