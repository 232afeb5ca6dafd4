namespace PolicyBot.Core.Views;

/// <summary>The answer to one command.</summary>
/// <param name="Card">What is said; null when only a dialog opens.</param>
/// <param name="Private">Only the asker sees it.</param>
/// <param name="Form">A dialog to open.</param>
/// <param name="Refusal">True when nothing was done.</param>
/// <param name="File">A file to hand over with the answer.</param>
public sealed record Reply(Card? Card, bool Private = true, Form? Form = null, bool Refusal = false, ReplyFile? File = null)
{
    /// <summary>A private line; further lines become paragraphs.</summary>
    public static Reply Say(string title, params IEnumerable<string> lines) =>
        new(Views.Card.Of(title, lines.Select(l => new Paragraph(l))));

    public static Reply Of(Refused refused) =>
        new(Views.Card.Of(refused.Reason, new Paragraph(refused.Next)), Refusal: true);
}

/// <param name="Name">File name with its extension.</param>
/// <param name="MediaType">For instance <c>text/markdown</c>.</param>
/// <param name="Content">UTF-8 text.</param>
public sealed record ReplyFile(string Name, string MediaType, string Content);
