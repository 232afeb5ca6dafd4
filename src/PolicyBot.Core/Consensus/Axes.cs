using System.Numerics;
using System.Runtime.InteropServices;

namespace PolicyBot.Core.Consensus;

/// <summary>The two directions in which people differ most (principal components; formulas as in Small et al., 2021).</summary>
/// <param name="Centre">Mean of each column over the votes in it; an unseen statement counts as that mean.</param>
/// <param name="First">Of length 1, or all zero when everybody votes alike.</param>
public sealed record Axes(double[] Centre, double[] First, double[] Second)
{
    private const int MostSteps = 3_000;
    private const double Still = 1e-12;

    public static Axes Of(VoteMatrix votes)
    {
        var centre = Means(votes);
        var products = Products(votes, centre);
        var (first, strength) = Strongest(products, votes.Columns);
        for (var i = 0; i < votes.Columns; i++)
            for (var j = 0; j < votes.Columns; j++)
                products[(i * votes.Columns) + j] -= strength * first[i] * first[j];
        return new Axes(centre, first, Strongest(products, votes.Columns).Vector);
    }

    /// <summary>Where a person is: the votes' projection, longer the fewer there are, so that who votes little is not in the middle
    /// for that alone.</summary>
    public Point Of(ReadOnlySpan<sbyte> cells)
    {
        var (x, y, seen) = (0.0, 0.0, 0);
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i] == VoteMatrix.Unseen)
                continue;
            seen++;
            x += (cells[i] - Centre[i]) * First[i];
            y += (cells[i] - Centre[i]) * Second[i];
        }

        var scale = Math.Sqrt(cells.Length / (double)Math.Max(seen, 1));
        return new Point(scale * x, scale * y);
    }

    /// <summary>Where a statement is: the place of somebody who agreed with it and saw nothing else.</summary>
    public Point OfStatement(int column)
    {
        var scale = Math.Sqrt(Centre.Length) * (1 - Centre[column]);
        return new Point(scale * First[column], scale * Second[column]);
    }

    private static double[] Means(VoteMatrix votes)
    {
        var (sums, seen) = (new double[votes.Columns], new int[votes.Columns]);
        for (var person = 0; person < votes.People; person++)
        {
            var cells = votes[person];
            for (var i = 0; i < cells.Length; i++)
            {
                if (cells[i] == VoteMatrix.Unseen)
                    continue;
                sums[i] += cells[i];
                seen[i]++;
            }
        }

        for (var i = 0; i < sums.Length; i++)
            sums[i] /= Math.Max(1, seen[i]);
        return sums;
    }

    /// <summary>Sums over people of the products of their centred votes, columns × columns.</summary>
    private static double[] Products(VoteMatrix votes, double[] centre)
    {
        var columns = votes.Columns;
        var sums = new double[columns * columns];
        var row = new double[columns];
        for (var person = 0; person < votes.People; person++)
        {
            var cells = votes[person];
            for (var i = 0; i < columns; i++)
                row[i] = cells[i] == VoteMatrix.Unseen ? 0 : cells[i] - centre[i];
            for (var i = 0; i < columns; i++)
                if (row[i] != 0)
                    AddTimes(row[i], row.AsSpan(i), sums.AsSpan((i * columns) + i, columns - i));
        }

        for (var i = 0; i < columns; i++)
            for (var j = 0; j < i; j++)
                sums[(i * columns) + j] = sums[(j * columns) + i];
        return sums;
    }

    /// <summary>The eigenvector with the largest eigenvalue, by power iteration; its sign makes the sum of its cubes positive.</summary>
    private static (double[] Vector, double Strength) Strongest(double[] products, int columns)
    {
        var start = Enumerable.Range(0, columns).MaxBy(i => products[(i * columns) + i]);
        var vector = products.AsSpan(start * columns, columns).ToArray();
        var strength = Normalise(vector);
        // What taking the first direction away leaves of nothing is rounding, no direction.
        for (var step = 0; step < MostSteps && strength > 1e-9; step++)
        {
            var next = new double[columns];
            for (var i = 0; i < columns; i++)
                AddTimes(vector[i], products.AsSpan(i * columns, columns), next);
            strength = Normalise(next);
            var moved = next.Zip(vector, (a, b) => Math.Abs(a - b)).Max();
            vector = next;
            if (moved < Still)
                break;
        }

        if (strength <= 1e-9)
            return (new double[columns], 0);
        var sign = Math.Sign(vector.Sum(v => v * v * v)) < 0 ? -1 : 1;
        return ([.. vector.Select(v => sign * v)], strength);
    }

    private static double Normalise(Span<double> vector)
    {
        var sum = 0.0;
        foreach (var value in vector)
            sum += value * value;
        var length = Math.Sqrt(sum);
        for (var i = 0; i < vector.Length && length > 0; i++)
            vector[i] /= length;
        return length;
    }

    /// <summary>Adds a multiple element by element, so that every width of vector gives the same sums.</summary>
    private static void AddTimes(double factor, ReadOnlySpan<double> values, Span<double> sums)
    {
        var wide = MemoryMarshal.Cast<double, Vector<double>>(sums);
        var from = MemoryMarshal.Cast<double, Vector<double>>(values[..sums.Length]);
        var times = new Vector<double>(factor);
        for (var i = 0; i < wide.Length; i++)
            wide[i] += times * from[i];
        for (var i = wide.Length * Vector<double>.Count; i < sums.Length; i++)
            sums[i] += factor * values[i];
    }
}
