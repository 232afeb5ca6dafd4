using System.Text.Json.Serialization;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Models.Endpoints;
using PolicyBot.Models.Prompts;

namespace PolicyBot.Models.Rewording;

/// <summary>Reads what a model offers and trusts none of it: a clause that it names must stand in the policy.</summary>
internal sealed record RewordReply(
    [property: JsonPropertyName("clause")] string? Clause,
    [property: JsonPropertyName("wording")] string? Words,
    [property: JsonPropertyName("why")] string? Why)
{
    private const int LongestWhy = 1_000;

    /// <summary>The offer, or in one sentence what is wrong with it.</summary>
    public static (RewordOffer? Offer, string? Problem) Read(string text, RewordRequest request)
    {
        if (Structured.Parse<RewordReply>(text) is not { } reply) return (null, Structured.NoObject);
        if (Wording.Check(Entries.Clean(reply.Why ?? ""), LongestWhy, "Why", out var why) is not null) return (null, "why is empty or too long, or holds characters that may not be shown.");
        if (reply.Words is null) return (new(null, null, why), null);
        if (Wording.Check(Entries.Clean(reply.Words), Wording.Longest, "The wording", out var wording) is not null) return (null, "wording can't be used as a clause.");
        if (reply.Clause is null) return (new(null, wording, why), null);
        return request.Policy.Clauses.FirstOrDefault(c => c.Id.ToString() == reply.Clause) is not { } clause ? (null, "clause is not in the policy.")
            : clause.Text == wording ? (new(null, null, why), null)
            : (new(clause.Id, wording, why), null);
    }
}
