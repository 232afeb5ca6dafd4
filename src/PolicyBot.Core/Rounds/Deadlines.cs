using System.Globalization;

namespace PolicyBot.Core.Rounds;

/// <summary>What was read from a typed deadline.</summary>
public abstract record DeadlineRead;

/// <param name="At">When it would be if voting opened now, UTC.</param>
public sealed record DeadlineUnderstood(Deadline Deadline, DateTimeOffset At) : DeadlineRead;

/// <param name="Why">What is wrong, one sentence.</param>
/// <param name="Next">What to type instead, one sentence.</param>
public sealed record DeadlineUnclear(string Why, string Next) : DeadlineRead;

/// <summary>Deadlines as people type and read them.</summary>
public static class Deadlines
{
    public const string Forms =
        "Type how long, such as `90m`, `48h`, `3d` or `2w`, or until when, such as `friday 17:00`, `tomorrow 9:00` or `2026-12-01 17:00`.";

    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <summary>Reads a span, a day with a time, or a date with a time; local times are of <paramref name="timeZone"/> (IANA).
    /// A local time that daylight saving skips moves forward with the clocks, one that happens twice is the later of the two.</summary>
    public static DeadlineRead Read(string typed, string timeZone, DateTimeOffset now)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone))
            return new DeadlineUnclear($"The time zone {timeZone} is not known here.", "Set another with `workshop settings`, such as `Europe/Berlin`.");
        var words = typed.Trim();
        if (words.Length is 0 or > 60)
            return new DeadlineUnclear("That is no deadline.", Forms);
        if (Span(words) is { } span)
            return Within(new Lasting(span), now + span, now);
        return LocalTimes.Read(words, zone, now) is { } at
            ? Within(new Until(at), at, now)
            : new DeadlineUnclear($"I can't read “{words}” as a deadline.", Forms);
    }

    /// <summary>A length of time such as <c>90m</c>, <c>48h</c>, <c>3 days</c> or <c>1d12h</c>; null when it is none.</summary>
    public static TimeSpan? Span(string typed)
    {
        var rest = typed.Trim().ToLowerInvariant().AsSpan();
        if (rest.IsEmpty)
            return null;
        var total = TimeSpan.Zero;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits is <= 0 or > 6)
                return null;
            var number = int.Parse(rest[..digits], CultureInfo.InvariantCulture);
            rest = rest[digits..].TrimStart();
            var letters = rest.IndexOfAnyExceptInRange('a', 'z');
            var unit = Unit(letters < 0 ? rest : rest[..letters]);
            if (unit is not { } one)
                return null;
            total += number * one;
            rest = letters < 0 ? [] : rest[letters..].TrimStart();
        }

        return total;
    }

    /// <summary>The instant in full words of the zone (UTC for an unknown one), such as
    /// <c>Friday 27 November 2026, 17:00 (Europe/Berlin, UTC+1)</c>; seconds are left out.</summary>
    public static string Written(DateTimeOffset at, string timeZone)
    {
        var zone = Zone(timeZone);
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var written = local.ToString("dddd d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);
        return zone.Id is "UTC" or "Etc/UTC" ? $"{written} (UTC)" : $"{written} ({zone.Id}, {Offset(local.Offset)})";
    }

    /// <summary>As <see cref="Written"/>, without year and zone, where one of several times already says these: <c>Wed 25 Nov, 20:19</c>.</summary>
    public static string Briefly(DateTimeOffset at, string timeZone) => TimeZoneInfo.ConvertTime(at, Zone(timeZone)).ToString("ddd d MMM, HH:mm", CultureInfo.InvariantCulture);

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var found) ? found : TimeZoneInfo.Utc;

    /// <summary>A length in the largest unit that fits it whole, as it can be typed: <c>48h</c>, <c>3d</c>, <c>90m</c>.</summary>
    public static string Typed(TimeSpan span)
    {
        var minutes = (long)span.TotalMinutes;
        return (minutes % (24 * 60), minutes % 60) switch
        {
            (0, _) when minutes > 2 * 24 * 60 => string.Create(CultureInfo.InvariantCulture, $"{minutes / (24 * 60)}d"),
            (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}h"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{minutes}m"),
        };
    }

    private static DeadlineRead Within(Deadline deadline, DateTimeOffset at, DateTimeOffset now)
    {
        if (deadline is Until && at <= now)
            return new DeadlineUnclear("That time is in the past.", Forms);
        if (at - now < Shortest)
            return new DeadlineUnclear("A round lasts at least one minute.", Forms);
        return at - now > Longest
            ? new DeadlineUnclear("A round lasts at most 90 days.", "Choose an earlier deadline; it can be extended later.")
            : new DeadlineUnderstood(deadline, at.ToUniversalTime());
    }

    private static TimeSpan? Unit(ReadOnlySpan<char> name) => name switch
    {
        "m" or "min" or "mins" or "minute" or "minutes" => TimeSpan.FromMinutes(1),
        "h" or "hr" or "hrs" or "hour" or "hours" => TimeSpan.FromHours(1),
        "d" or "day" or "days" => TimeSpan.FromDays(1),
        "w" or "week" or "weeks" => TimeSpan.FromDays(7),
        _ => null,
    };

    private static string Offset(TimeSpan offset)
    {
        var sign = offset < TimeSpan.Zero ? "-" : "+";
        var size = offset.Duration();
        var minutes = size.Minutes == 0 ? "" : size.Minutes.ToString(":00", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"UTC{sign}{(int)size.TotalHours}{minutes}");
    }
}
