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

    /// <summary>Of the samples that were answered both before and after; null while there are none.</summary>
    public static Measures? Of(ImmutableList<SampleShown> before, ImmutableList<SampleShown> after)
    {
        var pairs = before.Zip(after).Where(p => !p.First.Unanswered && !p.Second.Unanswered).ToList();
        if (pairs.Count == 0)
            return null;
        var answered = before.RemoveAll(s => s.Unanswered);
        var among = answered.SelectMany((b, i) => answered.Skip(i + 1).Select(o => Alike(b, o))).ToList();
        return new Measures(Length(pairs.Select(p => p.First)), Length(pairs.Select(p => p.Second)), pairs.Average(p => Alike(p.First, p.Second)), among.Count == 0 ? 1 : among.Average())
        {
            Refused = (pairs.Count(p => p.First.Refused), pairs.Count(p => p.Second.Refused), pairs.Count),
        };

        static double Alike(SampleShown one, SampleShown other) => Likeness.Of(one.Words ?? "", other.Words ?? "");
    }

    /// <summary>True when most samples changed between an answer and a refusal.</summary>
    public bool RefusalFlipped => (2 * Refused.Before > Refused.Of) != (2 * Refused.After > Refused.Of);

    /// <summary>True when the responses are clearly less alike than chance alone makes them.</summary>
    public bool Other => Alike < Math.Min(0.5, Noise - 0.2);

    private static int Length(IEnumerable<SampleShown> samples) => (int)Math.Round(samples.Average(s => s.Words?.Length ?? 0));
}

/// <summary>One scenario before and after a version change.</summary>
/// <param name="Targeted">True when an adopted amendment was shown with it.</param>
/// <param name="Verdict">Null when nobody judged.</param>
public sealed record Regression(Scenario Scenario, bool Targeted, Measures Measures, Verdict? Verdict)
{
    /// <summary>True when the model behaves otherwise: the judge says so of most samples, or a refusal came or went in most, or without a judge the words are others.</summary>
    public bool Flipped => Measures.RefusalFlipped || (Verdict?.Flipped ?? Measures.Other);
}
