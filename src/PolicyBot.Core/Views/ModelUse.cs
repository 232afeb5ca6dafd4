using System.Collections.Immutable;
using PolicyBot.Core.Rounds;

namespace PolicyBot.Core.Views;

/// <summary>What the model did for a round, from its preparation to its publication.</summary>
/// <param name="Models">Names of the models that answered.</param>
/// <param name="Failed">Samples that hold no response.</param>
/// <param name="Tokens">Read and written; 0 where the model doesn't tell.</param>
/// <param name="Took">The time of all answers together.</param>
public sealed record ModelUse(ImmutableList<string> Models, int Samples, int Failed, (long Read, long Written) Tokens, TimeSpan Took)
{
    /// <summary>In $; null where the price or the tokens of a response are not known.</summary>
    public decimal? Money { get; init; }

    public static readonly ModelUse None = new([], 0, 0, (0, 0), TimeSpan.Zero);

    /// <summary>Adds up the samples that ran while the round lasted.</summary>
    public static ModelUse Of(Round round, IEnumerable<(DateTimeOffset At, string Model, ModelWork Work)> samples)
    {
        var own = samples.Where(s => s.At >= round.PreparingSince && (round.PublishedAt is not { } end || s.At <= end)).ToList();
        return new ModelUse(
            [.. own.Select(s => s.Model).Distinct().Order(StringComparer.Ordinal)], own.Count, own.Count(s => !s.Work.Answered),
            (own.Sum(s => s.Work.Read), own.Sum(s => s.Work.Written)), TimeSpan.FromTicks(own.Sum(s => s.Work.Took.Ticks)))
        {
            Money = own.Where(s => s.Work.Answered).Aggregate((decimal?)0, (sum, s) => sum + s.Work.Money),
        };
    }
}

/// <summary>What one sample took.</summary>
/// <param name="Read">Tokens, 0 where the model doesn't tell.</param>
/// <param name="Money">In $; null where it is not known.</param>
public readonly record struct ModelWork(bool Answered, long Read, long Written, TimeSpan Took, decimal? Money = null);
