using System.Globalization;
using System.Text;

namespace PolicyBot.Teams.Activities;

/// <summary>Reactions by the names that Teams gives them.</summary>
internal static class Emoji
{
    /// <summary>The emoji of a reaction type; the type itself where it names none.</summary>
    public static string Of(string type) => type switch
    {
        "like" => "👍",
        "heart" => "❤",
        "laugh" => "😆",
        "surprised" => "😮",
        "sad" => "🙁",
        "angry" => "😠",
        // The larger set is named by its code point: 1f44e_thumbsdown.
        _ when type.Split('_')[0] is { Length: >= 4 and <= 6 } code
            && int.TryParse(code, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point)
            && Rune.IsValid(point) => new Rune(point).ToString(),
        _ => type,
    };
}
