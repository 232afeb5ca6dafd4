using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Scenarios;

/// <summary>One run that is wanted.</summary>
/// <param name="Policy">What the model is conditioned on.</param>
/// <param name="Version">The version that it is; null for a version with one amendment applied.</param>
/// <param name="Amendment">The amendment whose effect it shows; null where a whole version is tried.</param>
/// <param name="Sample">Counted from 1.</param>
public sealed record Trial(Scenario Scenario, Policy Policy, VersionNumber? Version, AmendmentId? Amendment, int Sample)
{
    /// <summary>SHA-256 (hex) over scenario, policy text, model and sample number: what is never run twice.</summary>
    /// <param name="modelTag">Provider, model and parameters, canonical.</param>
    public string Key(string modelTag)
    {
        // None of the parts can hold these separators: Wording refuses control characters.
        var turns = string.Join('\u001e', Scenario.Turns.Select(t => $"{t.Speaker}\u001f{t.Words}"));
        var content = string.Join('\u001d', Scenario.Id, Scenario.Background?.ToString(), turns,
            Policy.Fingerprint, modelTag, Sample.ToString(CultureInfo.InvariantCulture));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }
}

/// <summary>Which runs a workshop needs now: what the stewards of trials compare with what is there.</summary>
public static class TrialPlan
{
    /// <summary>
    /// Before a close: for each amendment of the running round its active scenarios without a policy, under the round's base
    /// version and under that with the amendment alone. After a close that made a version: all active scenarios under both versions.
    /// Distinct by scenario, policy text and sample, the first sample of each first; empty without a round.
    /// </summary>
    public static IReadOnlyList<Trial> For(Workshop workshop) => workshop.Running switch
    {
        { State: RoundState.Preparing or RoundState.Open or RoundState.Paused } round => Distinct(
            round.Amendments.Select(workshop.Find).OfType<Amendment>().SelectMany(a => OfAmendment(workshop, a))),
        { State: RoundState.Closed or RoundState.Confirming, Made: { } made } round => Distinct(
            Active(workshop, workshop.Scenarios.Values).SelectMany(s => new[] { round.Base, made }.SelectMany(v => OfVersion(workshop, s, v)))),
        _ => [],
    };

    /// <summary>The same for one amendment, also one that no round holds yet: then on the current version.</summary>
    public static IReadOnlyList<Trial> ForAmendment(Workshop workshop, Amendment amendment) => Distinct(OfAmendment(workshop, amendment));

    /// <summary>The same for every drafted redraft: its card shows what it changes before anything is done with it. None while a round
    /// waits for its own samples.</summary>
    public static IReadOnlyList<Trial> OfRedrafts(Workshop workshop) => workshop.Running is { State: RoundState.Preparing or RoundState.Closed }
        ? []
        : Distinct(Redrafting.Open(workshop).SelectMany(a => OfAmendment(workshop, a)));

    private static IEnumerable<Trial> OfAmendment(Workshop workshop, Amendment amendment)
    {
        var (today, with) = (WhatIf.Today(workshop, amendment), WhatIf.With(workshop, amendment));
        foreach (var scenario in Active(workshop, amendment.Scenarios.Select(workshop.Find)))
        {
            foreach (var trial in Samples(workshop, new(scenario, today.Policy, today.Number, amendment.Id, 1)))
                yield return trial;
            foreach (var trial in Samples(workshop, new(scenario, with, null, amendment.Id, 1)))
                yield return trial;
            foreach (var trial in Samples(workshop, new(scenario, Policy.Empty, null, amendment.Id, 1)))
                yield return trial;
        }
    }

    /// <summary>All active scenarios under one version.</summary>
    public static IReadOnlyList<Trial> UnderVersion(Workshop workshop, VersionNumber number) =>
        Distinct(Active(workshop, workshop.Scenarios.Values).SelectMany(s => OfVersion(workshop, s, number)));

    private static IEnumerable<Trial> OfVersion(Workshop workshop, Scenario scenario, VersionNumber number) =>
        workshop.Find(number) is { } version ? Samples(workshop, new(scenario, version.Policy, number, null, 1)) : [];

    private static IEnumerable<Trial> Samples(Workshop workshop, Trial first) =>
        Enumerable.Range(1, workshop.Settings.Samples).Select(n => first with { Sample = n });

    private static IEnumerable<Scenario> Active(Workshop workshop, IEnumerable<Scenario?> scenarios) =>
        scenarios.OfType<Scenario>().Where(s => !s.Retired);

    private static List<Trial> Distinct(IEnumerable<Trial> trials) =>
        [.. trials.DistinctBy(t => (t.Scenario.Id, t.Policy.Fingerprint, t.Sample)).OrderBy(t => t.Sample)];
}
