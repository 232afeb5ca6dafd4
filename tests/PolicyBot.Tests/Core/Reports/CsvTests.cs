using CsCheck;
using PolicyBot.Core.Reports;
using Xunit;

namespace PolicyBot.Tests.Core.Reports;

public sealed class CsvTests
{
    [Fact]
    public void Quoted_line_breaks_commas_and_marks_are_read_with_the_line_where_the_record_starts()
    {
        var (rows, broken) = Csv.Read("\uFEFFa,b\r\n\"x\r\ny\",\"1,\"\"2\"\"\"\n\n,\rlast,\"\"");
        Assert.Null(broken);
        Assert.Equal([1, 2, 5, 6], rows.Select(r => r.Line));
        Assert.Equal([["a", "b"], ["x\r\ny", "1,\"2\""], ["", ""], ["last", ""]], rows.Select(r => r.Cells));
    }

    [Theory]
    [InlineData("a\n\"open\nmore\n", 2, "nothing closes it")]
    [InlineData("a\n\"x\ny\"\n\"b\"c\n", 4, "follows the quotation mark")]
    [InlineData("a\nb\"c\n", 2, "inside a cell")]
    public void A_broken_record_is_named_by_its_first_line(string csv, int line, string reason)
    {
        var broken = Csv.Read(csv).Broken;
        Assert.Equal(line, broken?.Line);
        Assert.Contains(reason, broken?.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("＠SUM(A1)", "'＠SUM(A1)")]
    [InlineData("=\"a\"", "\"'=\"\"a\"\"\"")]
    [InlineData("-1", "-1")]
    [InlineData("-0.25", "-0.25")]
    [InlineData("+3e10", "+3e10")]
    [InlineData("-٣", "'-٣")]
    [InlineData("a=b", "a=b")]
    public void A_cell_that_a_spreadsheet_would_run_is_defused(string cell, string written) =>
        Assert.Equal($"{written},x\r\n", Csv.Write([cell, "x"]));

    [Fact]
    public void What_is_written_is_read_back() =>
        Gen.OneOf("a", "\"", ",", "\n", "\r", "\r\n", " ", "é", "1").Array[0, 6].Select(string.Concat).Array[2, 5].Array[1, 5].Sample(rows =>
        {
            // A leading line end is defused, so it does not come back as it was.
            var cells = rows.Select(row => row.Select(c => c.TrimStart('\r', '\n')).ToArray()).ToArray();
            var (read, broken) = Csv.Read(string.Concat(cells.Select(Csv.Write)));
            Assert.Null(broken);
            Assert.Equal(cells, read.Select(r => r.Cells));
        });

    [Fact]
    public void No_text_makes_reading_fail() => Gen.String.Sample(csv => { Assert.NotNull(Csv.Read(csv).Rows); });
}
