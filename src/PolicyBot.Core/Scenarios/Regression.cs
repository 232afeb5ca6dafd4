using System.Collections.Immutable;

namespace PolicyBot.Core.Scenarios;

/// <summary>What can be measured of a change without any model.</summary>
/// <param name="Before">Mean length of the responses, in characters; so is <paramref name="After"/>.</param>
/// <param name="Alike">Mean likeness of samples with the same number, before and after, 0–1.</param>
/// <param name="Noise">Mean likeness of the samples among themselves before the change, 0–1: what chance alone changes.</param>
public sealed record Measures(int Before, int After, double Alike, double Noise)
{
    /// <summary>Samples that were refused.</summary>
    public (int Before, int After, int Of) Refused { get; init; }

    /// <summary>Null while responses are missing.</summary>
    public static Measures? Of(ImmutableList<SampleShown> before, ImmutableList<SampleShown> after)
    {
        if (before.IsEmpty || after.IsEmpty)
            return null;
        var pairs = before.Zip(after, (b, a) => Likeness.Of(b.Words ?? "", a.Words ?? "")).ToList();
        var among = before.SelectMany((b, i) => before.Skip(i + 1).Select(o => Likeness.Of(b.Words ?? "", o.Words ?? ""))).ToList();
        return new Measures(Length(before), Length(after), pairs.Average(), among.Count == 0 ? 1 : among.Average())
        {
            Refused = (before.Count(s => s.Refused), after.Count(s => s.Refused), pairs.Count),
        };
    }

    /// <summary>True when most samples changed between an answer and a refusal.</summary>
    public bool RefusalFlipped => (2 * Refused.Before > Refused.Of) != (2 * Refused.After > Refused.Of);

    /// <summary>True when the responses are clearly less alike than chance alone makes them.</summary>
    public bool Other => Alike < Math.Min(0.5, Noise - 0.2);

    private static int Length(ImmutableList<SampleShown> samples) => (int)Math.Round(samples.Average(s => s.Words?.Length ?? 0));
}

/// <summary>One scenario before and after a version change.</summary>
/// <param name="Targeted">True when an adopted amendment was shown with it.</param>
/// <param name="Verdict">Null when nobody judged.</param>
public sealed record Regression(Scenario Scenario, bool Targeted, Measures Measures, Verdict? Verdict)
{
    /// <summary>True when the model behaves otherwise: the judge says so of most samples, or a refusal came or went in most, or without a judge the words are others.</summary>
    public bool Flipped => Measures.RefusalFlipped || (Verdict?.Flipped ?? Measures.Other);
}
