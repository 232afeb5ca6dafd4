using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PolicyBot.Core.Scenarios;

/// <summary>Who speaks a turn of a scenario.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Speaker>))]
public enum Speaker
{
    User,
    Assistant,
    Developer,
}

/// <summary>One turn of a scenario's conversation.</summary>
public sealed record Turn(Speaker Speaker, Text Words);

/// <summary>A situation to try the policy on: a title, background, and 1–5 turns of which the last is the user's.</summary>
public sealed record Scenario(ScenarioId Id, Text Title, Text? Background, ImmutableList<Turn> Turns, PersonId AddedBy, bool Retired = false)
{
    public const int MaxTurns = 5;
}
