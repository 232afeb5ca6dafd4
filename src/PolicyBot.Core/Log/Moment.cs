using System.Globalization;

namespace PolicyBot.Core.Log;

/// <summary>How the log writes an instant.</summary>
public static class Moment
{
    /// <summary>The instant in UTC, cut to whole microseconds.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>ISO 8601 in UTC with six decimals (<c>2026-03-01T12:00:00.000000Z</c>).</summary>
    public static string Write(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
