using System.Collections.Immutable;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Consensus;

/// <summary>Finds the opinion groups of a round.</summary>
public static class Opinions
{
    /// <summary>The analysis of valid ballots; the same ballots in another order give the same. In an anonymous round nothing is told
    /// of fewer than 5 people.</summary>
    public static Opinion Of(Round round, IEnumerable<SealedBallot> valid)
    {
        var (votes, _) = VoteMatrix.Of(valid, round.Amendments);
        var opinion = new Opinion(votes.People, Placed(votes), Conversation.StraightLiners(votes), Conversation.Unfinished(votes));
        return Find(round, votes) is { } found ? Told(opinion, round, found) : opinion;
    }

    /// <summary>The group of each person who is in one, from 0 for A.</summary>
    public static IReadOnlyDictionary<Voter, int> Members(Round round, IEnumerable<SealedBallot> valid)
    {
        var (votes, voters) = VoteMatrix.Of(valid, round.Amendments);
        return Find(round, votes) is { } found
            ? found.Placed.Index().ToDictionary(p => voters[p.Item], p => found.Groups.Of[p.Index])
            : new Dictionary<Voter, int>();
    }

    private static int Placed(VoteMatrix votes) => Enumerable.Range(0, votes.People).Count(p => votes.Votes(p) >= Conversation.EnoughVotes);

    private static Found? Find(Round round, VoteMatrix votes)
    {
        if (Placed(votes) < Opinion.EnoughPeople)
            return null;
        var (axes, placed) = (Axes.Of(votes), Conversation.In(votes));
        var places = placed.Select(p => axes.Of(votes[p])).ToList();
        return Grouping.Find(places, (ulong)round.Id.Number) is { } groups ? new Found(votes, placed, places, groups) : null;
    }

    private sealed record Found(VoteMatrix Votes, ImmutableArray<int> Placed, List<Point> Places, Grouping Groups);

    private static Opinion Told(Opinion opinion, Round round, Found found)
    {
        var (smallest, digits) = round.Rule.Anonymous ? (Grouping.SmallestGroup, 0) : (1, 1);
        var members = found.Groups.Centres.Select((_, g) => found.Placed.Where((_, i) => found.Groups.Of[i] == g).ToArray()).ToList();
        return opinion with
        {
            Groups = [.. found.Groups.Centres.Select((c, g) => new OpinionGroup(Name(g), members[g].Length, c.Rounded(3)))],
            Separation = Math.Round(found.Groups.Separation, 3),
            Counts = [.. round.Amendments.Select((a, column) => CountOf(a, column))],
            Map =
            [
                .. found.Places.Select((p, i) => (At: p.Rounded(digits), Group: Name(found.Groups.Of[i]))).CountBy(p => p)
                    .Where(s => s.Value >= smallest).Select(s => new MapSpot(s.Key.At, s.Key.Group, s.Value))
                    .OrderBy(s => s.At.X).ThenBy(s => s.At.Y).ThenBy(s => s.Group, StringComparer.Ordinal),
            ],
        };

        Tally CountOf(AmendmentId amendment, int column) => new(
            amendment,
            found.Votes.Count(column, found.Placed.AsSpan()),
            members.Select((people, g) => (Name: Name(g), Count: found.Votes.Count(column, people))).Where(g => g.Count.Total >= smallest)
                .ToImmutableSortedDictionary(g => g.Name, g => g.Count, StringComparer.Ordinal));
    }

    private static string Name(int group) => ((char)('A' + group)).ToString();
}
