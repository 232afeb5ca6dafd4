using System.Net;
using System.Text.RegularExpressions;

namespace PolicyBot.Teams.Activities;

/// <summary>A message's words as the person typed them: without the mention of the bot, tags and entities.</summary>
internal static partial class MessageText
{
    public static bool MentionsUs(Activity activity) => OurMentions(activity).Any();

    public static string Of(Activity activity)
    {
        var text = activity.Text ?? "";
        foreach (var mention in OurMentions(activity))
            if (mention.Text is { Length: > 0 } tag)
                text = text.Replace(tag, " ", StringComparison.Ordinal);
        return Plain(text);
    }

    /// <summary>Words of a message's HTML: line ends kept, other people's mentions as their names.</summary>
    public static string Plain(string html)
    {
        // Tags first: what a person typed as "<b>" arrives as entities and is no tag.
        var lines = LineEnds().Replace(html.Replace("\r\n", "\n", StringComparison.Ordinal), "\n");
        return WebUtility.HtmlDecode(Tags().Replace(lines, "")).Replace('\u00A0', ' ').Trim();
    }

    private static IEnumerable<Entity> OurMentions(Activity activity) =>
        (activity.Entities ?? []).Where(e => e is { Type: "mention", Mentioned.Id: { } id } && id == activity.Recipient?.Id);

    [GeneratedRegex("""<br\s*/?>|</(?:p|div|li|h[1-6]|blockquote)>""", RegexOptions.IgnoreCase)]
    private static partial Regex LineEnds();

    [GeneratedRegex("""</?[a-zA-Z][^<>]*>""")]
    private static partial Regex Tags();
}
