using System.Diagnostics;
using System.Text;
using PolicyBot.Core.Policies;

namespace PolicyBot.Core.Views;

/// <summary>A card as words alone, in reading order: for screen readers, consoles and tests.</summary>
public static class PlainText
{
    public static string Of(Card card)
    {
        var text = new StringBuilder(card.Title);
        foreach (var block in card.Blocks)
            text.Append(block is Subtitle ? "\n\n" : "\n").Append(Of(block));
        if (!card.Buttons.IsEmpty)
            text.Append('\n').AppendJoin(' ', card.Buttons.Select(b => $"[{b.Label}]"));
        if (card.Footnote is { } footnote)
            text.Append("\n(").Append(footnote).Append(')');
        return text.ToString();
    }

    /// <summary>A page as words alone, each section under its title.</summary>
    public static string Of(string title, IEnumerable<Section> sections) => string.Concat(sections.Select(s =>
            $"\n\n{s.Title.ToUpperInvariant()}{string.Concat(s.Blocks.Select(b => $"\n{(b is Subtitle ? "\n" : "")}{Of(b)}"))}").Prepend(title).Append("\n"));

    public static string Of(Block block) => block switch
    {
        Paragraph p => p.Words,
        Subtitle s => $"{s.Words}:",
        Quote q => $"{(q.By is { } by ? $"{by}: " : "")}“{q.Words}”{(q.From is { } whole ? $" ({Of(whole)})" : "")}",
        Prose p => p.Markdown,
        DiffBlock d => $"{d.Label}: {Of(d.Spans)}",
        Responses r => $"Scenario “{r.Scenario}”: “{r.Asked}”{string.Concat(r.Answers.Select(a => $"\n  {a.Label}: {Of(a)}"))}",
        Facts f => string.Join('\n', f.Items.Select(i => $"{i.Name}: {i.Value}")),
        Bars b => $"{b.Chart.Title}:{string.Concat(b.Chart.Rows.Select(r => $"\n  {r.Says}"))}",
        Progress p => $"{p.Done} of {p.Total} {p.What}",
        When w => $"{w.Label}: {w.Written}",
        Link l => $"{l.Label} → {l.Path}",
        _ => throw new UnreachableException(),
    };

    /// <summary>A change of wording with what went and what came in brackets.</summary>
    public static string Of(IEnumerable<DiffSpan> spans) => string.Concat(spans.Select(s => s.Kind switch
    {
        DiffKind.Same => s.Text,
        DiffKind.Removed => $"[removed: {s.Text}]",
        DiffKind.Added => $"[added: {s.Text}]",
        _ => throw new UnreachableException(),
    }));

    private static string Of(Answer answer) =>
        $"{(answer.Words is { } words ? $"“{words}”" : "no response")}{(answer.Note is { } note ? $" ({note})" : "")}";
}
