using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PolicyBot.Core.Log;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Reports;

/// <summary>One thing that was recomputed from an export.</summary>
/// <param name="What">What must hold, as a sentence.</param>
/// <param name="Detail">How it came out; where it does not hold, the place.</param>
public sealed record Check(string What, bool Holds, string Detail)
{
    /// <summary>True for what no file can prove: it stands here with why, so that nobody takes it for checked. Such a row holds.</summary>
    public bool Open { get; init; }

    /// <summary>A row that says what can't be recomputed, and why.</summary>
    public static Check CannotSay(string what, string because) => new(what, true, because) { Open = true };
}

/// <summary>Recomputes everything that an export claims, from the export alone, with the functions that decided it.</summary>
public static class Verification
{
    /// <summary>All checks in order, those that hold too. Where the log itself can't be followed, the rounds are not looked at.</summary>
    public static IReadOnlyList<Check> Of(WorkshopExport export)
    {
        var (story, told) = Follow(export);
        return
        [
            Guarded("The file is as it was written.", () => Checksum(export)),
            Guarded("The log's chain is unbroken.", () => Chained(export.Log)),
            Guarded("Every text gives its hash.", () => Texts(export.Log)),
            told,
            .. story is null ? [] : VersionVerification.Of(export, story),
            .. story is null ? [] : RoundVerification.Of(export, story),
            Guarded("No sample response is there twice.", () => Samples(export)),
            Guarded("Every request gives its hash.", () => Requests(export)),
            Guarded("Every sample response was sent the parameters that it names.", () => SentVerification.Of(export)),
            .. story is null ? [] : FileVerification.Of(export, story.Before[^1]!),
        ];
    }

    /// <summary>A check by a function that names what is wrong; null: nothing is.</summary>
    internal static Check Guarded(string what, Func<Finding> look)
    {
        try
        {
            var found = look();
            return new Check(what, found.Holds, found.Detail);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A forged file can hold anything, and whatever Core then throws only says that the claim doesn't stand.
            return new Check(what, false, "What the file holds can't be worked with.");
        }
    }

    private static Finding Checksum(WorkshopExport export) => ExportJson.Checksum(export) == export.Checksum
        ? Finding.Good($"The checksum is {export.Checksum}.")
        : Finding.Bad("The checksum is another: something in the file was changed after it was written.");

    private static Finding Chained(ImmutableList<LogEntry> log) => log.IsEmpty
        ? Finding.Bad("The log is empty.")
        : Chain.FirstBroken(log) is { } broken
            ? Finding.Bad(string.Create(CultureInfo.InvariantCulture, $"Entry {broken.Number}: {broken.Why}"))
            : Finding.Good(string.Create(CultureInfo.InvariantCulture, $"{log.Count} entries, the last hash is {log[^1].Hash}."));

    private static Finding Requests(WorkshopExport export)
    {
        var requests = export.Requests ?? [];
        foreach (var request in requests)
        {
            if (Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.Messages))) != request.Hash)
                return Finding.Bad($"The request {request.Hash} was changed.");
        }

        return Finding.Good(string.Create(CultureInfo.InvariantCulture, $"{requests.Count} requests."));
    }

    private static Finding Texts(ImmutableList<LogEntry> log)
    {
        var (kept, erased) = (0, 0);
        foreach (var entry in log)
        {
            foreach (var text in TextsIn(JsonSerializer.SerializeToNode(entry.Change, LogJson.Options)))
            {
                if (!text.Verifies || text.Value is null != text.Salt is null)
                    return Finding.Bad(string.Create(CultureInfo.InvariantCulture, $"Entry {entry.Number}: the text “{Short(text)}” is not the one that was logged."));
                _ = text.Value is null ? erased++ : kept++;
            }
        }

        return Finding.Good(string.Create(CultureInfo.InvariantCulture, $"{kept} texts, and {erased} that were erased."));
    }

    internal static IEnumerable<Text> TextsIn(JsonNode? node) => node switch
    {
        JsonObject o when o["hash"] is JsonValue hash && hash.GetValueKind() == JsonValueKind.String => [o.Deserialize<Text>(LogJson.Options)!],
        JsonObject o => o.SelectMany(p => TextsIn(p.Value)),
        JsonArray a => a.SelectMany(TextsIn),
        _ => [],
    };

    private static string Short(Text text) => text.ToString() is { Length: > 40 } words ? $"{words[..39]}…" : text.ToString();

    private static (Story? Story, Check Told) Follow(WorkshopExport export)
    {
        const string what = "The log tells one workshop from its making.";
        var story = new Story(ImmutableList<Workshop?>.Empty.Add(null));
        foreach (var entry in export.Log)
        {
            if (Next(story, entry) is not { } next)
                return (null, new Check(what, false, string.Create(CultureInfo.InvariantCulture, $"Entry {entry.Number} can't follow on what is before it.")));
            story = next;
        }

        return story.Before[^1] is { } workshop && workshop.Id == export.Workshop
            ? (story, new Check(what, true, $"Workshop {workshop.Id}, at {workshop.Current.Number}."))
            : (null, new Check(what, false, $"It is not the log of workshop {export.Workshop}."));
    }

    private static Story? Next(Story story, LogEntry entry)
    {
        try
        {
            return new Story(story.Before.Add(Fold.Apply(story.Before[^1], entry.Change, entry.At)));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }

    private static Finding Samples(WorkshopExport export)
    {
        var twice = export.Samples.GroupBy(s => s.Key, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        return twice is not null
            ? Finding.Bad($"The sample {twice.Key} of {twice.First().Scenario} is there more than once.")
            : Finding.Good(string.Create(CultureInfo.InvariantCulture, $"{export.Samples.Count} sample responses."));
    }
}

/// <summary>The workshop before each entry of its log, and after the last.</summary>
internal sealed record Story(ImmutableList<Workshop?> Before);

/// <summary>How a check came out.</summary>
internal readonly record struct Finding(bool Holds, string Detail)
{
    public static Finding Good(string detail) => new(true, detail);

    public static Finding Bad(string detail) => new(false, detail);

    /// <summary>Holds when nothing was found wrong.</summary>
    public static Finding Unless(string? wrong, string good) => wrong is null ? Good(good) : Bad(wrong);
}
