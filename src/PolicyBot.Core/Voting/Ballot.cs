using System.Text.Json.Serialization;

namespace PolicyBot.Core.Voting;

[JsonConverter(typeof(JsonStringEnumConverter<Vote>))]
public enum Vote
{
    Agree,
    Disagree,
    Pass,
}

/// <summary>One person's present ballot on one amendment.</summary>
/// <param name="Fingerprint">The amendment's <see cref="Policies.Amendment.Fingerprint"/> that was voted on.</param>
/// <param name="Reason">Optional.</param>
/// <param name="Group">The declared group of the person at that moment; null for none.</param>
/// <param name="CastAt">When the event happened on its platform, UTC: an older one never replaces a newer one.</param>
public sealed record Ballot(RoundId Round, AmendmentId Amendment, Voter Voter, Vote Vote, string Fingerprint)
{
    public string? Reason { get; init; }

    public string? Group { get; init; }

    public DateTimeOffset CastAt { get; init; }
}

/// <summary>A ballot taken back: it goes if it still says <paramref name="Vote"/>.</summary>
/// <param name="At">When the event happened on its platform, UTC: a newer ballot stays.</param>
public sealed record Withdrawal(RoundId Round, AmendmentId Amendment, Voter Voter, Vote Vote, DateTimeOffset At);

/// <summary>What a close reads of a ballot; <paramref name="Row"/> is random, so that its order says nothing. A struct, because a
/// close holds a million of them at once.</summary>
public readonly record struct SealedBallot(long Row, AmendmentId Amendment, Voter Voter, Vote Vote, string Fingerprint, string? Group)
{
    /// <summary>UTC; the default where nobody may know it.</summary>
    public DateTimeOffset CastAt { get; init; }
}

/// <summary>Counts of one amendment's ballots, each ≥ 0.</summary>
public sealed record Count(int Agree, int Disagree, int Pass)
{
    public static readonly Count None = new(0, 0, 0);

    [JsonIgnore]
    public int Total => Agree + Disagree + Pass;

    [JsonIgnore]
    public int Decided => Agree + Disagree;
}
