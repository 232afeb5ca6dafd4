using System.Collections.Immutable;

namespace PolicyBot.Web.Room;

/// <summary>Whether there is a room, and who may enter.</summary>
/// <param name="Enabled">False: every address of the room answers 404.</param>
/// <param name="OpenEntrance">True (demo only): anybody picks a name; false: people enter by invitation.</param>
public sealed record RoomOptions(bool Enabled, bool OpenEntrance)
{
    /// <summary>Where <c>/room</c> leads.</summary>
    public const string MainRoom = "main";

    /// <summary>Names offered at an open entrance.</summary>
    public ImmutableList<string> Seats { get; init; } = ["Maya", "Tomás", "Aisha"];
}
