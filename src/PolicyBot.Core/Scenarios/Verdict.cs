using System.Collections.Immutable;

namespace PolicyBot.Core.Scenarios;

/// <summary>What a judge says about all samples of one scenario before and after a change, each pair of the same number judged by itself.</summary>
/// <param name="Judgements">At most one for each sample, in order; at least one.</param>
public sealed record Verdict(ImmutableList<Judgement> Judgements)
{
    /// <summary>Pairs that were judged.</summary>
    public int Of => Judgements.Count;

    /// <summary>In more than half of the pairs that were judged the behaviour is another one: what one sample of several does may be chance.</summary>
    public bool Flipped => MostOf(Shifted(Shift.Substance), Of);

    /// <summary>The clauses that bear on the scenario in any pair, those that were named most often first.</summary>
    public ImmutableList<ClauseId> Clauses =>
    [
        .. Judgements.SelectMany(j => j.Bearings).GroupBy(b => b.Clause).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Number).Select(g => g.Key),
    ];

    /// <summary>The newest judgement of each sample; null when there is none.</summary>
    /// <param name="judgements">Oldest first.</param>
    public static Verdict? Newest(IEnumerable<Judgement> judgements) =>
        judgements.GroupBy(j => j.Sample).OrderBy(g => g.Key).Select(g => g.Last()).ToImmutableList() is { IsEmpty: false } all ? new(all) : null;

    public int Shifted(Shift shift) => Judgements.Count(j => j.Shift == shift);

    /// <summary>In how many pairs the new response follows a clause, of those in which the judge says whether.</summary>
    public (int Followed, int Of) Following(ClauseId clause) =>
        (Judgements.Count(j => j.Follows(clause) == true), Judgements.Count(j => j.Follows(clause) is not null));

    /// <summary>Whether the new responses follow a clause, which is when more than half do; null where the judge does not say.</summary>
    public bool? Follows(ClauseId clause) => Following(clause) is var (followed, of) && of > 0 ? MostOf(followed, of) : null;

    private static bool MostOf(int some, int all) => 2 * some > all;
}
