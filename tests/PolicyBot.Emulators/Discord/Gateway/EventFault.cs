namespace PolicyBot.Emulators.Discord.Gateway;

/// <summary>How the gateway mistreats one event.</summary>
public enum EventFault
{
    /// <summary>It never comes, not even on a resume.</summary>
    Lost,

    /// <summary>It comes twice.</summary>
    Doubled,

    /// <summary>It comes after the one that follows it.</summary>
    Late,
}

/// <summary>Every so many-th event of a kind is mistreated.</summary>
/// <param name="Event">A part of its name; empty for all.</param>
public sealed record Disturbing(EventFault How, string Event = "", int Every = 1, int Times = int.MaxValue)
{
    private int seen, done;

    internal bool Takes(string name) => name.Contains(Event, StringComparison.Ordinal)
        && Interlocked.Increment(ref seen) % Every == 0 && Interlocked.Increment(ref done) <= Times;
}
