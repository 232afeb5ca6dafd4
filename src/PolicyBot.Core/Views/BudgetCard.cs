using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Views;

/// <summary>Tells a facilitator that the day's budget is used up.</summary>
public static class BudgetCard
{
    /// <param name="why">What was spent, and what goes on when.</param>
    public static Card Of(Workshop workshop, string why) => new(
        $"{workshop.Name}: today's budget is used up",
        [new Paragraph(why)],
        [new("Change the budget", Acts.Budget, Look.Primary), new("Round status", Acts.RoundStatus)]);
}
