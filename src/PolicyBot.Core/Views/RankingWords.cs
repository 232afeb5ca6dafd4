using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Views;

/// <summary>Rival wordings and their rankings, in words.</summary>
internal static class RankingWords
{
    /// <summary>What an amendment is ranked against; null when nothing is.</summary>
    public static RivalWordings? RivalsOf(Workshop workshop, Round round, AmendmentId amendment) =>
        RivalWordings.Of(round, workshop).Find(r => r.Wordings.Exists(w => w.Id == amendment));

    /// <summary>What is asked, in one sentence.</summary>
    public static string Ask(RivalWordings rivals) =>
        $"{Names(rivals.Wordings.Select(w => w.Id))} are rival wordings of {rivals.Clause}: at most one is adopted. Rank them, and vote on each of them too.";

    public static Button Button(RivalWordings rivals) => new($"Rank {rivals.Clause}", Acts.Rank(rivals));

    /// <summary>How many ranked, the order, and by how many each one stands before the next.</summary>
    public static string Of(Contest contest)
    {
        if (contest.People == 0)
            return $"Nobody ranked the wordings of {contest.Clause}.";
        var order = string.Join(", then ", contest.Places.Select(p => p.Count > 1 ? $"{Names(p)} (tied)" : p[0].ToString()));
        var ids = contest.Places.SelectMany(p => p).ToList();
        var pairs = string.Join("; ", ids.Zip(ids.Skip(1)).Select(p =>
            $"{contest.Prefer(p.First, p.Second)} {(contest.Prefer(p.First, p.Second) == 1 ? "prefers" : "prefer")} {p.First} to {p.Second}, {contest.Prefer(p.Second, p.First)} the other way round"));
        return $"{Speaking.People(contest.People)} ranked the wordings of {contest.Clause}: {order}. {pairs}.";
    }

    /// <summary>A person's own rankings in the running round.</summary>
    public static IEnumerable<Block> Own(Participant me) => me.Rankings.Count == 0 ? [] :
        [new Facts([.. me.Rankings.OrderBy(r => r.Clause.Number).Select(r => new Fact($"Wordings of {r.Clause}", string.Join(", then ", r.Order)))])];

    /// <summary><c>A3, A4 and A5</c>.</summary>
    public static string Names(IEnumerable<AmendmentId> ids) => ids.ToList() switch
    {
        [] => "",
        [var one] => one.ToString(),
        [.. var most, var last] => $"{string.Join(", ", most)} and {last}",
    };
}
