using PolicyBot.Core;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Voting;

namespace PolicyBot.App;

public partial interface IWorkshopStore
{
    // Import
    /// <summary>Stores a whole workshop from an export, in one transaction.</summary>
    /// <returns>False when the workshop has a log already; then nothing is stored.</returns>
    Task<bool> Restore(Restored restored, CancellationToken cancellation);
}

/// <summary>Everything that an export holds of one workshop, as rows.</summary>
/// <param name="Append">The whole log after 0, with the rows of its rounds.</param>
public sealed record Restored(Append Append)
{
    /// <summary>Without accounts, which exports don't hold.</summary>
    public IReadOnlyList<Person> People { get; init; } = [];

    public IReadOnlyList<RestoredRound> Rounds { get; init; } = [];

    public IReadOnlyList<StoredSample> Samples { get; init; } = [];

    public IReadOnlyList<StoredJudgement> Judgements { get; init; } = [];

    /// <summary>By prompt hash.</summary>
    public IReadOnlyList<(string Hash, string Messages)> Requests { get; init; } = [];
}

/// <summary>The intake of one round.</summary>
/// <param name="Sealing">Null while it takes ballots.</param>
public sealed record RestoredRound(RoundId Round, Sealing? Sealing)
{
    /// <summary>Each with its random row.</summary>
    public IReadOnlyList<(long Row, Ballot Ballot)> Ballots { get; init; } = [];

    public IReadOnlyList<Ranking> Rankings { get; init; } = [];

    public IReadOnlyList<Remark> Remarks { get; init; } = [];

    public IReadOnlyList<Confirmation> Confirmations { get; init; } = [];

    public IReadOnlyList<Themes> Themes { get; init; } = [];
}
