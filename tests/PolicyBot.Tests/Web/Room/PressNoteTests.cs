using PolicyBot.Core.Views;
using PolicyBot.Web.Room.Cards;
using Xunit;

namespace PolicyBot.Tests.Web.Room;

public sealed class PressNoteTests
{
    private static readonly Card Under = new("A3", [], [new Button("Agree", "vote A3 agree"), new Button("Comment", "comment A3")]);

    [Fact]
    public void A_short_private_answer_becomes_one_line_with_what_it_offers_besides()
    {
        var reply = new Reply(new Card("Recorded: you agree on A3", [new Paragraph("You can change it.")], [new Button("Next", "ballot after:A3"), new Button("Comment", "comment A3")]));

        var note = PressNote.Of(reply, Under)!;

        Assert.Equal(("Recorded: you agree on A3. You can change it.", false), (note.Says, note.Refused));
        Assert.Equal([new Button("Next", "ballot after:A3")], note.Buttons);
    }

    [Fact]
    public void A_refusal_says_so() => Assert.True(PressNote.Of(Reply.Of(new PolicyBot.Core.Refused("The round is closed.", "Read its report.")), Under)!.Refused);

    [Fact]
    public void What_others_see_or_what_is_long_or_holds_more_than_words_is_a_message()
    {
        Assert.Null(PressNote.Of(new Reply(Card.Of("R1"), Private: false), Under));
        Assert.Null(PressNote.Of(Reply.Say("A", "b", "c", "d"), Under));
        Assert.Null(PressNote.Of(Reply.Say("A", new string('b', 300)), Under));
        Assert.Null(PressNote.Of(new Reply(Card.Of("A", new Progress(1, 2, "samples"))), Under));
        Assert.Null(PressNote.Of(new Reply(Card.Of("A"), File: new ReplyFile("a.json", "application/json", "{}")), Under));
        Assert.Null(PressNote.Of(new Reply(null, Form: new Form("A", "a", [])), Under));
    }
}
