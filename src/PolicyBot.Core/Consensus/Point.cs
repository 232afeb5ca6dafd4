using System.Text.Json.Serialization;

namespace PolicyBot.Core.Consensus;

/// <summary>A point of the opinion map; only distances mean something, not the directions.</summary>
public readonly record struct Point(double X, double Y)
{
    /// <summary>How far it is from the middle; of a statement: its extremity.</summary>
    [JsonIgnore]
    public double Length => Math.Sqrt((X * X) + (Y * Y));

    public double SquareTo(Point other) => ((X - other.X) * (X - other.X)) + ((Y - other.Y) * (Y - other.Y));

    public Point Rounded(int digits) => new(Math.Round(X, digits) + 0.0, Math.Round(Y, digits) + 0.0);
}
