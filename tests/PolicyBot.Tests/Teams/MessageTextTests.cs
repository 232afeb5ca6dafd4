using PolicyBot.Core.CommandLine;
using PolicyBot.Teams.Activities;
using Xunit;

namespace PolicyBot.Tests.Teams;

public sealed class MessageTextTests
{
    private static readonly Party Bot = new("28:bot", "PolicyBot", null);

    [Theory]
    [InlineData("<at>PolicyBot</at>\u00a0round open 48h\n", "round open 48h")]
    [InlineData("round open 48h <at>PolicyBot</at>", "round open 48h")]
    [InlineData("<at>PolicyBot</at> workshop facilitator add <at>Ana Ruiz</at>", "workshop facilitator add Ana Ruiz")]
    [InlineData("<at>PolicyBot</at> comment A3 5 &lt; 6 &amp; &quot;so&quot; on", "comment A3 5 < 6 & \"so\" on")]
    [InlineData("<at>PolicyBot</at> comment A3 &lt;b&gt;no tag&lt;/b&gt;", "comment A3 <b>no tag</b>")]
    [InlineData("<at>PolicyBot</at> comment A3 a &lt;at&gt;Ben&lt;/at&gt;", "comment A3 a <at>Ben</at>")]
    [InlineData("<p>comment A3 one</p><p>two</p>", "comment A3 one\ntwo")]
    public void A_line_arrives_as_it_was_typed(string sent, string typed)
    {
        var activity = new Activity { Text = sent, Recipient = Bot, Entities = [new("mention", Bot, "<at>PolicyBot</at>"), new("clientInfo", null, null)] };

        Assert.Equal(typed, MessageText.Of(activity));
    }

    [Fact]
    public void A_command_between_the_mention_and_typographic_quotes_is_understood()
    {
        var activity = new Activity
        {
            Text = "<at>PolicyBot</at>\u00a0extend\u00a0round 24h why:\u201ctwo people were away\u201d",
            Recipient = Bot,
            Entities = [new("mention", Bot, "<at>PolicyBot</at>")],
        };

        var read = Assert.IsType<Understood>(CommandReader.Read(MessageText.Of(activity), new Dictionary<string, string>()));

        Assert.Equal(new PolicyBot.Core.ExtendRound("24h", "two people were away"), read.Command);
    }

    [Theory]
    [InlineData("like", "👍")]
    [InlineData("1f44e_thumbsdown", "👎")]
    [InlineData("1f937_personshrugging", "🤷")]
    [InlineData("heart", "❤")]
    [InlineData("dfff_broken", "dfff_broken")]
    [InlineData("something", "something")]
    public void A_reaction_is_known_by_its_emoji(string type, string emoji) => Assert.Equal(emoji, Emoji.Of(type));
}
