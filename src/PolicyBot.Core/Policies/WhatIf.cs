using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Policies;

/// <summary>The policies that an amendment's card compares; trials run under exactly these, so that their evidence is found.</summary>
public static class WhatIf
{
    /// <summary>The version that an amendment would change: its round's base, the current one while it is drafted, the one before where it was put in without a vote.</summary>
    public static PolicyVersion Today(Workshop workshop, Amendment amendment)
    {
        if (amendment.Proposal is RatifyVersion { Version: var provisional } && workshop.Find(provisional) is { } kept)
            return kept;
        if (amendment.Applied is { } made && workshop.Find(new VersionNumber(made.Number - 1)) is { } replaced)
            return replaced;
        var round = workshop.Rounds.LastOrDefault(r => r.Amendments.Contains(amendment.Id));
        return round is { State: not Rounds.RoundState.Cancelled and not Rounds.RoundState.Void } && workshop.Find(round.Base) is { } version ? version : workshop.Current;
    }

    /// <summary>Why an amendment changes nothing of that version, in one sentence; null when it fits.</summary>
    public static string? WhyNot(Workshop workshop, Amendment amendment) =>
        Today(workshop, amendment) is var today && Adoption.Apply(today.Policy, workshop.ClausesMadeBy(today.Number), [amendment]).Conflicts is [var conflict, ..] ? conflict.Why : null;

    /// <summary>That version with this amendment alone; for a ratification the version to go back to.</summary>
    public static Policy With(Workshop workshop, Amendment amendment)
    {
        var today = Today(workshop, amendment);
        if (amendment.Proposal is RatifyVersion { OrElse: var orElse })
            return workshop.Find(orElse)?.Policy ?? today.Policy;
        // Counted up to that version, not now: a later version must not change which text was tried.
        return Adoption.Apply(today.Policy, workshop.ClausesMadeBy(today.Number), [amendment]).Policy;
    }
}
