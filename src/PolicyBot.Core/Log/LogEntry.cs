namespace PolicyBot.Core.Log;

/// <summary>One link of a workshop's chain.</summary>
/// <param name="Number">Counted from 1 without gaps.</param>
/// <param name="At">UTC, whole microseconds.</param>
/// <param name="By">Who did it; null for the clock and the loop itself, and for everything that would name a person in an anonymous round.</param>
/// <param name="Previous">The hash before; 64 zeros for the first.</param>
/// <param name="Hash">SHA-256 (hex) over number, time, person, the change with hashes in place of texts, and the previous hash.</param>
public sealed record LogEntry(long Number, DateTimeOffset At, PersonId? By, Change Change, string Previous)
{
    public required string Hash { get; init; }
}
