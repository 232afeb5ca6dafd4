using System.Collections.Immutable;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Rounds;

namespace PolicyBot.Core.Voting;

/// <summary>How far the people of one declared group went through a round; each count is of people and at most the one before it
/// within its pair.</summary>
/// <param name="Group">Null: everybody.</param>
/// <param name="Voted">Who cast a ballot.</param>
/// <param name="Finished">Those of them who voted on every amendment.</param>
/// <param name="Backed">Who agreed with something that was adopted and was asked to confirm it.</param>
/// <param name="Answered">Those of them who answered at least once.</param>
public sealed record TookPart(string? Group, int Voted, int Finished, int Backed, int Answered);

/// <summary>Counts who dropped out, and where.</summary>
public static class Participation
{
    /// <summary>Everybody first, then each declared group; in an anonymous round not those of fewer than 5.</summary>
    public static ImmutableList<TookPart> Of(Round round, IEnumerable<SealedBallot> valid, IEnumerable<Confirmation> confirmations)
    {
        var asked = round.Outcomes.Where(o => o.Result == Result.Adopted).Select(o => o.Amendment).ToHashSet();
        var answered = confirmations.Select(c => c.Voter).ToHashSet();
        var people = valid.GroupBy(b => b.Voter).Select(own => new Person(
            own.Max(b => b.Group), own.Count() >= round.Amendments.Count, own.Any(b => b.Vote == Vote.Agree && asked.Contains(b.Amendment)), answered.Contains(own.Key))).ToList();
        return
        [
            Count(null, people),
            .. people.Where(p => p.Group is not null).GroupBy(p => p.Group!).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Where(g => !round.Rule.Anonymous || g.Count() >= Outcomes.SmallestGroup).Select(g => Count(g.Key, [.. g])),
        ];
    }

    private static TookPart Count(string? group, IReadOnlyList<Person> people) => new(
        group, people.Count, people.Count(p => p.Finished), people.Count(p => p.Backed), people.Count(p => p.Backed && p.Answered));

    private sealed record Person(string? Group, bool Finished, bool Backed, bool Answered);
}
