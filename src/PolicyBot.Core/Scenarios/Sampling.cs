namespace PolicyBot.Core.Scenarios;

/// <summary>How a workshop wants its sample responses made; null leaves it to the installation.</summary>
public sealed record Sampling
{
    /// <summary>One of the models that the installation offers.</summary>
    public string? Model { get; init; }

    /// <summary>0–2.</summary>
    public double? Temperature { get; init; }

    /// <summary>Of the first sample, 0–1,000,000,000; each further sample's is one higher.</summary>
    public int? Seed { get; init; }

    /// <summary>In tokens, 16–100,000.</summary>
    public int? LongestAnswer { get; init; }
}
