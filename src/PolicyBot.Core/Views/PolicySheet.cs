using System.Collections.Immutable;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;

namespace PolicyBot.Core.Views;

/// <summary>A version of the policy as a web page: headings and clauses in order.</summary>
public static class PolicySheet
{
    /// <summary>The whole text; a heading's anchor is its own, or made from its place.</summary>
    public static ImmutableList<PolicyPiece> Of(Policy policy) => [.. policy.Parts.Select((part, i) => part switch
    {
        Heading h => HeadingOf(h.Source.ToString(), i),
        Clause c => (PolicyPiece)new ClausePiece(c.Id, c.Text.ToString(), c.Rationale),
        _ => throw new System.Diagnostics.UnreachableException(),
    })];

    /// <summary>The diff page: what changed between two versions, and why each of the later ones was made.</summary>
    public static Section Between(Shown shown, PolicyVersion before, PolicyVersion after)
    {
        var changes = DiffCard.Between(before.Policy, after.Policy);
        var made = shown.Workshop.Versions.Where(v => v.Number.Number > before.Number.Number && v.Number.Number <= after.Number.Number);
        return new Section("changes", $"From {before.Number} to {after.Number}: {(changes.IsEmpty ? "no clause changed" : Speaking.Many(changes.Count, "change", "changes"))}",
        [
            .. made.Select(v => new Paragraph($"{v.Number}: {v.Because}, {Deadlines.Written(v.MadeAt, shown.Workshop.Settings.TimeZone)}")),
            .. changes,
        ]);
    }

    private static HeadingPiece HeadingOf(string source, int place)
    {
        var line = source.TrimStart();
        var hashes = line.TakeWhile(c => c == '#').Count();
        var underlined = hashes == 0;
        var (title, anchor) = HeadingText.Read(source, underlined);
        var level = underlined ? source.TrimEnd().EndsWith('=') ? 1 : 2 : Math.Min(6, hashes);
        return new HeadingPiece(level, title, anchor ?? $"part-{place}");
    }
}

/// <summary>One piece of a policy's page.</summary>
public abstract record PolicyPiece;

/// <param name="Level">1–6, as the author wrote it.</param>
/// <param name="Title">Words without mark-up.</param>
public sealed record HeadingPiece(int Level, string Title, string Anchor) : PolicyPiece;

/// <param name="Markdown">The clause's text.</param>
public sealed record ClausePiece(ClauseId Id, string Markdown, string? Rationale) : PolicyPiece;
