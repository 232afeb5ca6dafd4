using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using PolicyBot.App.Pictures;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Views;
using static PolicyBot.Teams.Cards.Words;

namespace PolicyBot.Teams.Cards;

/// <summary>Each piece of a card as elements of an Adaptive Card.</summary>
/// <param name="pictures">False where the card would grow too large: the words beside a picture say the same.</param>
internal sealed class Blocks(Uri web, bool pictures)
{
    public IEnumerable<JsonNode> Of(Block block) => block switch
    {
        Paragraph p => Lines(p.Words),
        Subtitle s => [Apart(Heading(s.Words, "Default"))],
        Quote q => [Boxed([.. q.By is { } by ? [Line(Run(by, bold: true))] : Array.Empty<JsonNode>(), .. Lines(q.Words), .. q.From is { } whole ? [Line(Leading(whole, q.By))] : Array.Empty<JsonNode>()])],
        Prose p => Text(p.Markdown),
        DiffBlock d => [Apart(Line(Run(d.Label, bold: true))), Boxed([Line(d.Spans.SelectMany(Change))])],
        Responses r => [Apart(Heading(r.Scenario, "Default")), Line(Run("Asked: ", bold: true), Run(Joined(r.Asked))), .. r.Answers.Select(Answered)],
        Facts f => f.Items.Select(i => Line([.. Bold(i.Name), Run(": "), .. Code(Joined(i.Value))])),
        Bars b => Counted(b.Chart),
        Progress p => [Line(Run($"{p.Done} of {p.Total}", bold: true), Run($" {p.What}"))],
        When w => [Moment(w)],
        Link l => [Leading(l)],
        _ => throw new UnreachableException(),
    };

    public static JsonObject Boxed(IEnumerable<JsonNode> items, string style = "emphasis") =>
        new() { ["type"] = "Container", ["style"] = style, ["items"] = new JsonArray([.. items]) };

    private static JsonObject Apart(JsonObject element)
    {
        element["spacing"] = "Medium";
        return element;
    }

    /// <summary>Headings of a policy stand out; all else of its Markdown is shown as it is written.</summary>
    private static IEnumerable<JsonNode> Text(string markdown) => markdown
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(l => l[0] == '#' ? Apart(Line(Run(l.TrimStart('#', ' '), bold: true))) : Line(Run(l)));

    /// <summary>Words around what changed, so that it reads without colour, without the strike, and aloud.</summary>
    private static IEnumerable<JsonNode> Change(DiffSpan span)
    {
        var words = Run(Joined(span.Text, keepEnds: true));
        switch (span.Kind)
        {
            case DiffKind.Same:
                return [words];
            case DiffKind.Removed:
                words["strikethrough"] = true;
                words["color"] = "Attention";
                return [Run("[removed: "), words, Run("]")];
            case DiffKind.Added:
                words["underline"] = true;
                words["weight"] = "Bolder";
                words["color"] = "Good";
                return [Run("[added: "), words, Run("]")];
            default:
                throw new UnreachableException();
        }
    }

    private static JsonNode Answered(Answer answer) => Boxed(
    [
        Line(Run(answer.Label, bold: true)),
        .. answer.Words is { } words ? words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(l => Line(Run(l))) : [Line(Run("No response."))],
        .. answer.Note is { } note ? Lines(note, subtle: true) : [],
    ]);

    private static IEnumerable<JsonNode> Bold(string words)
    {
        foreach (var run in Code(words))
        {
            run["weight"] = "Bolder";
            yield return run;
        }
    }

    private IEnumerable<JsonNode> Counted(Chart chart)
    {
        yield return Apart(Line(Run(chart.Title, bold: true)));
        if (pictures && !chart.Rows.IsEmpty)
            yield return new JsonObject
            {
                ["type"] = "Image",
                ["url"] = $"data:image/png;base64,{Convert.ToBase64String(Picture.Of(chart))}",
                ["altText"] = Plain($"{chart.Title}: {string.Join("; ", chart.Rows.Select(r => r.Says))}"),
                ["size"] = "Stretch",
            };
        foreach (var row in chart.Rows)
            yield return Line(Run(row.Says));
    }

    /// <summary>The reader's own time first, written by Teams; then the workshop's.
    /// https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features#datetime-formatting-and-localization</summary>
    private static JsonObject Moment(When when)
    {
        var at = when.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["type"] = "TextBlock",
            ["text"] = $"**{Escaped(when.Label)}:** {{{{DATE({at},SHORT)}}}}, {{{{TIME({at})}}}} for you ({Escaped(when.Written)})",
            ["wrap"] = true,
        };
    }

    /// <summary>A link in a line; whoever hears it among others is told whose it is.</summary>
    private JsonObject Leading(Link link, string? by)
    {
        var run = Run(by is null ? link.Label : $"{link.Label} of {Joined(by)}");
        run["selectAction"] = Opening(link);
        return run;
    }

    private JsonObject Opening(Link link) => new()
    {
        ["type"] = "Action.OpenUrl",
        ["title"] = link.Label,
        ["url"] = new Uri(web, link.Path).AbsoluteUri,
    };

    private JsonObject Leading(Link link) => new()
    {
        ["type"] = "ActionSet",
        ["actions"] = new JsonArray(Opening(link)),
    };

    private static string Joined(string words, bool keepEnds = false)
    {
        var line = words.ReplaceLineEndings(" ");
        return keepEnds ? line : line.Trim();
    }
}
