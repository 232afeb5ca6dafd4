namespace PolicyBot.Core.Views;

/// <summary>The bot's first words in a place: what it is, and what to do next.</summary>
public static class ArrivalCard
{
    /// <param name="address">What comes before a command there, such as <c>@PolicyBot </c>; empty in a private chat.</param>
    /// <param name="isPersonal">A chat with one person.</param>
    public static Card Of(string address, bool isPersonal) => new(
        "PolicyBot is here",
        isPersonal
            ?
            [
                new Paragraph("This is where you get your private answers: your ballot, your comments, what you try out."),
                new Paragraph($"Write `{address}ballot` to vote, or `{address}help` to see what you can do. A workshop itself starts in a channel."),
            ]
            :
            [
                new Paragraph("Here a group writes the policy that a language model follows, sees what each change does to the model's responses, and votes."),
                new Paragraph($"To begin, the facilitator writes `{address}workshop create` and a name, then `{address}policy import`. Everybody else can write `{address}help`."),
            ],
        isPersonal ? [new("What can I do?", "help")] : [new("Start a workshop", "workshop create", Look.Primary), new("What can I do?", "help")]);
}
