using System.Text.RegularExpressions;
using PolicyBot.Core.Views;
using PolicyBot.Emulators.Teams;

namespace PolicyBot.HostTests.Teams;

/// <summary>Holds a message against the card of the views that it should show.</summary>
internal static partial class PostText
{
    /// <summary>Whether a reader finds the card's title, every word of it, and its buttons.</summary>
    public static bool Shows(Message message, Card card)
    {
        if (message.Card is null)
            return false;
        var shown = Words(message.Text);
        return Words(PlainText.Of(card with { Blocks = [.. card.Blocks.Where(b => b is not (When or Link))], Buttons = [] })).IsSubsetOf(shown)
            && card.Buttons.All(b => message.Text.Contains(b.Label, StringComparison.Ordinal))
            && message.Text.Contains(card.Title.Split(" · ")[0], StringComparison.Ordinal);
    }

    private static HashSet<string> Words(string text) => [.. Word().Matches(text.Replace("\u200b", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal)).Select(m => m.Value)];

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
