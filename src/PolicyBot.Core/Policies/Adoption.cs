using System.Collections.Immutable;
using System.Diagnostics;

namespace PolicyBot.Core.Policies;

/// <summary>A policy after amendments, the highest clause number ever given, and the amendments that no longer fit, with why.</summary>
public sealed record AfterAdoption(Policy Policy, int ClausesMade, ImmutableList<(AmendmentId Amendment, string Why)> Conflicts);

/// <summary>Puts amendments into a policy.</summary>
public static class Adoption
{
    /// <summary>
    /// Applies amendments in order. One whose clause is gone, or has another text than it was written for, is a conflict and
    /// skipped. Clauses added behind the same one keep their order; without a clause to stand behind they go to the end.
    /// A ratification changes no text.
    /// </summary>
    /// <param name="clausesMade">The highest clause number ever given, at least the policy's own.</param>
    public static AfterAdoption Apply(Policy policy, int clausesMade, IEnumerable<Amendment> amendments)
    {
        var parts = policy.Parts.ToBuilder();
        var conflicts = ImmutableList.CreateBuilder<(AmendmentId, string)>();
        var lastBehind = new Dictionary<ClauseId, ClauseId>();
        foreach (var amendment in amendments)
        {
            var why = amendment.Proposal switch
            {
                AddClause add => Add(parts, lastBehind, add, new Clause(new(++clausesMade), add.Wording, amendment.Rationale)),
                ReplaceClause replace => OnClause(parts, replace.Clause, replace.Base, (at, old) =>
                    parts[at] = old with { Text = replace.Wording, Rationale = amendment.Rationale ?? old.Rationale }),
                RemoveClause remove => OnClause(parts, remove.Clause, remove.Base, (at, _) => parts.RemoveAt(at)),
                RatifyVersion => null,
                _ => throw new UnreachableException(),
            };
            if (why is not null)
                conflicts.Add((amendment.Id, why));
        }

        return new(new Policy(parts.ToImmutable()), clausesMade, conflicts.ToImmutable());
    }

    private static string? Add(
        ImmutableList<PolicyPart>.Builder parts, Dictionary<ClauseId, ClauseId> lastBehind, AddClause add, Clause clause)
    {
        var anchor = add.After is { } after ? IndexOf(parts, lastBehind.GetValueOrDefault(after, after)) : -1;
        if (anchor < 0 && add.After is { } gone)
            anchor = IndexOf(parts, gone);
        if (anchor >= 0)
            lastBehind[add.After!.Value] = clause.Id;
        parts.Insert(anchor < 0 ? parts.Count : anchor + 1, clause);
        return null;
    }

    private static string? OnClause(
        ImmutableList<PolicyPart>.Builder parts, ClauseId id, Text written, Action<int, Clause> change)
    {
        var at = IndexOf(parts, id);
        if (at < 0)
            return $"{id} is not in the policy any more.";
        var clause = (Clause)parts[at];
        if (clause.Text.Hash != written.Hash)
            return $"{id} has another text than the one it was written for.";
        change(at, clause);
        return null;
    }

    private static int IndexOf(ImmutableList<PolicyPart>.Builder parts, ClauseId id) =>
        parts.FindIndex(p => p is Clause c && c.Id == id);
}
