using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PolicyBot.Core.Consensus;

namespace PolicyBot.Core.Voting;

/// <summary>What the rankings of one clause's rival wordings say together.</summary>
/// <param name="Rivals">In order of their ids, 2 to <see cref="RivalWordings.Most"/>.</param>
/// <param name="People">Who ranked them, ≥ 0.</param>
/// <param name="Preferred">A row for each rival: how many people prefer it to each of the rivals.</param>
public sealed record Contest(ClauseId Clause, ImmutableList<AmendmentId> Rivals, int People, ImmutableList<ImmutableList<int>> Preferred)
{
    /// <summary>Rivals by <see cref="Schulze"/> from the most wanted on; those in one place are tied.</summary>
    [JsonIgnore]
    public ImmutableList<ImmutableList<AmendmentId>> Places =>
        Schulze.Places(Matrix()).ConvertAll(place => place.ConvertAll(i => Rivals[i]));

    /// <summary>How many people prefer one rival to another.</summary>
    public int Prefer(AmendmentId one, AmendmentId other) => Preferred[Rivals.IndexOf(one)][Rivals.IndexOf(other)];

    private int[,] Matrix()
    {
        var matrix = new int[Rivals.Count, Rivals.Count];
        for (var i = 0; i < Rivals.Count; i++)
            for (var j = 0; j < Rivals.Count; j++)
                matrix[i, j] = Preferred[i][j];
        return matrix;
    }
}
