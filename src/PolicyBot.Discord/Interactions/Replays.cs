using System.Runtime.InteropServices;

namespace PolicyBot.Discord.Interactions;

/// <summary>Signatures of the last minutes, so that none is taken twice; older ones are refused by their timestamp.</summary>
public sealed class Replays(TimeProvider clock)
{
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private HashSet<UInt128> newer = [], older = [];
    private DateTimeOffset turned = clock.GetUtcNow();

    /// <returns>False when this signature was seen before.</returns>
    public bool IsFirst(ReadOnlySpan<byte> signature)
    {
        // A signature's first half is a point on the curve that an attacker can't steer to another's.
        var mark = MemoryMarshal.Read<UInt128>(signature);
        lock (gate)
        {
            var now = clock.GetUtcNow();
            // Timestamps may be that much ahead as well as behind, so a generation lives for both.
            if (now - turned > 2 * Kept)
            {
                (older, newer) = (newer, []);
                turned = now;
            }

            return !older.Contains(mark) && newer.Add(mark);
        }
    }
}
