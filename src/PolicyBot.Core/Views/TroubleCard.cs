using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Views;

/// <summary>Tells a facilitator privately that a post is not shown, and what helps.</summary>
public static class TroubleCard
{
    /// <param name="post">Its key, such as <c>amendment:A3</c>.</param>
    /// <param name="why">What the channel said, and what to do about it.</param>
    public static Card Denied(Workshop workshop, string post, (string Reason, string Next) why) => new(
        $"{workshop.Name}: {Called(post)} can't be shown",
        [new Paragraph(why.Reason), new Paragraph(why.Next)],
        [],
        "PolicyBot keeps trying, and tells you this once.");

    public static Card Deleted(Workshop workshop, string post) => new(
        $"{workshop.Name}: {Called(post)} was deleted twice",
        [
            new Paragraph("It was posted again once. As somebody deleted that too, it is not posted a third time."),
            new Paragraph("People can still take part with `ballot`, `round status` and `report`. Ask the channel's moderators why it was deleted."),
        ],
        [new Button("Round status", Acts.RoundStatus)]);

    private static string Called(string post) => post.Split(':', 2) switch
    {
        ["round", var id] => $"the card of {id}",
        ["amendment", var id] => $"the card of {id}",
        ["redraft", var id] => $"the card of {id}",
        ["result", var id] => $"the result of {id}",
        ["confirm", var id] => $"the question about {id}",
        ["report", var id] => $"the report of {id}",
        _ => "a post",
    };
}
