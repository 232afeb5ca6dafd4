using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PolicyBot.Core.Log;

/// <summary>The hash chain over a workshop's log.</summary>
public static class Chain
{
    /// <summary>The previous hash of the first entry.</summary>
    public static readonly string Start = new('0', 64);

    /// <summary>The entry that follows <paramref name="last"/> (null: the first one); the time is cut to microseconds.</summary>
    public static LogEntry Link(LogEntry? last, DateTimeOffset at, PersonId? by, Change change)
    {
        var entry = new LogEntry((last?.Number ?? 0) + 1, Moment.Truncate(at), by, change, last?.Hash ?? Start) { Hash = "" };
        return entry with { Hash = HashOf(entry, LogJson.Split(change).Payload) };
    }

    /// <summary>The first entry that does not belong to a whole chain from number 1, and why; null when all do.</summary>
    public static (long Number, string Why)? FirstBroken(IEnumerable<LogEntry> log)
    {
        LogEntry? last = null;
        foreach (var entry in log)
        {
            if (WhyBroken(last, entry) is { } why)
                return (entry.Number, why);
            last = entry;
        }

        return null;
    }

    private static string? WhyBroken(LogEntry? last, LogEntry entry)
    {
        if (entry.Number != (last?.Number ?? 0) + 1)
            return $"Entry {(last?.Number ?? 0) + 1} is missing before it.";
        if (entry.Previous != (last?.Hash ?? Start))
            return "It does not name the hash of the entry before it.";
        var (payload, texts) = LogJson.Split(entry.Change);
        if (HashOf(entry, payload) != entry.Hash)
            return "Its content does not give its hash.";
        // Words without their salt could be anybody's: erasing takes both.
        return texts.Any(t => !t.Verifies || (t.Value is null) != (t.Salt is null)) ? "A text in it is not the one that was logged." : null;
    }

    /// <summary>SHA-256 (hex) of the UTF-8 JSON array <c>[number,"time","person" or null,change in hash form,"previous"]</c>.</summary>
    private static string HashOf(LogEntry entry, string payload)
    {
        var by = JsonSerializer.Serialize(entry.By, LogJson.Options);
        var line = string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"[{entry.Number},\"{Moment.Write(entry.At)}\",{by},{payload},\"{entry.Previous}\"]");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
    }
}
