using PolicyBot.Core.Log;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Policies;

/// <summary>The policy as a whole: imported, exported, rolled back.</summary>
public static class Editing
{
    internal const string ImportedBecause = "A policy was imported";

    public static Decision Import(Workshop workshop, ImportPolicy command, Occasion occasion)
    {
        if (workshop.MayReplacePolicy(occasion) is { } no)
            return no;
        if (Wording.Reverses(command.Markdown))
            return Decision.Refuse("The document holds a character that reverses the direction of text, so it would read differently from what it says.",
                "Remove U+202A–202E and U+2066–2069 from it and import it again.");
        return PolicyMarkdown.Cut(command.Markdown) switch
        {
            PolicyCut.Unreadable u => Decision.Refuse(u.Reason, u.Next),
            PolicyCut.Parts p => Imported(workshop, p.All, occasion),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>The Markdown of a version as a file; anybody may have it.</summary>
    public static Decision Export(Workshop workshop, ExportPolicy command)
    {
        var number = command.Version ?? workshop.Current.Number;
        if (workshop.Find(number) is not { } version)
            return UnknownVersion(workshop, number);
        if (version.Policy.Parts.IsEmpty)
            return Decision.Refuse($"{number} is the empty policy.", "Write a first clause with `clause propose`, or import a policy with `policy import`.");
        return Decision.Accept(new Reply(
            Card.Of($"{workshop.Name}, {number}", new Paragraph(Counted(version.Policy.Clauses.Count(), "clause") + " as Markdown.")),
            File: new($"{workshop.Id}-{number}.md", "text/markdown", MarkdownOf(version.Policy))));
    }

    /// <summary>The policy as one Markdown document.</summary>
    public static string MarkdownOf(Policy policy) => PolicyMarkdown.Join(policy.Parts.Select(p => p switch
    {
        // Joining reads a heading's source alone.
        Heading h => (MarkdownPart)new MarkdownHeading(h.Source, 1, "", null),
        Clause c => new MarkdownClause(c.Text),
        _ => throw new System.Diagnostics.UnreachableException(),
    }));

    /// <summary>Makes a provisional version that is equal to an older one; asks once.</summary>
    public static Decision RollBack(Workshop workshop, RollBack command, Occasion occasion)
    {
        if (workshop.MayReplacePolicy(occasion) is { } no)
            return no;
        if (workshop.Find(command.To) is not { } old)
            return UnknownVersion(workshop, command.To);
        if (old.Policy.Fingerprint == workshop.Current.Policy.Fingerprint)
            return Decision.Refuse(
                old.Number == workshop.Current.Number ? $"{old.Number} is the present version." : $"The present policy reads like {old.Number} already.",
                "`policy history` lists the versions.");
        var next = workshop.NextVersion();
        if (!command.Sure)
            return Asking.Once($"Go back to {old.Number}?", $"Go back to {old.Number}", $"policy rollback {old.Number} sure:yes",
                $"{next} would read like {old.Number} ({Counted(old.Policy.Clauses.Count(), "clause")}) and be marked provisional until the next round ratifies or reverts it.",
                "Nothing is lost: every version stays in the history.");
        return Decision.Accept(
            Reply.Say($"{next} reads like {old.Number}", ["It is provisional: the next round ratifies or reverts it.", .. Stale(workshop, old.Policy)]),
            new VersionMade(new(next, old.Policy, Moment.Truncate(occasion.Now), $"Rolled back to {old.Number}", Provisional: true)));
    }

    private static Decision Imported(Workshop workshop, IReadOnlyList<MarkdownPart> parts, Occasion occasion)
    {
        var matches = ClauseMatching.Match(
            [.. workshop.Current.Policy.Clauses.Select(c => c.Text.ToString())],
            [.. parts.OfType<MarkdownClause>().Select(c => c.Source)]);
        var after = PolicyImport.Apply(workshop, [.. parts.Select(p => (p is MarkdownHeading, p.Source))], matches, occasion);
        if (after.Policy.Fingerprint == workshop.Current.Policy.Fingerprint)
            return Decision.Accept(Reply.Say("Nothing changed", $"The document reads exactly like {workshop.Current.Number}."));
        var voted = WaitsForVote(workshop);
        var version = new PolicyVersion(workshop.NextVersion(), after.Policy, Moment.Truncate(occasion.Now), ImportedBecause, Provisional: voted);
        return Decision.Accept(
            new Reply(new Card(
                $"{version.Number} is imported",
                [
                    new Paragraph($"{Counted(after.Policy.Clauses.Count(), "clause")}: {after.Added.Count} new, {after.Changed.Count} changed, {after.Removed.Count} removed."),
                    .. Stale(workshop, after.Policy).Prepend(voted ? "It is provisional: the next round ratifies or reverts it." : null)
                        .OfType<string>().Select(l => new Paragraph(l)),
                ],
                [new("Show the policy", "policy show", Look.Primary), new("What changed", $"policy diff {workshop.Current.Number} {version.Number}")])),
            new VersionMade(version));
    }

    /// <summary>True once a group has voted on its policy: what a facilitator puts in without a vote then waits for one.</summary>
    internal static bool WaitsForVote(Workshop workshop) => workshop.Rounds.Any(r => r.ClosedAt is not null);

    // Drafted amendments whose clause the new text changes would be refused when the round opens: say so now.
    private static IEnumerable<string> Stale(Workshop workshop, Policy policy)
    {
        var stale = workshop.Drafted.Where(a => !Adoption.Apply(policy, workshop.ClausesMade, [a]).Conflicts.IsEmpty).Select(a => a.Id).ToList();
        return stale.Count == 0
            ? []
            : [$"{string.Join(", ", stale)} {(stale.Count == 1 ? "was" : "were")} written for another text: bring {(stale.Count == 1 ? "it" : "each")} to the present one with `clause rebase {stale[0]}`."];
    }

    private static Refused UnknownVersion(Workshop workshop, VersionNumber number) => new(
        $"There is no version {number}.", $"The present one is {workshop.Current.Number}; `policy history` lists all.");

    private static string Counted(int number, string noun) => number == 1 ? $"1 {noun}" : string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{number:N0} {noun}s");
}
