using System.Globalization;

namespace PolicyBot.Core.Rounds;

/// <summary>Days and times of day, as typed in a time zone.</summary>
internal static class LocalTimes
{
    private static readonly string[] _withOffset =
        ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd HH:mmzzz", "yyyy-MM-dd HH:mm zzz"];

    private static readonly string[] _dates = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd H:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    private static readonly string[] _times = ["H:mm", "H.mm", "h:mmtt", "htt"];

    /// <summary>The instant, UTC; null when the words name none.</summary>
    public static DateTimeOffset? Read(string words, TimeZoneInfo zone, DateTimeOffset now)
    {
        var invariant = CultureInfo.InvariantCulture;
        var zulu = words.EndsWith('Z') || words.EndsWith('z') ? $"{words[..^1].TrimEnd()}+00:00" : words;
        if (DateTimeOffset.TryParseExact(zulu, _withOffset, invariant, DateTimeStyles.None, out var exact))
            return exact.ToUniversalTime();
        if (DateTime.TryParseExact(words, _dates, invariant, DateTimeStyles.None, out var date))
            return At(date, zone);

        var parts = words.ToLowerInvariant().Split((char[])[' ', ',', '\t'], StringSplitOptions.RemoveEmptyEntries).Where(p => p != "at").ToArray();
        if (parts.Length is 0 or > 2 || !TimeOnly.TryParseExact(parts[^1], _times, invariant, DateTimeStyles.None, out var time))
            return null;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return parts.Length == 1
            ? First(0, 1)
            : parts[0] switch
            {
                "today" or "tonight" => At(today.ToDateTime(time), zone),
                "tomorrow" => At(today.AddDays(1).ToDateTime(time), zone),
                _ when Weekday(parts[0]) is { } day => First(((int)day - (int)today.DayOfWeek + 7) % 7, 7),
                _ => null,
            };

        DateTimeOffset First(int inDays, int every)
        {
            var at = At(today.AddDays(inDays).ToDateTime(time), zone);
            return at > now ? at : At(today.AddDays(inDays + every).ToDateTime(time), zone);
        }
    }

    /// <summary>The instant of a local time: skipped ones move forward by the gap, doubled ones are the later.</summary>
    public static DateTimeOffset At(DateTime local, TimeZoneInfo zone)
    {
        // A day earlier the offset from before the gap holds, and with it the time lands behind the gap.
        var offset = zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddDays(-1))
            : zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Min()
            : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private static DayOfWeek? Weekday(string name) => Enum.GetValues<DayOfWeek>().Cast<DayOfWeek?>().FirstOrDefault(day =>
        name.Length >= 3 && day!.Value.ToString().StartsWith(name, StringComparison.OrdinalIgnoreCase));
}
