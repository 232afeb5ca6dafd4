namespace PolicyBot.Core.Rounds;

/// <summary>Days of a workshop's time zone.</summary>
public static class Days
{
    public static DateOnly Of(DateTimeOffset now, string timeZone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone(timeZone)).DateTime);

    /// <summary>When the next day begins, UTC.</summary>
    public static DateTimeOffset NextAfter(DateTimeOffset now, string timeZone) =>
        LocalTimes.At(Of(now, timeZone).AddDays(1).ToDateTime(TimeOnly.MinValue), Zone(timeZone));

    private static TimeZoneInfo Zone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
}
