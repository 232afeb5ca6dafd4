using System.Globalization;
using PolicyBot.Core.Reports;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.Core.Reports;

public sealed class PolisCsvTests
{
    [Theory]
    [InlineData("15-per-hour-seattle", 23, 1358, 922, 592)]
    [InlineData("bg2050-volunteers", 55, 10006, 1621, 2656)]
    [InlineData("vtaiwan.uberx", 78, 31029, 11894, 6520)]
    public void A_real_conversation_is_read_whole(string conversation, int movedOut, int agree, int disagree, int pass)
    {
        var summary = Csv.Read(SharedData.Read($"polis/openData/{conversation}/summary.csv")).Rows.ToDictionary(r => r.Cells[0], r => r.Cells[1]);
        var comments = Assert.IsType<PolisComments>(PolisCsv.ReadComments(SharedData.Read($"polis/openData/{conversation}/comments.csv"))).All;
        var votes = Assert.IsType<PolisVotes>(PolisCsv.ReadParticipantVotes(SharedData.Read($"polis/openData/{conversation}/participants-votes.csv")));

        Assert.Equal(summary["comments"], comments.Count.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(summary["voters"], votes.Participants.Count.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(summary["groups"], votes.Participants.Select(p => p.Group).OfType<int>().Distinct().Count().ToString(CultureInfo.InvariantCulture));
        Assert.Equal(movedOut, comments.Count(c => c.Moderated == -1));
        Assert.Equal(comments.Select(c => c.Id).Order(), votes.CommentIds.Order());
        var all = votes.Participants.SelectMany(p => p.Votes.Values).ToList();
        Assert.Equal((agree, disagree, pass), (all.Count(v => v == 1), all.Count(v => v == -1), all.Count(v => v == 0)));
        Assert.All(comments, c => Assert.NotEmpty(c.Text));
    }

    [Fact]
    public void A_text_of_several_lines_stays_one_comment()
    {
        var comments = Assert.IsType<PolisComments>(PolisCsv.ReadComments("comment-id,moderated,comment-body\r\n7,-1,\"First\nsecond, \"\"third\"\"\"\r\n8,1,我覺得\r\n"));
        Assert.Equal([new PolisComment(7, "First\nsecond, \"third\"", -1), new PolisComment(8, "我覺得", 1)], comments.All);
    }

    [Theory]
    [InlineData("comment-id,moderated,comment-body\n1,0,\"a\nb\"\nx,0,c\n", 4, "Comment-id is \"x\".")]
    [InlineData("comment-id,moderated,comment-body\n1,0,a\n1,0,b\n", 3, "Comment-id 1 stands on an earlier line too.")]
    [InlineData("comment-id,moderated,comment-body\n1,2,a\n", 2, "Moderated is \"2\".")]
    [InlineData("comment-id,moderated,comment-body\n1,0\n", 2, "It has 2 cells and the header has 3.")]
    [InlineData("comment-id,moderated\n1,0\n", 1, "There is no column \"comment-body\".")]
    [InlineData("comment-id,moderated,comment-body\n1,0,\"a\n", 2, "A quotation mark opens a cell and nothing closes it.")]
    [InlineData("", 1, "There is nothing in the file.")]
    public void A_broken_comment_is_named_by_its_line(string csv, int line, string reason) => IsBroken(PolisCsv.ReadComments(csv), line, reason);

    [Theory]
    [InlineData("participant,group-id,0,1\na,,1,2\n", 2, "The vote on statement 1 is \"2\".")]
    [InlineData("participant,group-id,0\na,one,1\n", 2, "Group-id is \"one\".")]
    [InlineData("participant,0\na,1\na,0\n", 3, "Participant \"a\" stands on an earlier line too.")]
    [InlineData("participant,0\n,1\n", 2, "Participant is empty.")]
    [InlineData("participant,0,0\na,1,1\n", 1, "A statement has two columns.")]
    [InlineData("person,0\na,1\n", 1, "There is no column \"participant\".")]
    [InlineData("participant,0\na,1,1\n", 2, "It has 3 cells and the header has 2.")]
    public void A_broken_participant_is_named_by_its_line(string csv, int line, string reason) => IsBroken(PolisCsv.ReadParticipantVotes(csv), line, reason);

    [Fact]
    public void Votes_are_read_by_statement_and_what_was_not_seen_is_absent()
    {
        var votes = Assert.IsType<PolisVotes>(PolisCsv.ReadParticipantVotes("participant,xid,group-id,n-votes,5,2\np1,,1,2,1,\np2,,,1,-1,0\n"));
        Assert.Equal([5, 2], votes.CommentIds);
        Assert.Equal([("p1", 1), ("p2", (int?)null)], votes.Participants.Select(p => (p.Id, p.Group)));
        Assert.Equal([[(5, 1)], [(5, -1), (2, 0)]], votes.Participants.Select(p => p.Votes.Select(v => (v.Key, v.Value)).ToArray()));
    }

    private static void IsBroken(PolisRead read, int line, string reason)
    {
        var broken = Assert.IsType<BrokenRow>(read);
        Assert.Equal((line, reason.TrimEnd('.')), (broken.Line, broken.Reason.TrimEnd('.')));
        Assert.NotEmpty(broken.Next);
    }
}
