using System.Collections.Immutable;

namespace PolicyBot.Core.Consensus;

/// <summary>Whose votes are enough to place a person among the others.</summary>
public static class Conversation
{
    /// <summary>Votes that place a person, where there are as many statements.</summary>
    public const int EnoughVotes = 7;

    /// <summary>If fewer are in, the most active others join them until there are so many.</summary>
    public const int FewestPeople = 15;

    /// <summary>Rows of those who are in, ascending; among equally active ones those of earlier rows join first (Small et al.,
    /// Polis: Scaling Deliberation by Mapping High Dimensional Opinion Spaces, 2021).</summary>
    public static ImmutableArray<int> In(VoteMatrix votes)
    {
        var enough = Math.Min(EnoughVotes, votes.Columns);
        var active = Enumerable.Range(0, votes.People).Select(p => (Person: p, Votes: votes.Votes(p))).OrderByDescending(p => p.Votes).ToList();
        var there = active.Count(p => p.Votes >= enough);
        return [.. active.Take(Math.Max(there, FewestPeople)).Select(p => p.Person).Order()];
    }

    /// <summary>People who gave one and the same vote on everything, at least <see cref="EnoughVotes"/> times: to be told, never to be left out.</summary>
    public static int StraightLiners(VoteMatrix votes)
    {
        var found = 0;
        for (var person = 0; person < votes.People; person++)
        {
            var cells = votes[person];
            var first = cells.IndexOfAnyExcept(VoteMatrix.Unseen);
            if (votes.Votes(person) >= EnoughVotes && cells.IndexOfAnyExcept(VoteMatrix.Unseen, cells[first]) < 0)
                found++;
        }

        return found;
    }

    /// <summary>People who voted on some statements but not on all.</summary>
    public static int Unfinished(VoteMatrix votes) => Enumerable.Range(0, votes.People).Count(p => votes.Votes(p) < votes.Columns);
}
