using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using PolicyBot.Core.Consensus;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Voting;

/// <summary>Decides by the frozen rule: adopted, returned or declined, and why.</summary>
public static class Outcomes
{
    /// <summary>Groups with fewer agree and disagree ballots than this don't bind the group floor.</summary>
    public const int SmallestGroup = 5;

    /// <summary>One outcome for each amendment of the round, in its order; one without a tally counts as nobody having voted.</summary>
    /// <param name="contests">What rankings say of rival wordings; empty where the rule asks for none.</param>
    public static ImmutableList<Outcome> Of(Round round, Workshop workshop, IReadOnlyList<Tally> tallies, ImmutableList<Contest> contests)
    {
        var byAmendment = tallies.ToDictionary(t => t.Amendment);
        var electorateSize = ElectorateSize(round.Rule);
        var alone = round.Amendments.Select(id => Alone(
            byAmendment.GetValueOrDefault(id) ?? new Tally(id, Count.None, ImmutableSortedDictionary<string, Count>.Empty),
            round.Rule, electorateSize)).ToImmutableList();
        return SettleRivals(RankedRivals.Settle(alone, contests, Needed(round.Rule.Quorum, electorateSize)), workshop);
    }

    /// <summary>Ballots (pass included) that a result needs, at least 1; null when a share is asked of an unknown electorate.</summary>
    public static int? Needed(Quorum quorum, int? electorateSize) => quorum switch
    {
        QuorumOf q => Math.Max(1, q.People),
        QuorumShare q => electorateSize is { } size ? (int)Math.Max(1, ((long)q.Percent * size + 99) / 100) : null,
        _ => throw new UnreachableException(),
    };

    /// <summary>How many people may vote under the rule; null when nobody knows.</summary>
    public static int? ElectorateSize(DecisionRule rule) => rule.Electorate switch
    {
        ListedPeople list => list.People.Count,
        EverybodyOf everybody => everybody.People,
        EverybodyHere or ChannelMembers or RoleHolders => null,
        _ => throw new UnreachableException(),
    };

    private static Outcome Alone(Tally tally, DecisionRule rule, int? electorateSize)
    {
        var (result, why) = Judge(tally, rule, electorateSize);
        return new Outcome(tally.Amendment, result, tally, why);
    }

    private static (Result, string) Judge(Tally tally, DecisionRule rule, int? electorateSize)
    {
        var count = tally.Count;
        if (Needed(rule.Quorum, electorateSize) is not { } quorum)
            return (Result.Returned, "The quorum is a share of an electorate whose size is unknown, so the policy stays as it is.");
        if (count.Total == 0)
            return (Result.Returned, "Nobody voted, so the policy stays as it is.");
        if (count.Total < quorum)
            return (Result.Returned, Say($"{People(count.Total)} voted and the quorum is {quorum}, so the policy stays as it is."));
        if (count.Decided == 0)
            return (Result.Returned, Say($"All {count.Total} who voted passed, so the policy stays as it is."));

        var agreed = Say($"{count.Agree} of {count.Decided} agreed ({Percent(count.Agree, count.Decided)})");
        var adopts = Reaches(count.Agree, count.Decided, rule.Threshold);
        var declines = Reaches(count.Disagree, count.Decided, rule.Threshold);
        return (adopts, declines) switch
        {
            (true, true) => (Result.Returned, $"{agreed}, a tie, so the policy stays as it is."),
            (true, false) => Below(tally, rule.GroupFloor) is { } group
                ? (Result.Returned, $"{agreed}, but {group}.")
                : (Result.Adopted, Say($"{agreed}; {rule.Threshold} % were needed.")),
            (false, true) => (Result.Declined, Say($"{count.Disagree} of {count.Decided} disagreed ({Percent(count.Disagree, count.Decided)}); with {rule.Threshold} % it is declined.")),
            _ => (Result.Returned, Say($"{agreed}; neither agree nor disagree reached {rule.Threshold} %.")),
        };
    }

    private static bool Reaches(int part, int all, int percent) => part * 100L >= (long)percent * all;

    private static string? Below(Tally tally, int? floor)
    {
        if (floor is not { } percent)
            return null;
        foreach (var (name, count) in tally.Groups)
        {
            var lower = Wilson.Of(count.Agree, count.Decided).Lower;
            if (count.Decided >= SmallestGroup && lower * 100 <= percent)
                return Say($"in the group “{name}” {count.Agree} of {count.Decided} did, which makes sure of {Math.Floor(lower * 100):0} % only and must exceed {percent} %");
        }

        return null;
    }

    private static ImmutableList<Outcome> SettleRivals(ImmutableList<Outcome> outcomes, Workshop workshop)
    {
        var contested = outcomes
            .Where(o => o.Result == Result.Adopted && workshop.Find(o.Amendment)?.Clause is not null)
            .GroupBy(o => workshop.Find(o.Amendment)!.Clause!.Value)
            .Where(g => g.Count() > 1);
        var losers = contested.SelectMany(Losers).ToDictionary(o => o.Amendment);
        return outcomes.ConvertAll(o => losers.GetValueOrDefault(o.Amendment, o));
    }

    private static IEnumerable<Outcome> Losers(IGrouping<ClauseId, Outcome> rivals)
    {
        var ranked = rivals.OrderByDescending(Surety).ToList();
        var (first, second) = (ranked[0], ranked[1]);
        var tied = Surety(first) == Surety(second);
        return ranked.Skip(tied ? 0 : 1).Select(o => o with
        {
            Result = Result.Returned,
            Why = tied
                ? $"{Agreed(o)}, but {first.Amendment} and {second.Amendment} both change {rivals.Key} and are exactly equal, so the clause stays as it is."
                : $"{Agreed(o)}, but its rival {first.Amendment} changes {rivals.Key} too and was adopted with the surer agreement ({Agreed(first)}).",
        });
    }

    /// <summary>The lower bound of agreement, by which rivals are ranked.</summary>
    private static double Surety(Outcome outcome) => Wilson.Of(outcome.Tally.Count.Agree, outcome.Tally.Count.Decided).Lower;

    internal static string Agreed(Outcome o) =>
        Say($"{o.Tally.Count.Agree} of {o.Tally.Count.Decided} agreed, at least {Math.Floor(Surety(o) * 100):0} % for sure");

    private static string Percent(int part, int all) => Say($"{Math.Floor(1000.0 * part / all) / 10:0.#} %");

    internal static string People(int number) => number == 1 ? "1 person" : Say($"{number} people");

    private static string Say(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
