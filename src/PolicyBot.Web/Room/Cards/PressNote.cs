using System.Collections.Immutable;
using PolicyBot.Core.Views;

namespace PolicyBot.Web.Room.Cards;

/// <summary>What a pressed button came to: a short answer, shown under the buttons instead of at the end of the room.</summary>
/// <param name="Buttons">What the answer offers beside the card's own buttons.</param>
public sealed record PressNote(string Says, bool Refused, ImmutableList<Button> Buttons)
{
    private const int ShortWords = 240;

    /// <summary>The note for an answer; null when it says more than fits one.</summary>
    public static PressNote? Of(Reply reply, Card under)
    {
        if (reply is not { Private: true, File: null, Card: { Buttons.Count: <= 3, Blocks.Count: <= 2 } card }
            || !card.Blocks.All(b => b is Paragraph { Words.Length: <= ShortWords }))
            return null;
        var says = string.Join(" ", card.Blocks.OfType<Paragraph>().Select(p => p.Words).Prepend(Sentence(card.Title)));
        return new PressNote(says, reply.Refusal, card.Buttons.RemoveAll(b => under.Buttons.Any(own => own.Label == b.Label)));
    }

    private static string Sentence(string title) => title.Length == 0 || char.IsPunctuation(title[^1]) ? title : title + ".";
}
