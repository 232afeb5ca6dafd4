using System.Text.Json;
using System.Text.Json.Serialization;

namespace PolicyBot.Host.Rehearsal;

/// <summary>What a rehearsal printed: counts, seconds, ballots a second, milliseconds.</summary>
internal sealed record Result
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required int People { get; init; }

    public required int Amendments { get; init; }

    public required int BallotsSent { get; init; }

    public required int BallotsStored { get; init; }

    public required int Adopted { get; init; }

    public required int Returned { get; init; }

    public required int Declined { get; init; }

    public required int PolicyVersion { get; init; }

    public required int Closes { get; init; }

    public required double ElapsedS { get; init; }

    public required double BallotsPerS { get; init; }

    [JsonPropertyName("p50_ms")]
    public required double P50Ms { get; init; }

    [JsonPropertyName("p99_ms")]
    public required double P99Ms { get; init; }

    public required bool LogVerified { get; init; }

    public string Json() => JsonSerializer.Serialize(this, Snake);

    public string Words() =>
        $"""
        People            {People,10:N0}
        Amendments        {Amendments,10:N0}   adopted {Adopted}, returned {Returned}, declined {Declined}
        Ballots sent      {BallotsSent,10:N0}
        Ballots stored    {BallotsStored,10:N0}
        Policy version    {PolicyVersion,10:N0}   closes {Closes}
        Log               {(LogVerified ? "verified" : "BROKEN"),10}
        Took              {ElapsedS,10:N1} s
        Ballots a second  {BallotsPerS,10:N0}   median {P50Ms:N1} ms, 99th percentile {P99Ms:N1} ms
        """;
}
