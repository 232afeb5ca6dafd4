using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Rounds;

/// <summary>Proposes to undo adopted changes whose backers say that they are not what they meant.</summary>
internal static class Reversal
{
    /// <summary>One amendment for each change whose fidelity is known and below the frozen threshold and which still stands.</summary>
    public static ImmutableList<Amendment> Of(Workshop workshop, Round round, IEnumerable<Fidelity> fidelities, Occasion occasion)
    {
        var back = ImmutableList<Amendment>.Empty;
        foreach (var fidelity in fidelities.Where(f => Fidelities.Fails(f, round.Rule.Fidelity)))
        {
            var adopted = workshop.Find(fidelity.Amendment)!;
            if (Reverse(workshop, round, adopted) is { } proposal)
                back = back.Add(new Amendment(
                    new AmendmentId(workshop.NextAmendment().Number + back.Count), proposal, occasion.Text(Why(fidelity, round.Rule.Fidelity)), null, adopted.Scenarios)
                {
                    Origin = Origin.Confirmation,
                    Follows = adopted.Id,
                });
        }

        return back;
    }

    /// <summary>The opposite change on the present text; null when nothing of the change is left.</summary>
    private static Proposal? Reverse(Workshop workshop, Round round, Amendment adopted)
    {
        var now = workshop.Current.Policy;
        switch (adopted.Proposal)
        {
            case ReplaceClause r when now.Find(r.Clause) is { } clause:
                return clause.Text.Hash == r.Base.Hash ? null : new ReplaceClause(r.Clause, clause.Text, r.Base);
            case ReplaceClause:
                return null;
            case RemoveClause r:
                return now.Find(r.Clause) is null ? new AddClause(Neighbour(workshop, round, r.Clause), r.Base) : null;
            case AddClause:
                return Failures.ClauseOf(workshop, round, adopted) is { } id && now.Find(id) is { } added ? new RemoveClause(id, added.Text) : null;
            case RatifyVersion:
                return null;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The nearest clause that stood before it in the round's base and still stands; null: the end.</summary>
    private static ClauseId? Neighbour(Workshop workshop, Round round, ClauseId removed) =>
        workshop.Find(round.Base)!.Policy.Clauses.TakeWhile(c => c.Id != removed).Reverse()
            .Where(c => workshop.Current.Policy.Find(c.Id) is not null).Select(c => (ClauseId?)c.Id).FirstOrDefault();

    private static string Why(Fidelity f, int percent)
    {
        var causes = string.Join(", ", f.Causes.Select(c => string.Create(CultureInfo.InvariantCulture, $"{Name(c.Key)} {c.Value}")));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{f.Matches} of {f.Answers} backers of {f.Amendment} say that the model now does what they meant ({percent} % were needed); {f.Partly} say partly, {f.No} no{(causes.Length == 0 ? "" : $" ({causes})")}.");
    }

    private static string Name(Cause cause) => cause switch
    {
        Cause.Wording => "the wording",
        Cause.ModelIgnoredIt => "the model ignored it",
        Cause.SideEffect => "a side effect",
        Cause.ScenarioMissing => "a scenario is missing",
        _ => throw new UnreachableException(),
    };
}
