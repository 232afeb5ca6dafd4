using System.Collections.Immutable;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Scenarios;

namespace PolicyBot.Core.Views;

/// <summary>What the model answers to one scenario under two policies.</summary>
internal sealed record Compared(string OneLabel, ImmutableList<SampleShown> One, string OtherLabel, ImmutableList<SampleShown> Other)
{
    public bool Complete => !One.IsEmpty && !Other.IsEmpty;

    /// <summary>True when both are there and any sample differs.</summary>
    public bool Differ => Complete && !One.Select(s => s.Words).SequenceEqual(Other.Select(s => s.Words));

    /// <summary>Today and with only this amendment; for a ratification the provisional version and the one to go back to.</summary>
    public static Compared Of(Shown shown, Amendment amendment, Scenario scenario)
    {
        var today = WhatIf.Today(shown.Workshop, amendment);
        var with = amendment.Proposal is RatifyVersion r ? $"Back to {r.OrElse}" : $"With {amendment.Id}";
        return new(
            $"Today ({today.Number})", shown.Evidence.Of(scenario.Id, today.Policy.Fingerprint),
            with, shown.Evidence.Of(scenario.Id, WhatIf.With(shown.Workshop, amendment).Fingerprint));
    }

    public static Compared Of(Shown shown, (PolicyVersion Before, PolicyVersion After) versions, Scenario scenario) => new(
        $"Before ({versions.Before.Number})", shown.Evidence.Of(scenario.Id, versions.Before.Policy.Fingerprint),
        $"After ({versions.After.Number})", shown.Evidence.Of(scenario.Id, versions.After.Policy.Fingerprint));

    public Responses Block(Scenario scenario) => new(
        $"{scenario.Id} · {Titles.Of(scenario)}", Speaking.Asked(scenario), [Speaking.Answer(OneLabel, One), Speaking.Answer(OtherLabel, Other)]);

    /// <summary>Every sample of both, each pair in turn.</summary>
    public Responses All(Scenario scenario) => new(
        $"{scenario.Id} · {Titles.Of(scenario)}", Speaking.Asked(scenario),
        [.. Enumerable.Range(0, Math.Max(1, Math.Max(One.Count, Other.Count))).SelectMany(i => new[] { Speaking.Answer(OneLabel, One, i), Speaking.Answer(OtherLabel, Other, i) })]);
}
