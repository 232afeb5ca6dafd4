using PolicyBot.Core.Reports;
using Xunit;

namespace PolicyBot.Tests.Core.Reports;

public sealed class ExportFilesTests
{
    private static readonly WorkshopExport Export = ExportExamples.Finished().Export();

    [Fact]
    public void Every_format_can_be_made_of_the_file_alone() =>
        Assert.All(ExportFiles.Formats, f => Assert.NotEmpty(ExportFiles.Of(Export, f)));

    [Fact]
    public void The_report_of_the_file_tells_the_round_with_names_words_and_counts()
    {
        var report = ExportFiles.Of(Export, "report").Single(f => f.Name == "R1-report.txt").Content;

        Assert.Contains("WHAT WAS DECIDED", report, StringComparison.Ordinal);
        Assert.Contains("Person 6, on A1: “We wanted\n\n* another thing”", report, StringComparison.Ordinal);
        Assert.Contains("A1: 2 of 3 backers say that it is what they meant (66 %, 95 % interval 21–94 %, n = 3)", report, StringComparison.Ordinal);
        Assert.Contains("9 people voted", report, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_of_an_anonymous_round_names_nobody_who_voted()
    {
        var report = ExportFiles.Of(Export, "report").Single(f => f.Name == "R2-report.txt").Content;

        Assert.Contains("A participant, on A3", report, StringComparison.Ordinal);
        Assert.DoesNotContain("Person 7", report, StringComparison.Ordinal);
        Assert.DoesNotContain("had voted", report, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_format_has_no_files() => Assert.Empty(ExportFiles.Of(Export, "xlsx"));
}
