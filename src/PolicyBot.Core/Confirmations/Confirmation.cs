using System.Text.Json.Serialization;

namespace PolicyBot.Core.Confirmations;

/// <summary>Does the new response do what you meant?</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Meant>))]
public enum Meant
{
    Matches,
    Partly,
    No,
    ChangedMyMind,
}

/// <summary>Why it does not.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Cause>))]
public enum Cause
{
    Wording,
    ModelIgnoredIt,
    SideEffect,
    ScenarioMissing,
}

/// <summary>One person's present answer about one adopted amendment; <paramref name="Cause"/> only with <see cref="Meant.No"/>.</summary>
public sealed record Confirmation(RoundId Round, AmendmentId Amendment, Voter Voter, Meant Meant, Cause? Cause)
{
    public DateTimeOffset At { get; init; }
}

/// <summary>Answers about one amendment. How the person voted, worked out when counting, is <paramref name="Backed"/>:
/// true backed, false opposed, null neither.</summary>
public sealed record ConfirmationCount(AmendmentId Amendment, bool? Backed, Meant Meant, Cause? Cause, int People);
