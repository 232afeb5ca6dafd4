using System.Runtime.InteropServices;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Consensus;

/// <summary>Who voted how on what: a row a person, a column a statement.</summary>
public sealed class VoteMatrix
{
    /// <summary>The cell of a statement that the person has not voted on; the others are 1 (agree), −1 (disagree) and 0 (pass).</summary>
    public const sbyte Unseen = sbyte.MinValue;

    private readonly sbyte[] _cells;

    /// <summary>Takes the cells row by row, as many as people × columns.</summary>
    public VoteMatrix(int people, int columns, sbyte[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, people * columns);
        (People, Columns, _cells) = (people, columns, cells);
    }

    public int People { get; }

    public int Columns { get; }

    /// <summary>The cells of one person.</summary>
    public ReadOnlySpan<sbyte> this[int person] => _cells.AsSpan(person * Columns, Columns);

    /// <summary>The ballots on <paramref name="columns"/>, in that order, and whose each row is; a later ballot of a person on the
    /// same statement replaces an earlier one.</summary>
    public static (VoteMatrix Votes, IReadOnlyList<Voter> Voters) Of(IEnumerable<SealedBallot> ballots, IReadOnlyList<AmendmentId> columns)
    {
        var at = columns.Index().ToDictionary(c => c.Item, c => c.Index);
        var rows = new Dictionary<Voter, int>();
        var voters = new List<Voter>();
        var cells = new List<sbyte>();
        var (last, row) = (default(Voter), -1);
        foreach (var ballot in ballots)
        {
            if (!at.TryGetValue(ballot.Amendment, out var column))
                continue;
            // Ballots mostly come person by person.
            if (row < 0 || ballot.Voter != last)
                (last, row) = (ballot.Voter, RowOf(ballot.Voter));
            cells[(row * columns.Count) + column] = Cell(ballot.Vote);
        }

        return (new VoteMatrix(voters.Count, columns.Count, [.. cells]), voters);

        int RowOf(Voter voter)
        {
            ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(rows, voter, out var known);
            if (known)
                return row;
            row = voters.Count;
            voters.Add(voter);
            CollectionsMarshal.SetCount(cells, voters.Count * columns.Count);
            CollectionsMarshal.AsSpan(cells)[(row * columns.Count)..].Fill(Unseen);
            return row;
        }
    }

    /// <summary>How many statements a person has voted on, pass included.</summary>
    public int Votes(int person) => Columns - this[person].Count(Unseen);

    /// <summary>The votes of some people on one statement.</summary>
    public Count Count(int column, ReadOnlySpan<int> people)
    {
        var (agree, disagree, pass) = (0, 0, 0);
        foreach (var person in people)
        {
            var cell = _cells[(person * Columns) + column];
            agree += cell == 1 ? 1 : 0;
            disagree += cell == -1 ? 1 : 0;
            pass += cell == 0 ? 1 : 0;
        }

        return new Count(agree, disagree, pass);
    }

    private static sbyte Cell(Vote vote) => vote switch
    {
        Vote.Agree => 1,
        Vote.Disagree => -1,
        _ => 0,
    };
}
