using System.Collections.Immutable;
using PolicyBot.Core.Rounds;

namespace PolicyBot.Core.Confirmations;

/// <summary>Intention fidelity: the share of an amendment's backers who confirm that the model now does what they meant.</summary>
public static class Fidelities
{
    /// <summary>Counts the backers' answers about one amendment; those of people who opposed it or did neither are not in it.</summary>
    /// <param name="groups">Of all amendments.</param>
    public static Fidelity Of(AmendmentId amendment, IEnumerable<ConfirmationCount> counts, IEnumerable<GroupFidelity>? groups = null)
    {
        var own = groups?.Where(g => g.Amendment == amendment).ToImmutableList();
        var backers = counts.Where(c => c.Amendment == amendment && c.Backed == true).ToList();
        return new Fidelity(amendment, People(Meant.Matches), People(Meant.Partly), People(Meant.No), People(Meant.ChangedMyMind))
        {
            Causes = backers.Where(c => c.Cause is not null).GroupBy(c => c.Cause!.Value)
                .ToImmutableSortedDictionary(g => g.Key, g => g.Sum(c => c.People)),
            Groups = own is { IsEmpty: false } ? own : null,
        };

        int People(Meant meant) => backers.Where(c => c.Meant == meant).Sum(c => c.People);
    }

    /// <summary>True when enough have answered and the share of matches is below <paramref name="percent"/>, in whole numbers.</summary>
    public static bool Fails(Fidelity fidelity, int percent) =>
        fidelity.Known && fidelity.Matches * 100L < (long)percent * fidelity.Answers;
}
