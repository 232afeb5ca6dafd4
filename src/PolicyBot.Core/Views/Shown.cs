using System.Collections.Immutable;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Views;

/// <summary>Everything that a card may be drawn from. Views must not show <see cref="RoundFacts.Counts"/> of a hidden round before its close.</summary>
public sealed record Shown(Workshop Workshop, Names Names, Evidence Evidence, DateTimeOffset Now)
{
    public ImmutableDictionary<RoundId, RoundFacts> Rounds { get; init; } = ImmutableDictionary<RoundId, RoundFacts>.Empty;

    public RoundFacts Of(RoundId round) => Rounds.GetValueOrDefault(round, RoundFacts.None);
}

/// <summary>What the intake of one round holds now.</summary>
/// <param name="Voters">People who have cast at least one ballot.</param>
/// <param name="Counts">Present counts by amendment.</param>
public sealed record RoundFacts(int Voters, ImmutableList<Tally> Counts)
{
    public static readonly RoundFacts None = new(0, []);

    /// <summary>Present rankings of rival wordings; only while they may be seen.</summary>
    public ImmutableList<Contest> Contests { get; init; } = [];

    public ImmutableList<Remark> Remarks { get; init; } = [];

    /// <summary>What models made of the comments, by amendment.</summary>
    public ImmutableList<Themes> Themes { get; init; } = [];

    /// <summary>Reasons given with ballots, without whose they are.</summary>
    public ImmutableList<(AmendmentId Amendment, Vote Vote, string Words)> Reasons { get; init; } = [];

    public ImmutableList<ConfirmationCount> Confirmations { get; init; } = [];

    /// <summary>See <see cref="Backing.ByGroup"/>.</summary>
    public ImmutableList<Core.Rounds.GroupFidelity> ConfirmedByGroup { get; init; } = [];

    /// <summary>Trials that have run, of those that the round needs now.</summary>
    public int TrialsDone { get; init; }

    public int TrialsNeeded { get; init; }

    /// <summary>Sample responses that are being written just now, with how many characters have come in; null when none is.</summary>
    public (int Calls, int Characters)? Answering { get; init; }

    /// <summary>Why sample responses have stopped or fail, and what goes on or helps; null when all is well.</summary>
    public string? Trouble { get; init; }

    public string? LogHead { get; init; }

    /// <summary>How many people had voted by the end of each equal part of the voting; of closed attributed rounds only.</summary>
    public ImmutableList<int> Arrivals { get; init; } = [];

    public ModelUse Model { get; init; } = ModelUse.None;

    /// <summary>How soon a person should see each amendment, the larger the sooner; only of an open round.</summary>
    public ImmutableDictionary<AmendmentId, double> Urgency { get; init; } = ImmutableDictionary<AmendmentId, double>.Empty;
}
