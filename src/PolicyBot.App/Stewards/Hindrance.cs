using PolicyBot.Core.Scenarios;

namespace PolicyBot.App.Stewards;

/// <summary>What kept models from advising; the default when nothing did.</summary>
/// <param name="Unreached">The endpoint gave no answer.</param>
/// <param name="Forbidden">What the day's budget has no room for; null when it had.</param>
public readonly record struct Hindrance(bool Unreached, Spending? Forbidden)
{
    /// <summary>How a report says that the budget was in the way.</summary>
    public const string OverBudget = "the day's budget was used up.";

    public bool Any => Unreached || Forbidden is not null;
}
