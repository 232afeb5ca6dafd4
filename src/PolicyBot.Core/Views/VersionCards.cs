using System.Collections.Immutable;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;

namespace PolicyBot.Core.Views;

/// <summary>Every version and why it was made.</summary>
public static class HistoryCard
{
    private const int Most = 15;

    public static Card Of(Shown shown)
    {
        var versions = shown.Workshop.Versions.Reverse();
        return new Card(
            $"{shown.Workshop.Name} · {Speaking.Many(versions.Count, "version", "versions")}",
            [
                new Facts([.. versions.Take(Most).Select(v => new Fact(
                    v.Number.ToString(),
                    $"{Cut.Line(v.Because, 100)}{(v.Provisional ? " (provisional)" : "")}, {Deadlines.Written(v.MadeAt, shown.Workshop.Settings.TimeZone)}"))]),
                .. versions.Count > Most ? [new Paragraph($"{versions.Count - Most} older ones are on the web page.")] : Array.Empty<Block>(),
                Speaking.ToPolicy(shown, "All versions on the web page"),
            ],
            versions.Count > 1 ? [new("Newest change", Acts.Diff(versions[1].Number, versions[0].Number))] : []).Fit();
    }
}

/// <summary>What changed between two versions, clause by clause.</summary>
public static class DiffCard
{
    /// <param name="from">Null: the one before <paramref name="to"/>.</param>
    /// <param name="to">Null: the current one.</param>
    public static Card Of(Shown shown, VersionNumber? from, VersionNumber? to)
    {
        var last = to ?? shown.Workshop.Current.Number;
        var first = from ?? new VersionNumber(Math.Max(0, last.Number - 1));
        if (shown.Workshop.Find(first) is not { } before)
            return Card.Of($"There is no {first}", new Paragraph("`policy history` lists the versions."));
        if (shown.Workshop.Find(last) is not { } after)
            return Card.Of($"There is no {last}", new Paragraph("`policy history` lists the versions."));
        var changes = Between(before.Policy, after.Policy);
        return new Card(
            $"From {first} to {last}: {(changes.IsEmpty ? "nothing changed" : Speaking.Many(changes.Count, "change", "changes"))}",
            [.. changes, Speaking.ToPolicy(shown, "Compare versions on the web page")], []).Fit();
    }

    /// <summary>Clauses taken out, reworded and new, in the order of the texts; headings are left aside.</summary>
    public static ImmutableList<Block> Between(Policy before, Policy after)
    {
        var old = before.Clauses.ToDictionary(c => c.Id);
        var kept = after.Clauses.Select(c => c.Id).ToHashSet();
        var removed = before.Clauses.Where(c => !kept.Contains(c.Id)).Select(c => new DiffBlock($"{c.Id} is taken out", [new(DiffKind.Removed, c.Text.ToString())]));
        var changed = after.Clauses.Where(c => !old.TryGetValue(c.Id, out var was) || was.Text.ToString() != c.Text.ToString())
            .Select(c => old.TryGetValue(c.Id, out var was)
                ? new DiffBlock($"{c.Id} is reworded", [.. WordDiff.Between(was.Text, c.Text)])
                : new DiffBlock($"{c.Id} is new", [new(DiffKind.Added, c.Text.ToString())]));
        return [.. removed, .. changed];
    }
}
