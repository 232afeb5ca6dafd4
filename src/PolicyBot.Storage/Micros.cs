namespace PolicyBot.Storage;

/// <summary>Times as the database keeps them: whole microseconds since 1970 UTC.</summary>
internal static class Micros
{
    public static long Of(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static long? Of(DateTimeOffset? time) => time is { } t ? Of(t) : null;

    public static DateTimeOffset Time(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
