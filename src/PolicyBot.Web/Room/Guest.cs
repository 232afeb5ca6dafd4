using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace PolicyBot.Web.Room;

/// <summary>Somebody in a room.</summary>
/// <param name="Id">The account's id: the name in lower case.</param>
/// <param name="Name">As shown.</param>
public sealed record Guest(string Id, string Name)
{
    public const int LongestName = 40;

    /// <summary>Author of what the bot posts; nobody else can be called that.</summary>
    public static readonly Guest Bot = new("policybot", "PolicyBot");

    /// <summary>A guest of that name, one spelling for what looks alike to a reader; null when it holds no letter or digit,
    /// is longer than 40 characters, or is the bot's.</summary>
    public static Guest? Named(string? name)
    {
        if (name is null or { Length: > 400 })
            return null;
        var shown = Tidy(name);
        if (shown.Length > LongestName || !shown.Any(char.IsLetterOrDigit))
            return null;
        var id = shown.ToLowerInvariant();
        return id == Bot.Id ? null : new Guest(id, shown);
    }

    /// <summary>Stands for whoever asked to be forgotten.</summary>
    public static readonly Guest Former = new("", "a former participant");

    /// <summary>One or two letters that stand for the name in its picture.</summary>
    [JsonIgnore]
    public string Initials
    {
        get
        {
            var words = Name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var letters = words.Length > 1 ? [words[0], words[^1]] : words;
            return string.Concat(letters.Select(w => StringInfo.GetNextTextElement(w))).ToUpperInvariant();
        }
    }

    /// <summary>0–7, the same for the same name on every day.</summary>
    [JsonIgnore]
    public int Tint => (int)(Id.Aggregate(2166136261u, (sum, c) => unchecked((sum ^ c) * 16777619u)) >> 7 & 7);

    /// <summary>Compatibility forms folded, invisible and direction-turning characters dropped, spaces single.</summary>
    private static string Tidy(string name)
    {
        var whole = new StringBuilder();
        foreach (var rune in name.EnumerateRunes().Where(r => r != Rune.ReplacementChar))
            if (Rune.IsWhiteSpace(rune))
                whole.Append(' ');
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse))
                whole.Append(rune);
        return string.Join(' ', whole.ToString().Normalize(NormalizationForm.FormKC).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
