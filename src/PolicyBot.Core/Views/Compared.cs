using System.Collections.Immutable;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Scenarios;

namespace PolicyBot.Core.Views;

/// <summary>What one model answers to one scenario under two policies.</summary>
internal sealed record Compared(string OneLabel, ImmutableList<SampleShown> One, string OtherLabel, ImmutableList<SampleShown> Other)
{
    private const string BareLabel = "Without a policy";

    /// <summary>The responses without any policy; empty where they are one of the two.</summary>
    public ImmutableList<SampleShown> Bare { get; init; } = [];

    /// <summary>Why a difference is not, or not surely, the policy's doing: another model, parameters or build; null when there is no reason.</summary>
    public string? Caveat { get; init; }

    public bool Complete => !One.IsEmpty && !Other.IsEmpty;

    /// <summary>True when both are there, made alike, and any sample differs: never for what another model did.</summary>
    public bool Differ => Complete && MadeAlike && !One.Select(s => s.Words).SequenceEqual(Other.Select(s => s.Words));

    /// <summary>True when both are there, made alike, and no sample differs.</summary>
    public bool Same => Complete && MadeAlike && !Differ;

    /// <summary>True when both are there by the same model with the same parameters.</summary>
    public bool MadeAlike => Complete && One[0].Tag == Other[0].Tag && (Named(One), Named(Other)) is var (one, other) && (one.Count == 0 || other.Count == 0 || one.SetEquals(other));

    /// <summary>Today and with only this amendment; for a ratification the provisional version and the one to go back to.
    /// Without saying which is which while its confirming is blind.</summary>
    public static Compared Of(Shown shown, Amendment amendment, Scenario scenario)
    {
        var today = WhatIf.Today(shown.Workshop, amendment);
        var with = amendment.Proposal is RatifyVersion r ? $"Back to {r.OrElse}" : $"With {amendment.Id}";
        var pair = Alike(shown, scenario, ($"Today ({today.Number})", today.Policy), (with, WhatIf.With(shown.Workshop, amendment)));
        if (today.Policy.Clauses.Any() && !pair.One.IsEmpty)
            pair = pair with { Bare = [.. shown.Evidence.Of(scenario.Id, Policy.Empty.Fingerprint).Where(s => s.Tag == pair.One[0].Tag)] };
        // What is asked blind must be told nowhere else meanwhile; one adopted alone has the same responses as the new version.
        return Speaking.RoundOf(shown.Workshop, amendment.Id) is { } round && Blinding.Hides(round) && Confirming.Asked(shown.Workshop, round).Exists(a => a.Id == amendment.Id)
            ? pair.Blinded(Blinding.NewFirst(round, amendment.Id))
            : pair;
    }

    public static Compared Of(Shown shown, (PolicyVersion Before, PolicyVersion After) versions, Scenario scenario) => Alike(
        shown, scenario, ($"Before ({versions.Before.Number})", versions.Before.Policy), ($"After ({versions.After.Number})", versions.After.Policy));

    /// <summary>The same without saying which is which: the other one comes first where the lot says so.</summary>
    public Compared Blinded(bool otherFirst) => this with
    {
        OneLabel = "Response 1",
        One = otherFirst ? Other : One,
        OtherLabel = "Response 2",
        Other = otherFirst ? One : Other,
        Caveat = Caveat is null ? null : "Another model or another build may have answered one of the two; the report will say which.",
    };

    /// <summary>The first sample of each, and what keeps them from being compared.</summary>
    public IEnumerable<Block> Blocks(Scenario scenario) => Told(new Responses(
        Title(scenario), Speaking.Asked(scenario),
        [Speaking.Answer(OneLabel, One), Speaking.Answer(OtherLabel, Other), .. Bare.IsEmpty ? Array.Empty<Answer>() : [Speaking.Answer(BareLabel, Bare)]]));

    /// <summary>Every sample of all, those with the same number in turn.</summary>
    public IEnumerable<Block> All(Scenario scenario) => Told(new Responses(
        Title(scenario), Speaking.Asked(scenario),
        [.. Enumerable.Range(0, Math.Max(1, Math.Max(One.Count, Other.Count))).SelectMany(Numbered)]));

    private IEnumerable<Answer> Numbered(int sample) =>
    [
        Speaking.Answer(OneLabel, One, sample), Speaking.Answer(OtherLabel, Other, sample),
        .. sample < Bare.Count ? [Speaking.Answer(BareLabel, Bare, sample)] : Array.Empty<Answer>(),
    ];

    private IEnumerable<Block> Told(Responses responses) => Caveat is { } caveat ? [responses, new Paragraph(caveat)] : [responses];

    private static string Title(Scenario scenario) => $"{scenario.Id} · {Titles.Of(scenario)}";

    private static Compared Alike(Shown shown, Scenario scenario, (string Label, Policy Policy) one, (string Label, Policy Policy) other)
    {
        var (ones, others) = (shown.Evidence.Of(scenario.Id, one.Policy.Fingerprint), shown.Evidence.Of(scenario.Id, other.Policy.Fingerprint));
        var shared = ones.Where(s => others.Any(o => o.Tag == s.Tag)).Select(s => s.Tag).FirstOrDefault();
        var pair = new Compared(one.Label, Made(ones, shared), other.Label, Made(others, shared));
        return pair with { Caveat = pair.Complete ? WhyCareful(pair, ones.Concat(others).Select(s => s.Tag).Distinct().Count() > 1) : null };
    }

    /// <summary>Who the endpoint says has answered; where a filter or a time-out left no words, nobody has.</summary>
    private static HashSet<string?> Named(ImmutableList<SampleShown> samples) => [.. samples.Where(s => s.Words is not null).Select(s => s.AnsweredBy)];

    private static ImmutableList<SampleShown> Made(ImmutableList<SampleShown> samples, string? tag) =>
        samples.IsEmpty ? samples : samples.RemoveAll(s => s.Tag != (tag ?? samples[0].Tag));

    private static string NamesOf(ImmutableList<SampleShown> samples) => string.Join(" and ", Named(samples).Select(n => n ?? "another model"));

    private static string? WhyCareful(Compared pair, bool changed)
    {
        var (one, other) = (pair.One[0], pair.Other[0]);
        if (one.Tag != other.Tag)
            return $"{pair.OneLabel} was answered by {one.Tag}, {pair.OtherLabel} by {other.Tag}: a difference may be the model's, so it is not counted as the policy's.";
        if (!pair.MadeAlike)
            return $"The endpoint says that {NamesOf(pair.One)} answered one and {NamesOf(pair.Other)} the other: a difference may be the model's, so it is not counted as the policy's.";
        if (pair.One.Concat(pair.Other).Select(s => s.Build).OfType<string>().Distinct().ToList() is [var first, var second, ..])
            return $"The endpoint reports another build of the model between the responses ({first}, {second}); part of a difference may come from it.";
        return changed ? $"The model or its parameters have changed: all responses here are by {one.Tag}, others are not shown." : null;
    }
}
