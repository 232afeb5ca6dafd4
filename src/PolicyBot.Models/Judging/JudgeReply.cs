using System.Text.Json.Serialization;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Scenarios;
using PolicyBot.Models.Endpoints;
using PolicyBot.Models.Prompts;

namespace PolicyBot.Models.Judging;

/// <summary>Reads what a judge says and trusts none of it: every clause that it names must stand in the policy, once.</summary>
internal sealed record JudgeReply(
    [property: JsonPropertyName("bears_on")] IReadOnlyList<JudgeReply.Clause?>? BearsOn,
    [property: JsonPropertyName("change")] string? Change,
    [property: JsonPropertyName("why")] string? Why)
{
    public sealed record Clause([property: JsonPropertyName("clause")] string? Id, [property: JsonPropertyName("followed")] bool Followed);

    /// <summary>The judgement, or in one sentence what is wrong with it.</summary>
    public static (Judgement? Judgement, string? Problem) Read(string text, JudgeRequest request) =>
        Structured.Parse<JudgeReply>(text) is not { } reply ? (null, Structured.NoObject)
        : reply.Problem(request.Policy) is { } problem ? (null, problem)
        : (reply.Judged(request), null);

    private string? Problem(Policy policy)
    {
        if (BearsOn is null || BearsOn.Any(b => b?.Id is null)) return "bears_on is missing, or a clause in it.";
        if (BearsOn.Count > Judgement.MostBearings) return $"bears_on may name {Judgement.MostBearings} clauses.";
        if (BearsOn.FirstOrDefault(b => Find(policy, b!.Id!) is null) is not null) return "a clause in bears_on is not in the policy.";
        if (BearsOn.Select(b => b!.Id).Distinct().Count() != BearsOn.Count) return "a clause is named more than once.";
        if (ShiftIn() is null) return "change must be none, wording or substance.";
        return Wording.Check(Entries.Clean(Why ?? ""), Judgement.LongestWhy, "Why", out _) is null ? null : $"why is empty, longer than {Judgement.LongestWhy} characters, or holds characters that may not be shown.";
    }

    private Judgement Judged(JudgeRequest request)
    {
        Wording.Check(Entries.Clean(Why!), Judgement.LongestWhy, "Why", out var why);
        return new(request.Scenario.Id, ShiftIn()!.Value, [.. BearsOn!.Select(b => new Bearing(Find(request.Policy, b!.Id!)!.Id, b.Followed))], why);
    }

    private Shift? ShiftIn() => Change switch
    {
        "none" => Shift.None,
        "wording" => Shift.Wording,
        "substance" => Shift.Substance,
        _ => null,
    };

    private static Core.Policies.Clause? Find(Policy policy, string id) => policy.Clauses.FirstOrDefault(c => c.Id.ToString() == id);
}
