using System.Collections.Immutable;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Consensus;

/// <summary>What the sealed ballots of a round say about opinions, told in the log when it closes.</summary>
/// <param name="People">Who cast at least one ballot.</param>
/// <param name="Placed">Those of them with at least 7 ballots.</param>
/// <param name="StraightLiners">Those who gave one and the same vote on everything, at least 7 times.</param>
/// <param name="Unfinished">Those who voted on some amendments but not on all.</param>
public sealed record Opinion(int People, int Placed, int StraightLiners, int Unfinished)
{
    /// <summary>From so many placed people on, groups are looked for.</summary>
    public const int EnoughPeople = 50;

    /// <summary>Below so many, groups that were found are provisional.</summary>
    public const int SettledPeople = 80;

    /// <summary>Empty where there are too few people, or no division that holds.</summary>
    public ImmutableList<OpinionGroup> Groups { get; init; } = [];

    /// <summary>Mean silhouette of the groups, 0–1; 0 without groups.</summary>
    public double Separation { get; init; }

    /// <summary>The counts of each amendment by opinion group, in the round's order; none without groups.</summary>
    public ImmutableList<Tally> Counts { get; init; } = [];

    /// <summary>People on the map, those who stand together counted together.</summary>
    public ImmutableList<MapSpot> Map { get; init; } = [];
}

/// <param name="Name">A, B, C: the largest first.</param>
/// <param name="Centre">Rounded to 3 decimals.</param>
public sealed record OpinionGroup(string Name, int People, Point Centre);

/// <param name="At">Rounded to 1 decimal; in an anonymous round to whole numbers.</param>
public sealed record MapSpot(Point At, string Group, int People);
