using System.Collections.Immutable;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Policies;

/// <summary>What an import makes of the present policy.</summary>
/// <param name="Added">Clauses with a new id.</param>
/// <param name="Changed">Clauses that keep their id with another text.</param>
/// <param name="Removed">Clauses that are gone.</param>
public sealed record AfterImport(Policy Policy, ImmutableList<ClauseId> Added, ImmutableList<ClauseId> Changed, ImmutableList<ClauseId> Removed);

/// <summary>Puts the parts of a Markdown document in the place of a policy.</summary>
public static class PolicyImport
{
    /// <summary>
    /// Clauses that continue an old one keep its id, and where the words are equal its very <see cref="Text"/>, so that
    /// importing what was exported changes nothing.
    /// </summary>
    /// <param name="parts">Headings and clauses in order.</param>
    /// <param name="matches">For each clause of <paramref name="parts"/> the index of the old clause that it continues, or null.</param>
    public static AfterImport Apply(
        Workshop workshop, IReadOnlyList<(bool Heading, string Source)> parts, IReadOnlyList<int?> matches, Occasion occasion)
    {
        var old = workshop.Current.Policy.Clauses.ToList();
        var headings = workshop.Current.Policy.Parts.OfType<Heading>().Select(h => h.Source).Where(t => t.Value is not null)
            .DistinctBy(t => t.Value).ToDictionary(t => t.Value!, StringComparer.Ordinal);
        var next = workshop.ClausesMade;
        var clause = 0;
        var made = parts.Select(part => part.Heading
            ? (PolicyPart)new Heading(headings.GetValueOrDefault(part.Source) ?? occasion.Text(part.Source))
            : matches[clause++] is { } index
                ? Continued(old[index], part.Source, occasion)
                : new Clause(new(++next), occasion.Text(part.Source))).ToImmutableList();
        var policy = new Policy(made);
        return new(
            policy,
            [.. policy.Clauses.Where(c => c.Id.Number > workshop.ClausesMade).Select(c => c.Id)],
            [.. old.Where(o => policy.Find(o.Id) is { } now && now.Text.Hash != o.Text.Hash).Select(o => o.Id)],
            [.. old.Select(o => o.Id).Except(policy.Clauses.Select(c => c.Id))]);
    }

    private static Clause Continued(Clause old, string source, Occasion occasion) =>
        old.Text.Value == source ? old : old with { Text = occasion.Text(source) };
}
