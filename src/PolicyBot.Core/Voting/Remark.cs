using System.Text.Json.Serialization;

namespace PolicyBot.Core.Voting;

[JsonConverter(typeof(JsonStringEnumConverter<RemarkKind>))]
public enum RemarkKind
{
    /// <summary>A remark on an amendment or on one of its responses.</summary>
    Comment,

    /// <summary>A minority's own statement, published with the result.</summary>
    Dissent,
}

/// <summary>Something a participant wrote about an amendment. Reasons stay with their ballots.</summary>
/// <param name="Id">Random, 16 hex digits.</param>
/// <param name="Words">Null once withdrawn or erased.</param>
public sealed record Remark(string Id, RoundId Round, AmendmentId Amendment, Voter Voter, RemarkKind Kind)
{
    public string? Words { get; init; }

    /// <summary>The scenario whose response it is about; null for the amendment itself.</summary>
    public ScenarioId? Scenario { get; init; }

    public DateTimeOffset At { get; init; }

    public bool Withdrawn { get; init; }
}
