using System.Globalization;
using System.Text.Json.Serialization;
using PolicyBot.App;
using PolicyBot.Core.Voting;
using PolicyBot.Models.Endpoints;

namespace PolicyBot.Models.Theming;

/// <summary>Reads which themes a model brings together and trusts none of it: every number must exist and stand once.</summary>
internal sealed record MergeReply([property: JsonPropertyName("themes")] IReadOnlyList<MergeReply.Together?>? Themes)
{
    public sealed record Together([property: JsonPropertyName("title")] string? Title, [property: JsonPropertyName("of")] IReadOnlyList<int>? Of);

    /// <summary>The themes, or in one sentence what is wrong with them.</summary>
    public static (IReadOnlyList<ThemesTogether>? Themes, string? Problem) Read(string text, MergeRequest request)
    {
        if (Structured.Parse<MergeReply>(text) is not { Themes: { } themes }) return (null, Structured.NoObject);
        if (themes.Count is 0 or > Theme.Most) return (null, $"there must be 1 to {Theme.Most} themes.");
        var named = themes.SelectMany(t => t?.Of ?? []).ToList();
        if (named.Find(n => n < 1 || n > request.Themes.Count) is var unknown && named.Exists(n => n < 1 || n > request.Themes.Count))
            return (null, $"there is no theme {unknown.ToString(CultureInfo.InvariantCulture)}.");
        if (named.Count != named.Distinct().Count()) return (null, "a number is named more than once.");
        var together = new List<ThemesTogether>();
        foreach (var theme in themes)
        {
            if (theme?.Of is not { Count: > 0 } of) return (null, "a theme brings nothing together.");
            if (ThemesReply.TitleOf(theme.Title) is not { } title) return (null, ThemesReply.UnfitTitle);
            together.Add(new(title, of));
        }

        return (together, null);
    }
}
