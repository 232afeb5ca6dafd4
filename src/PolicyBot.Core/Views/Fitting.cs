using System.Collections.Immutable;
using PolicyBot.Core.Policies;

namespace PolicyBot.Core.Views;

/// <summary>Keeps a card within what the smallest channel shows.</summary>
public static class Fitting
{
    public const int MaxTitle = 120;
    public const int MaxText = 3_500;
    public const int MaxButtons = 6;

    private static readonly int[] _steps = [1_500, 1_000, 700, 500, 350, 250, 170, 110, 70];

    /// <summary>The card with its longest texts cut, each saying so and where the rest is; with very many blocks the last ones are dropped, and that is said.</summary>
    public static Card Fit(this Card card, string rest = "the whole text is on the web page")
    {
        var fitted = card with { Title = Cut.Line(card.Title, MaxTitle), Buttons = [.. card.Buttons.Take(MaxButtons)] };
        if (Length(fitted) <= MaxText)
            return fitted;
        foreach (var step in _steps)
        {
            fitted = fitted with { Blocks = card.Blocks.ConvertAll(b => Shorten(b, step, rest)) };
            if (Length(fitted) <= MaxText)
                return fitted;
        }

        var note = new Paragraph($"… (more does not fit here; {rest})");
        var links = fitted.Blocks.Where(b => b is Link).ToImmutableList();
        var kept = fitted.Blocks.RemoveAll(b => b is Link);
        do
            kept = kept.RemoveAt(kept.Count - 1);
        while (Length(fitted with { Blocks = [.. kept, note, .. links] }) > MaxText && !kept.IsEmpty);
        return fitted with { Blocks = [.. kept, note, .. links] };
    }

    private static int Length(Card card) => PlainText.Of(card).Length;

    private static Block Shorten(Block block, int max, string rest) => block switch
    {
        Paragraph p => p with { Words = Cut.AtSentence(p.Words, max, rest) },
        Quote q => q with { Words = Cut.AtSentence(q.Words, max, rest) },
        Prose p => p with { Markdown = Cut.AtSentence(p.Markdown, max, rest) },
        DiffBlock d => d with { Spans = Shorten(d.Spans, max, rest) },
        Responses r => r with
        {
            Asked = Cut.AtSentence(r.Asked, Math.Max(70, max / 2), rest),
            Answers = r.Answers.ConvertAll(a => a with { Words = a.Words is { } w ? Cut.AtSentence(w, max, rest) : null }),
        },
        Facts f => new Facts(f.Items.ConvertAll(i => i with { Value = Cut.Line(i.Value, max) })),
        _ => block,
    };

    /// <summary>What stayed is cut in its middle first, because what changed is what people look for.</summary>
    private static ImmutableList<DiffSpan> Shorten(ImmutableList<DiffSpan> spans, int max, string rest)
    {
        if (spans.Sum(s => s.Text.Length) <= max)
            return spans;
        var cut = spans.Select((s, i) => s.Kind == DiffKind.Same ? s with { Text = Middle(s.Text, i > 0, i < spans.Count - 1) } : s).ToImmutableList();
        if (cut.Sum(s => s.Text.Length) <= max)
            return cut;
        var room = Math.Max(40, max / Math.Max(1, Math.Min(cut.Count, 6)));
        var few = cut.Take(6).Select(s => s with { Text = s.Text.Length <= room ? s.Text : Cut.Line(s.Text, room) }).ToImmutableList();
        return few.Add(new(DiffKind.Same, $" … (cut; {rest})"));
    }

    private static string Middle(string text, bool changeBefore, bool changeAfter)
    {
        const int near = 60;
        if (text.Length <= 2 * near + 3)
            return text;
        var head = changeBefore ? text[..Cut.Whole(text, near)] : "";
        var tail = changeAfter ? text[Cut.Whole(text, text.Length - near)..] : "";
        return $"{head} … {tail}";
    }
}
