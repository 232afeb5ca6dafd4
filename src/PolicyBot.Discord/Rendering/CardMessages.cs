using System.Text;
using PolicyBot.App.Pictures;
using PolicyBot.Core.Views;
using PolicyBot.Discord.Rest;

namespace PolicyBot.Discord.Rendering;

/// <summary>Cards as messages of Components v2; what does not fit into one goes on in the next.</summary>
public sealed class CardMessages(DiscordOptions options)
{
    public const int MostCharacters = 3_900;
    public const int MostBytes = 9_500;
    private const int MostPictures = 4;
    private const int InARow = 5;

    /// <summary>All of a card, on as many messages as it takes; its buttons are on the last.</summary>
    /// <param name="pictures">Draws bars also as pictures; their words stand there either way.</param>
    public IReadOnlyList<MessageBody> Pages(Card card, bool pictures)
    {
        List<Piece> pieces = [new($"## {Markup.Words(card.Title)}", null), .. card.Blocks.Select(b => new Piece(BlockText.Of(b, options.PublicUrl), pictures ? (b as Bars)?.Chart : null))];
        if (card.Footnote is { } footnote)
            pieces.Add(new($"-# {Markup.Words(footnote)}", null));
        var pages = Cut(pieces.SelectMany(Halved)).ToList();
        return [.. pages.Select((page, i) => Message(page, i == pages.Count - 1 ? card.Buttons : []))];
    }

    /// <summary>A card on one message, which is edited for as long as the card lives; what is cut says so.</summary>
    /// <param name="mark">Finds the message again in its channel.</param>
    public MessageBody Post(Card card, int mark)
    {
        var pages = Pages(card, pictures: true);
        var parts = pages[0].Components[0].Components!;
        if (pages.Count > 1)
            parts = [.. parts, Component.Text("… (the rest does not fit here; the whole text is on the web page)"), .. Rows(card.Buttons)];
        return pages[0] with { Components = [Component.Container(parts, mark)] };
    }

    /// <summary>A message that hands over a file.</summary>
    public static MessageBody With(MessageBody message, ReplyFile file)
    {
        var upload = new Upload(file.Name, file.MediaType, Encoding.UTF8.GetBytes(file.Content));
        return message with { Components = [.. message.Components, Component.Attached(file.Name)], Uploads = [.. message.Uploads, upload] };
    }

    private static MessageBody Message(List<Piece> page, IEnumerable<Core.Views.Button> buttons)
    {
        var parts = new List<Component>();
        var uploads = new List<Upload>();
        var text = new StringBuilder();
        foreach (var piece in page)
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(piece.Text);
            if (piece.Chart is not { } chart || uploads.Count == MostPictures)
                continue;
            parts.Add(Component.Text(text.ToString()));
            text.Clear();
            var says = Core.Views.Cut.Line(string.Join(" ", chart.Rows.Select(r => r.Says).Prepend($"{chart.Title}.")), 1_000);
            uploads.Add(new Upload($"chart{uploads.Count}.png", "image/png", Picture.Of(chart), says));
            parts.Add(Component.Picture(uploads[^1].Name, says));
        }

        if (text.Length > 0)
            parts.Add(Component.Text(text.ToString()));
        return new MessageBody([Component.Container([.. parts, .. Rows(buttons)], null)]) { Uploads = uploads };
    }

    public static IEnumerable<Component> Rows(IEnumerable<Core.Views.Button> buttons) => buttons.Chunk(InARow).Select(row => Component.Row(row.Select(
        b => Component.Button(Core.Views.Cut.Line(b.Label, 80), b.Act, b.Look switch { Look.Primary => 1, Look.Danger => 4, _ => 2 }))));

    /// <summary>Whole pieces on each page, as many as fit.</summary>
    private static IEnumerable<List<Piece>> Cut(IEnumerable<Piece> pieces)
    {
        var page = new List<Piece>();
        foreach (var piece in pieces)
        {
            if (page.Count > 0 && !Fits([.. page, piece]))
            {
                yield return page;
                page = [];
            }

            page.Add(piece);
        }

        yield return page;
    }

    private static bool Fits(IReadOnlyCollection<Piece> page) =>
        page.Sum(p => p.Text.Length + 1) <= MostCharacters && page.Sum(p => Encoding.UTF8.GetByteCount(p.Text) + 1) <= MostBytes;

    /// <summary>A piece that no page holds, cut after a line or a sentence until its parts do.</summary>
    private static IEnumerable<Piece> Halved(Piece piece)
    {
        if (Fits([piece]))
            return [piece];
        var text = piece.Text;
        var middle = text.Length / 2;
        var at = text.LastIndexOfAny(['\n'], middle) is var line and > 0 && line > middle / 2 ? line + 1
            : text.LastIndexOf(". ", middle, StringComparison.Ordinal) is var sentence and > 0 && sentence > middle / 2 ? sentence + 2
            : Core.Views.Cut.Whole(text, text.LastIndexOf(' ', middle) is var space and > 0 && space > middle / 2 ? space + 1 : middle);
        var quoted = text[..at].LastIndexOf('\n') is var start && text.AsSpan(start + 1).StartsWith("> ") && text[at - 1] != '\n' ? "> " : "";
        return [.. Halved(new(text[..at].TrimEnd(), null)), .. Halved(new(quoted + text[at..], piece.Chart))];
    }

    private sealed record Piece(string Text, Chart? Chart);
}
