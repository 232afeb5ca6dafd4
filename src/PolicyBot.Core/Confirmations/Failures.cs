using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Confirmations;

/// <summary>How often in a row the model has not done what a clause's backers meant.</summary>
public static class Failures
{
    /// <summary>After as many a clause is put to the facilitators.</summary>
    public const int Most = 3;

    /// <summary>Published rounds, newest first, in which a change of the clause was adopted and not confirmed, until one was confirmed.
    /// An unknown fidelity neither counts nor ends the row.</summary>
    public static int InARow(Workshop workshop, ClauseId clause) =>
        workshop.Rounds.Reverse().SelectMany(r => r.Fidelities.Where(f => f.Known).Select(f => (Round: r, Fidelity: f)))
            .Where(f => ClauseOf(workshop, f.Round, workshop.Find(f.Fidelity.Amendment)!) == clause)
            .TakeWhile(f => Fidelities.Fails(f.Fidelity, f.Round.Rule.Fidelity)).Count();

    /// <summary>The clause that an adopted amendment changed, made or took out; null when nothing of it is to be found.</summary>
    public static ClauseId? ClauseOf(Workshop workshop, Round round, Amendment adopted)
    {
        if (adopted.Proposal is not AddClause add || round.Made is not { } made)
            return adopted.Clause;
        var before = workshop.Find(round.Base)!.Policy;
        return workshop.Find(made)!.Policy.Clauses
            .Where(c => before.Find(c.Id) is null && c.Text.Hash == add.Wording.Hash).Select(c => (ClauseId?)c.Id).FirstOrDefault();
    }
}
