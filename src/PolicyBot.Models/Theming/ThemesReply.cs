using System.Text.Json.Serialization;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Voting;
using PolicyBot.Models.Endpoints;
using PolicyBot.Models.Prompts;

namespace PolicyBot.Models.Theming;

/// <summary>Reads the themes that a model found and trusts none of it: every quote must stand in its remark, letter by letter.</summary>
internal sealed record ThemesReply([property: JsonPropertyName("themes")] IReadOnlyList<ThemesReply.Found?>? Themes)
{
    public const int MostQuotes = 20;

    public sealed record Found([property: JsonPropertyName("title")] string? Title, [property: JsonPropertyName("quotes")] IReadOnlyList<Quote?>? Quotes);

    public sealed record Quote([property: JsonPropertyName("remark")] int Remark, [property: JsonPropertyName("words")] string? Words);

    /// <summary>The themes, or in one sentence what is wrong with them.</summary>
    public static (IReadOnlyList<ThemeFound>? Themes, string? Problem) Read(string text, ThemesRequest request)
    {
        if (Structured.Parse<ThemesReply>(text) is not { Themes: { } themes }) return (null, Structured.NoObject);
        if (themes.Count > Theme.Most) return (null, $"there may be at most {Theme.Most} themes.");
        var remarks = request.Remarks.ToDictionary(r => r.Number, r => r.Words);
        var found = new List<ThemeFound>();
        foreach (var theme in themes)
        {
            if (TitleOf(theme?.Title) is not { } title) return (null, UnfitTitle);
            if (theme!.Quotes is not { Count: > 0 and <= MostQuotes } quotes) return (null, $"a theme needs 1 to {MostQuotes} quotes.");
            var places = quotes.Select(q => (Remark: q?.Remark ?? 0, Start: StartOf(q, remarks), Length: q?.Words?.Length ?? 0)).ToList();
            if (places.Find(p => p.Start < 0) is { Remark: var wrong } && places.Exists(p => p.Start < 0)) return (null, $"a quote does not stand in remark {wrong}, letter by letter.");
            found.Add(new(title, [.. places.Distinct()]));
        }

        return (found, null);
    }

    public static readonly string UnfitTitle = $"a title is empty, longer than {Theme.LongestTitle} characters, or holds characters that may not be shown.";

    /// <summary>The title as it may be shown; null when it may not.</summary>
    public static string? TitleOf(string? title) => Wording.Check(Unquoted(title ?? ""), Theme.LongestTitle, "The title", out var shown) is null ? shown : null;

    /// <summary>Quotation marks stand around people's exact words alone.</summary>
    private static string Unquoted(string title) => string.Concat(Entries.Clean(title).Replace('\n', ' ').Where(c => !"\"“”„‟«»「」『』".Contains(c)));

    private static int StartOf(Quote? quote, Dictionary<int, string> remarks) =>
        quote is { Words: { } words } && !string.IsNullOrWhiteSpace(words) && remarks.TryGetValue(quote.Remark, out var remark)
            ? remark.IndexOf(words, StringComparison.Ordinal)
            : -1;
}
