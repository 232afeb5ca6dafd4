using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PolicyBot.Core.Voting;

[JsonConverter(typeof(JsonStringEnumConverter<Result>))]
public enum Result
{
    Adopted,
    Returned,
    Declined,
}

/// <summary>An amendment's sealed ballots, counted: over all, and for each declared group.</summary>
public sealed record Tally(AmendmentId Amendment, Count Count, ImmutableSortedDictionary<string, Count> Groups);

/// <summary>What became of an amendment, and why in one sentence.</summary>
public sealed record Outcome(AmendmentId Amendment, Result Result, Tally Tally, string Why);
