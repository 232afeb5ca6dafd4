using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PolicyBot.Core.Voting;

/// <summary>A piece of a comment: where it stands in it, so that it is always its exact words, and goes when they are erased.</summary>
/// <param name="Remark">The comment's id.</param>
public sealed record ThemeQuote(string Remark, int Start, int Length)
{
    /// <summary>The words; null when the comment has none there any more.</summary>
    public string? In(string? words) => words is not null && Start >= 0 && Length > 0 && Start + Length <= words.Length ? words.Substring(Start, Length) : null;
}

/// <summary>Comments on an amendment that say something alike, grouped by a model.</summary>
/// <param name="Title">The model's words, at most 80 characters.</param>
public sealed record Theme(string Title, ImmutableList<ThemeQuote> Quotes)
{
    public const int Most = 7, LongestTitle = 80, FewestComments = 3;

    /// <summary>Whether a remark is among those that are grouped: a comment whose words may be seen.</summary>
    public static bool Groups(Remark remark) => remark is { Kind: RemarkKind.Comment, Withdrawn: false, Words: not null };

    /// <summary>How many comments it quotes.</summary>
    [JsonIgnore]
    public int Comments => Quotes.Select(q => q.Remark).Distinct().Count();

    /// <summary>One theme with the quotes of all of these, each once.</summary>
    public static Theme Of(string title, IEnumerable<Theme> themes) => new(title, [.. themes.SelectMany(t => t.Quotes).Distinct()]);

    /// <summary>Those that have the same title as one, of them the seven with the most comments: for when no model says which say the same.</summary>
    public static ImmutableList<Theme> ByTitle(IEnumerable<Theme> themes) =>
    [
        .. themes.GroupBy(t => t.Title, StringComparer.OrdinalIgnoreCase).Select(g => Of(g.First().Title, g))
            .OrderByDescending(t => t.Comments).Take(Most),
    ];
}

/// <summary>The themes of one amendment's comments.</summary>
/// <param name="By">The model that grouped them.</param>
public sealed record Themes(AmendmentId Amendment, ImmutableList<Theme> All, string By);
