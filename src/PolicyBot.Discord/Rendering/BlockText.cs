using System.Diagnostics;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Views;
using static PolicyBot.Discord.Rendering.Markup;

namespace PolicyBot.Discord.Rendering;

/// <summary>Each block of a card as Discord's Markdown, readable without colour and without a picture.</summary>
public static class BlockText
{
    private const int BarLength = 12;

    /// <param name="publicUrl">Where links within PolicyBot's pages lead.</param>
    public static string Of(Block block, string publicUrl) => block switch
    {
        Paragraph p => Words(p.Words),
        Subtitle s => $"### {Words(s.Words)}",
        Quote q => $"{(q.By is { } by ? $"{Bold(by)}\n" : "")}{Quoted(q.Words)}{(q.From is { } whole ? $"\n{Of(whole, publicUrl)}" : "")}",
        Prose p => Escape(p.Markdown),
        DiffBlock d => $"{Bold(d.Label)}\n{string.Concat(d.Spans.Select(Of))}",
        Responses r => $"{Bold($"Scenario: {r.Scenario}")}\n{Quoted(r.Asked)}{string.Concat(r.Answers.Select(Of))}",
        Facts f => string.Join('\n', f.Items.Select(i => $"- {Name(i.Name)}: {Words(i.Value)}")),
        Bars b => $"{Bold(b.Chart.Title)}{string.Concat(b.Chart.Rows.Select(r => $"\n- {Escape(r.Says)}"))}",
        Progress p => $"{Bar(p)} {p.Done} of {p.Total} {Escape(p.What)}",
        When w => $"{Escape(w.Label)}: {Time(w.At)}",
        Core.Views.Link l => Markup.Link(l.Label, publicUrl + l.Path),
        _ => throw new UnreachableException(),
    };

    // The signs say aloud what the marks show: a screen reader passes over bold and struck text.
    private static string Of(DiffSpan span) => span.Kind switch
    {
        DiffKind.Same => Escape(span.Text),
        DiffKind.Removed => $"➖{Struck(span.Text)}",
        DiffKind.Added => $"➕{Bold(span.Text)}",
        _ => throw new UnreachableException(),
    };

    private static string Of(Answer answer) =>
        $"\n{Bold(answer.Label)}{(answer.Note is { } note ? $" · {Escape(note)}" : "")}\n{Quoted(answer.Words ?? "…")}";

    private static string Name(string name) => name.Contains('`', StringComparison.Ordinal) ? Words(name) : Bold(name);

    private static string Bar(Progress progress)
    {
        var full = progress.Total <= 0 ? 0 : (int)(BarLength * Math.Clamp(progress.Done / (double)progress.Total, 0, 1));
        return new string('▰', full) + new string('▱', BarLength - full);
    }
}
