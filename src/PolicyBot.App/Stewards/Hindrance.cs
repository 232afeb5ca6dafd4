using PolicyBot.Core.Scenarios;

namespace PolicyBot.App.Stewards;

/// <summary>What kept models from advising; the default when nothing did.</summary>
/// <param name="Unreached">The endpoint gave no answer.</param>
/// <param name="Forbidden">What the day's budget has no room for; null when it had.</param>
public readonly record struct Hindrance(bool Unreached, Spending? Forbidden)
{
    /// <summary>How a report says that the budget was in the way.</summary>
    public const string OverBudget = "the day's budget was used up.";

    /// <summary>The judge has not looked at everything, for want of a budget.</summary>
    public bool JudgeWaits { get; init; }

    /// <summary>The judge's endpoint gave no answer.</summary>
    public bool JudgeUnreached { get; init; }

    public bool Any => Unreached || Forbidden is not null;
}
