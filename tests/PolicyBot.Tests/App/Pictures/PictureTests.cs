using System.Buffers.Binary;
using System.Collections.Immutable;
using PolicyBot.App.Pictures;
using PolicyBot.Core.Consensus;
using PolicyBot.Core.Views;
using SkiaSharp;
using Xunit;

namespace PolicyBot.Tests.App.Pictures;

public sealed class PictureTests
{
    [Fact]
    public void A_chart_becomes_a_png_twice_as_wide_as_a_phone()
    {
        var png = Picture.Of(Votes(("A1 adopted · Change C1: Be kind and brief", 12, 3, 1), ("A2 declined · New clause", 2, 14, 0)));

        Assert.Equal("\u0089PNG", System.Text.Encoding.Latin1.GetString(png, 0, 4));
        Assert.Equal(780, Size(png).Width);
    }

    [Fact]
    public void Rows_make_it_higher_up_to_thirty()
    {
        Assert.True(Size(Picture.Of(Rows(2))).Height < Size(Picture.Of(Rows(10))).Height);
        Assert.Equal(Size(Picture.Of(Rows(31))).Height, Size(Picture.Of(Rows(500))).Height);
    }

    [Fact]
    public void The_parts_are_as_wide_as_their_counts_and_differ_without_colour()
    {
        using var picture = SKBitmap.Decode(Picture.Of(Votes(("A1", 50, 25, 25))));
        // A line through the lower part of the bar, below the numbers' tops.
        var y = (62 + 17 + 16) * 2;
        var agree = Greys(picture, y, 40, 380);
        var disagree = Greys(picture, y, 410, 560);
        var pass = Greys(picture, y, 600, 740);

        Assert.Single(agree.Distinct());
        Assert.True(disagree.Distinct().Count() > 1);
        Assert.True(Math.Abs(agree.Average() - disagree.Average()) > 40 && Math.Abs(agree.Average() - pass.Average()) > 60);
    }

    [Theory]
    [InlineData("护士投票 护士投票 护士投票 护士投票 护士投票 护士投票 护士投票 护士")]
    [InlineData("مرحبا בוקר טוב 👩🏽‍⚕️")]
    [InlineData("\ud800 <b>bold</b> $x^2$ \n two lines \u202e")]
    [InlineData("")]
    public void Any_label_is_drawn(string label)
    {
        Assert.Equal(780, Size(Picture.Of(Votes((label, 1, 0, 0)))).Width);
    }

    [Fact]
    public void No_rows_no_votes_and_huge_counts_are_drawn()
    {
        Assert.Equal(780, Size(Picture.Of(Votes())).Width);
        Assert.Equal(780, Size(Picture.Of(Votes(("Nobody", 0, 0, 0)))).Width);
        Assert.Equal(780, Size(Picture.Of(Votes(("Everybody", int.MaxValue, int.MaxValue, int.MaxValue)))).Width);
    }

    [Fact]
    public void Chinese_words_are_drawn_where_the_machine_has_a_font_for_them()
    {
        Assert.SkipUnless(SKFontManager.Default.FontFamilies.Any(f => SKTypeface.FromFamilyName(f).ContainsGlyphs("护士投票病房夜班")), "No font here has Chinese characters: apt-get install fonts-wqy-zenhei");

        Assert.NotEqual(Picture.Of(Votes(("护士投票", 3, 2, 1))), Picture.Of(Votes(("病房夜班", 3, 2, 1))));
    }

    [Fact]
    public void A_map_shows_each_group_with_its_own_shape_and_letter()
    {
        var spots = Enumerable.Range(0, 40).Select(i => new MapSpot(new((i % 8) - 12, i / 8), "A", 1 + (i % 3)))
            .Concat(Enumerable.Range(0, 40).Select(i => new MapSpot(new((i % 8) + 5, i / 8), "B", 1))).ToImmutableList();
        var chart = new Chart("护士的意见地图", ["People"], []) { Map = new OpinionMap(spots, [new("A", 80, new(-8, 2)), new("B", 40, new(8, 2))]) };

        using var picture = SKBitmap.Decode(Picture.Of(chart));

        Assert.Equal((780, 860), (picture.Width, picture.Height));
        // Blue circles on the left, brown triangles on the right.
        var (left, right) = (Colours(picture, 40, 300), Colours(picture, 480, 740));
        Assert.Contains(left, c => c.Blue > c.Red + 60);
        Assert.DoesNotContain(left, c => c.Red > c.Blue + 60);
        Assert.Contains(right, c => c.Red > c.Blue + 60);
        Assert.NotEqual(Picture.Of(chart), Picture.Of(chart with { Title = "" }));
    }

    [Fact]
    public void A_map_of_one_place_and_one_without_spots_are_drawn()
    {
        var alone = new OpinionMap([new(new(0, 0), "A", 50)], [new("A", 50, new(0, 0))]);

        Assert.Equal(780, Size(Picture.Of(new Chart("", ["People"], []) { Map = alone })).Width);
        Assert.Equal(780, Size(Picture.Of(new Chart("", ["People"], []) { Map = alone with { Spots = [] } })).Width);
    }

    [Fact]
    public void The_same_chart_gives_the_same_bytes()
    {
        Assert.Equal(Picture.Of(Rows(3)), Picture.Of(Rows(3)));
    }

    private static Chart Votes(params (string Label, int Agree, int Disagree, int Pass)[] rows) => new(
        "How R1 was voted on", ["Agree", "Disagree", "Pass"], [.. rows.Select(r => new ChartRow(r.Label, [r.Agree, r.Disagree, r.Pass], "In words."))]);

    private static Chart Rows(int count) => Votes([.. Enumerable.Range(1, count).Select(n => ($"A{n}", n, 2, 1))]);

    private static (int Width, int Height) Size(byte[] png) =>
        (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));

    private static List<SKColor> Colours(SKBitmap picture, int from, int to) =>
        [.. Enumerable.Range(from, to - from).SelectMany(x => Enumerable.Range(140, 680).Select(y => picture.GetPixel(x, y)))];

    private static ImmutableList<int> Greys(SKBitmap picture, int y, int from, int to) =>
        [.. Enumerable.Range(from, to - from).Select(x => picture.GetPixel(x, y)).Select(p => ((p.Red * 30) + (p.Green * 59) + (p.Blue * 11)) / 100)];
}
