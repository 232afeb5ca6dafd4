using System.Collections.Immutable;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App;

/// <summary>Something typed, pressed or filled in, in a channel that speaks by command lines.</summary>
/// <param name="Text">A command line, or a button's act.</param>
/// <param name="Values">What a form's fields held; empty for a line that was typed.</param>
public sealed record Line(string Text, ImmutableDictionary<string, string> Values, Account From, string Name, Place Place)
{
    /// <summary>Unique for each native event.</summary>
    public required string EventId { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Shows the command's form, filled with what was given, also when nothing is missing (a message that becomes a proposal).</summary>
    public bool Opens { get; init; }
}
