using PolicyBot.Core;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App;

/// <summary>A person's account in one channel.</summary>
/// <param name="Channel"><c>room</c>, <c>discord</c> or <c>teams</c>.</param>
/// <param name="Id">The channel's own id for them.</param>
public readonly record struct Account(string Channel, string Id)
{
    public override string ToString() => $"{Channel}:{Id}";
}

/// <summary>One native event turned into a command.</summary>
/// <param name="From">Whose account it came from, as the channel vouches for it.</param>
/// <param name="Name">How the channel shows that person.</param>
/// <param name="Place">Where it was said.</param>
public sealed record Ask(Command Command, Account From, string Name, Place Place)
{
    /// <summary>The platform's event id: a repeat gets the stored answer.</summary>
    public required string EventId { get; init; }

    /// <summary>When it was received, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The workshop meant, where the place does not settle it.</summary>
    public WorkshopId? Workshop { get; init; }
}
