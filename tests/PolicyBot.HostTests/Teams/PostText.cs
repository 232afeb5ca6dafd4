using System.Text.RegularExpressions;
using PolicyBot.Core.Views;
using PolicyBot.Emulators.Teams;

namespace PolicyBot.HostTests.Teams;

/// <summary>Holds a message against the card of the views that it should show.</summary>
internal static partial class PostText
{
    public static bool Shows(Message message, Card card) => message.Card is not null && Shows(message.Text, card);

    /// <summary>Whether a reader finds the card's title, every word of it, and its buttons.</summary>
    public static bool Shows(string text, Card card)
    {
        // In plain text a scenario's title follows this word; a card shows it as a heading.
        var shown = Words($"{text} Scenario");
        return Words(PlainText.Of(card with { Blocks = [.. card.Blocks.Where(b => b is not (When or Link))], Buttons = [] })).IsSubsetOf(shown)
            && card.Buttons.All(b => text.Contains(b.Label, StringComparison.Ordinal))
            && text.Contains(card.Title.Split(" · ")[0], StringComparison.Ordinal);
    }

    private static HashSet<string> Words(string text) =>
        Word().Matches(text.Replace("\u200b", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal))
            .Select(m => m.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
