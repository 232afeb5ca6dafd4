using PolicyBot.Core;
using PolicyBot.Core.Reports;
using Xunit;

namespace PolicyBot.Tests.Core.Reports;

public sealed class PolisFilesTests
{
    private static readonly WorkshopExport Export = ExportExamples.Finished().Export();

    [Fact]
    public void What_was_written_reads_back_with_the_same_votes()
    {
        var files = PolisFiles.Of(Export, ExportExamples.Attributed).ToDictionary(f => f.Name, f => f.Content);
        var comments = Assert.IsType<PolisComments>(PolisCsv.ReadComments(files["comments.csv"])).All;
        var votes = Assert.IsType<PolisVotes>(PolisCsv.ReadParticipantVotes(files["participants-votes.csv"]));
        var rows = Export.Rounds.Single(r => r.Round == ExportExamples.Attributed).Ballots;

        Assert.Equal([1, 2], comments.Select(c => c.Id));
        Assert.Equal("C1 becomes: Be kind and brief.", comments[0].Text);
        Assert.Equal(rows.Select(b => b.Voter).Distinct().Count(), votes.Participants.Count);
        foreach (var (vote, sign) in new[] { (PolicyBot.Core.Voting.Vote.Agree, 1), (PolicyBot.Core.Voting.Vote.Disagree, -1), (PolicyBot.Core.Voting.Vote.Pass, 0) })
            foreach (var amendment in new[] { 1, 2 })
                Assert.Equal(
                    rows.Count(b => b.Amendment == new AmendmentId(amendment) && b.Vote == vote),
                    votes.Participants.Count(p => p.Votes.TryGetValue(amendment, out var cast) && cast == sign));
    }

    [Fact]
    public void A_person_has_one_number_in_all_files()
    {
        var files = PolisFiles.Of(Export, ExportExamples.Attributed).ToDictionary(f => f.Name, f => Csv.Read(f.Content).Rows);
        var author = Assert.Single(files["participants-votes.csv"].Skip(1), r => r.Cells[2] == "2");

        Assert.All(files["comments.csv"].Skip(1), r => Assert.Equal(author.Cells[0], r.Cells[3]));
        Assert.Equal(author.Cells[3], files["votes.csv"].Count(r => r.Cells[3] == author.Cells[0]).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void The_log_of_votes_has_a_line_for_each_ballot_in_the_order_of_time()
    {
        var file = PolisFiles.Of(Export, ExportExamples.Attributed).Single(f => f.Name == "votes.csv");
        var rows = Csv.Read(file.Content).Rows;

        Assert.Equal(["timestamp", "datetime", "comment-id", "voter-id", "vote"], rows[0].Cells);
        Assert.Equal(Export.Rounds[0].Ballots.Count, rows.Count - 1);
        Assert.Equal(rows.Skip(1).Select(r => r.Cells[0]).Order(), rows.Skip(1).Select(r => r.Cells[0]));
        Assert.Contains(rows.Skip(1), r => r.Cells[4] == "-1");
    }

    [Fact]
    public void An_anonymous_round_has_no_file_that_puts_ballots_of_one_person_together()
    {
        var file = Assert.Single(PolisFiles.Of(Export, ExportExamples.Anonymous));

        Assert.Equal("comments.csv", file.Name);
        Assert.Equal("8", Csv.Read(file.Content).Rows[1].Cells[4]);
    }

    [Fact]
    public void Words_that_a_spreadsheet_would_run_are_defused()
    {
        var comment = Csv.Read(Csv.Write(["=HYPERLINK(\"http://x\")", "+1+1", "-1", "@SUM(A1)", "-cmd|' /C calc'!A0"])).Rows[0].Cells;

        Assert.Equal(["'=HYPERLINK(\"http://x\")", "'+1+1", "-1", "'@SUM(A1)", "'-cmd|' /C calc'!A0"], comment);
    }

    [Fact]
    public void A_round_whose_rows_stay_behind_has_no_files() =>
        Assert.Empty(PolisFiles.Of(ExportExamples.StillOpen().Export(), ExportExamples.Anonymous));
}
