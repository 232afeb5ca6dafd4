using System.Text.RegularExpressions;
using PolicyBot.Core.Views;

namespace PolicyBot.HostTests.Teams;

/// <summary>Holds messages against the card of the views that one of them should show.</summary>
internal static partial class PostText
{
    /// <summary>What a reader of the messages misses of the card: words, buttons. Empty when one message shows all of it.</summary>
    public static IReadOnlyList<string> Missing(IEnumerable<string> messages, Card card) =>
        messages.Where(m => m.Contains(card.Title.Split(" · ")[0], StringComparison.Ordinal)).Select(m => Missing(m, card)).MinBy(m => m.Count) ?? [card.Title];

    private static List<string> Missing(string message, Card card)
    {
        // Plain text writes these words around what channels show by a heading, a strike or an underline. Times and links look different everywhere.
        var missed = Words(PlainText.Of(card with { Blocks = [.. card.Blocks.Where(b => b is not (When or Link))], Buttons = [] }));
        missed.ExceptWith(Words($"{message} Scenario added removed"));
        return [.. missed, .. card.Buttons.Select(b => b.Label).Where(l => !message.Contains(l, StringComparison.Ordinal))];
    }

    private static HashSet<string> Words(string text) =>
        Word().Matches(text.Replace("\u200b", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal))
            .Select(m => m.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
