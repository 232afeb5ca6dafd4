using System.Collections.Immutable;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Confirmations;

/// <summary>Works out, when counting, whether those who answered had backed the amendment.</summary>
public static class Backing
{
    /// <summary>Answers counted by amendment, answer, cause and how the person had voted; ballots of others are passed over.</summary>
    public static ImmutableList<ConfirmationCount> Count(IEnumerable<Confirmation> confirmations, IEnumerable<SealedBallot> ballots)
    {
        var answers = confirmations.ToList();
        var asked = answers.Select(a => (a.Amendment, a.Voter)).ToHashSet();
        var votes = new Dictionary<(AmendmentId, Voter), Vote>();
        foreach (var ballot in ballots)
            if (asked.Contains((ballot.Amendment, ballot.Voter)))
                votes[(ballot.Amendment, ballot.Voter)] = ballot.Vote;
        return
        [
            .. answers
                .GroupBy(a => (a.Amendment, Backed: Backed(votes, a), a.Meant, Cause: a.Meant == Meant.No ? a.Cause : null))
                .OrderBy(g => g.Key.Amendment.Number).ThenBy(g => g.Key.Backed switch { true => 0, false => 1, null => 2 })
                .ThenBy(g => g.Key.Meant).ThenBy(g => g.Key.Cause)
                .Select(g => new ConfirmationCount(g.Key.Amendment, g.Key.Backed, g.Key.Meant, g.Key.Cause, g.Count())),
        ];
    }

    /// <summary>Answers of backers by declared group, of groups with at least <see cref="Outcomes.SmallestGroup"/> of them;
    /// who changed their mind is in none.</summary>
    public static ImmutableList<GroupFidelity> ByGroup(IEnumerable<Confirmation> confirmations, IEnumerable<SealedBallot> ballots)
    {
        var groups = ballots.Where(b => b.Vote == Vote.Agree && b.Group is not null).ToDictionary(b => (b.Amendment, b.Voter), b => b.Group!);
        return
        [
            .. confirmations.Where(c => c.Meant != Meant.ChangedMyMind && groups.ContainsKey((c.Amendment, c.Voter)))
                .GroupBy(c => (c.Amendment, Group: groups[(c.Amendment, c.Voter)]))
                .Where(g => g.Count() >= Outcomes.SmallestGroup)
                .OrderBy(g => g.Key.Amendment.Number).ThenBy(g => g.Key.Group, StringComparer.Ordinal)
                .Select(g => new GroupFidelity(g.Key.Amendment, g.Key.Group, g.Count(c => c.Meant == Meant.Matches), g.Count())),
        ];
    }

    private static bool? Backed(Dictionary<(AmendmentId, Voter), Vote> votes, Confirmation answer) =>
        votes.TryGetValue((answer.Amendment, answer.Voter), out var vote)
            ? vote switch { Vote.Agree => true, Vote.Disagree => false, _ => null }
            : null;
}
