namespace PolicyBot.Core.Views;

/// <summary>Asking once before something that can't be taken back.</summary>
public static class Asking
{
    /// <summary>Changes nothing yet: says what would happen, with a danger button whose act does it.</summary>
    public static Decision Once(string title, string label, string act, params IEnumerable<string> lines) =>
        Decision.Accept(new Reply(new Card(title, [.. lines.Select(l => new Paragraph(l))], [new(label, act, Look.Danger)])));
}
