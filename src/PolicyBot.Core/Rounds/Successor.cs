using System.Collections.Immutable;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Rounds;

/// <summary>What follows from a round's votes.</summary>
/// <param name="Outcomes">With every adoption that the text itself forbids turned into a return.</param>
/// <param name="Version">Null when the policy stays as it is.</param>
internal sealed record Successor(ImmutableList<Outcome> Outcomes, PolicyVersion? Version)
{
    public static Successor Of(Workshop workshop, Round round, ImmutableList<Outcome> outcomes, DateTimeOffset now)
    {
        var current = workshop.Current;
        var ratification = outcomes.FirstOrDefault(o => workshop.Find(o.Amendment)?.Proposal is RatifyVersion r && r.Version == current.Number);
        var adopted = outcomes.Where(o => o.Result == Result.Adopted && o != ratification).Select(o => workshop.Find(o.Amendment)!).ToList();
        var reverted = ratification?.Result == Result.Declined ? (RatifyVersion)workshop.Find(ratification.Amendment)!.Proposal : null;

        var start = reverted is null ? new Start(current.Policy, workshop.ClausesMade) : Start.Before(workshop, reverted);
        var applied = Adoption.Apply(start.Policy, start.ClausesMade, adopted);
        var conflicts = applied.Conflicts.ToDictionary(c => c.Amendment, c => c.Why);
        var settled = outcomes.ConvertAll(o => conflicts.TryGetValue(o.Amendment, out var why)
            ? o with { Result = Result.Returned, Why = $"{o.Why} It could not be put into the policy, though: {why}" }
            : o);
        var ratified = ratification?.Result == Result.Adopted;
        if (adopted.Count == applied.Conflicts.Count && !ratified && reverted is null)
            return new Successor(settled, null);
        return new Successor(settled, new PolicyVersion(
            workshop.NextVersion(), applied.Policy, Moment.Truncate(now), Because(round, settled, reverted?.OrElse),
            Provisional: current.Provisional && !ratified && reverted is null));
    }

    private static string Because(Round round, ImmutableList<Outcome> outcomes, VersionNumber? back)
    {
        var adopted = string.Join(", ", outcomes.Where(o => o.Result == Result.Adopted).Select(o => o.Amendment.ToString()));
        var words = adopted.Length == 0 ? "" : $" adopted {adopted}";
        return back is { } version ? $"Round {round.Id} went back to {version}{(words.Length == 0 ? "" : $" and{words}")}" : $"Round {round.Id}{words}";
    }

    /// <summary>Where the adopted changes are put in.</summary>
    private sealed record Start(Policy Policy, int ClausesMade)
    {
        /// <summary>The text before a provisional version, with what rounds have adopted since put in again: a vote is not undone
        /// by declining what nobody voted on. Changes that were written on the provisional words go with them.</summary>
        public static Start Before(Workshop workshop, RatifyVersion reverted)
        {
            var since = workshop.Rounds.Where(r => r.Made is { } made && made.Number > reverted.OrElse.Number)
                .SelectMany(r => r.Outcomes).Where(o => o.Result == Result.Adopted)
                .Select(o => workshop.Find(o.Amendment)!).Where(a => a.Proposal is not RatifyVersion);
            var again = Adoption.Apply(workshop.Find(reverted.OrElse)!.Policy, workshop.ClausesMade, since);
            return new Start(again.Policy, again.ClausesMade);
        }
    }
}
