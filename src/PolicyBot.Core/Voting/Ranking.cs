using System.Collections.Immutable;

namespace PolicyBot.Core.Voting;

/// <summary>One person's present ranking of the rival wordings of one clause.</summary>
/// <param name="Order">The most wanted first, at least one; rivals that are not in it come last, equal among themselves.</param>
/// <param name="Fingerprint">The <see cref="RivalWordings.Fingerprint"/> of what was ranked.</param>
public sealed record Ranking(RoundId Round, ClauseId Clause, Voter Voter, ImmutableList<AmendmentId> Order, string Fingerprint)
{
    /// <summary>Random, so that its order says nothing; 0 until it is stored.</summary>
    public long Row { get; init; }

    /// <summary>When the event happened on its platform, UTC: an older one never replaces a newer one.</summary>
    public DateTimeOffset CastAt { get; init; }
}
