using System.Globalization;
using System.Text.Json.Serialization;
using PolicyBot.App;
using PolicyBot.Models.Endpoints;
using PolicyBot.Models.Prompts;

namespace PolicyBot.Models.Redrafting;

/// <summary>Reads what a model offers and trusts none of it: every cited remark must exist and be cited once.</summary>
internal sealed record RedraftReply(
    [property: JsonPropertyName("wording")] string? Wording,
    [property: JsonPropertyName("why")] string? Why,
    [property: JsonPropertyName("answered")] IReadOnlyList<int>? Answered,
    [property: JsonPropertyName("not_answered")] IReadOnlyList<RedraftReply.Left?>? NotAnswered)
{
    private const int LongestWording = 4_000, LongestWhy = 1_000;

    public sealed record Left([property: JsonPropertyName("remark")] int Remark, [property: JsonPropertyName("why")] string? Why);

    /// <summary>The offer, or in one sentence what is wrong with it.</summary>
    public static (RedraftOffer? Offer, string? Problem) Read(string text, RedraftRequest request)
    {
        if (Structured.Parse<RedraftReply>(text) is not { } reply) return (null, Structured.NoObject);
        return reply.Problem(request) is { } problem ? (null, problem) : (reply.Offer(request), null);
    }

    /// <summary>No wording, for one reason that holds for every remark.</summary>
    public static RedraftOffer NothingFrom(RedraftRequest request, string why) =>
        new(null, why, [], request.Remarks.ToDictionary(r => r.Number, _ => why));

    private string? Problem(RedraftRequest request)
    {
        if (string.IsNullOrWhiteSpace(Why)) return "why is empty.";
        if (Why.Length > LongestWhy || Wording?.Length > LongestWording) return $"wording may have {LongestWording} characters, why {LongestWhy}.";
        if (!string.IsNullOrWhiteSpace(Wording) && Core.Wording.Check(Entries.Clean(Wording), LongestWording, "wording", out _) is { } unfit) return unfit.Reason;
        if (Answered is null || NotAnswered is null || NotAnswered.Any(l => string.IsNullOrWhiteSpace(l?.Why)))
            return "answered or not_answered is missing, or a reason in it.";
        var cited = Answered.Concat(NotAnswered.Select(l => l!.Remark)).ToList();
        var known = request.Remarks.Select(r => r.Number).ToHashSet();
        if (cited.Where(n => !known.Contains(n)).Distinct().ToList() is [_, ..] unknown)
            return $"there is no remark {string.Join(", ", unknown.Select(n => n.ToString(CultureInfo.InvariantCulture)))}.";
        if (cited.Count != cited.Distinct().Count()) return "a remark is named more than once.";
        // What a draft has already is answered without another wording.
        return Wording is null && request.Draft is null && Answered.Count > 0 ? "remarks are called answered, but there is no wording." : null;
    }

    private RedraftOffer Offer(RedraftRequest request)
    {
        var wording = Wording is null ? "" : Entries.Clean(Wording).Trim();
        var why = Entries.Clean(Why!).Trim();
        var same = wording.Length == 0 || wording == (request.Draft?.Wording ?? request.ProposedText).Trim();
        if (same && request.Draft is null)
            return new(null, why, [], request.Remarks.ToDictionary(r => r.Number, r => ReasonFor(r.Number) ?? why));
        var left = request.Remarks.Where(r => !Answered!.Contains(r.Number))
            .ToDictionary(r => r.Number, r => ReasonFor(r.Number) ?? "The model did not say.");
        return new(same ? null : wording, why, [.. Answered!.Order()], left);
    }

    private string? ReasonFor(int remark) =>
        NotAnswered!.FirstOrDefault(l => l!.Remark == remark)?.Why is { } why ? Shortened(Entries.Clean(why).Trim()) : null;

    private static string Shortened(string text) => text.Length <= LongestWhy ? text : text[..(char.IsHighSurrogate(text[LongestWhy - 2]) ? LongestWhy - 2 : LongestWhy - 1)] + "…";
}
