using System.Collections.Immutable;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Views;

/// <summary>What one person's private cards are drawn from.</summary>
/// <param name="Voter">How they are stored in the running round; null when none runs, or the key is gone.</param>
/// <param name="Ballots">Their own ballots, of all rounds that can still be linked to them.</param>
/// <param name="Remarks">Their own remarks, likewise.</param>
public sealed record Participant(PersonId Person, Voter? Voter, ImmutableList<Ballot> Ballots, ImmutableList<Remark> Remarks)
{
    /// <summary>Their own rankings in the running round.</summary>
    public ImmutableList<Ranking> Rankings { get; init; } = [];
}
