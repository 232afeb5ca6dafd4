using System.Globalization;
using PolicyBot.Core.Views;
using ScottPlot;

namespace PolicyBot.App.Pictures;

/// <summary>Draws charts, once for all channels. Whoever shows one writes <see cref="ChartRow.Says"/> beside it.</summary>
public static class Picture
{
    /// <summary>Width in logical pixels, which a phone shows whole; the file has twice as many.</summary>
    public const int Width = 390;

    /// <summary>More rows than these are counted, not drawn.</summary>
    public const int MostRows = 30;

    internal const int Scale = 2;
    private const int Margin = 12;
    private const int RowHeight = 44;
    private const int BarHeight = 18;
    private const int Header = 62;
    private const float LabelSize = 12;
    private const double Room = Width - (2 * Margin);

    // Okabe and Ito's colours, which the colour-blind tell apart, each with a pattern of its own for those who see none.
    private static readonly Look[] _looks =
    [
        new("#0072B2", "#0072B2", "#FFFFFF", null),
        new("#F0B040", "#B87400", "#000000", new ScottPlot.Hatches.Striped(ScottPlot.Hatches.StripeDirection.DiagonalUp)),
        new("#D4D4D4", "#8C8C8C", "#000000", new ScottPlot.Hatches.Dots()),
        new("#E0AFCB", "#A85585", "#000000", new ScottPlot.Hatches.Striped(ScottPlot.Hatches.StripeDirection.Horizontal)),
        new("#8FD3B8", "#00755A", "#000000", new ScottPlot.Hatches.Grid()),
    ];

    private sealed record Look(string Fill, string Lines, string Ink, IHatch? Hatch);

    /// <summary>The chart as a PNG, 780 pixels wide, as high as its rows need.</summary>
    public static byte[] Of(Chart chart)
    {
        if (chart.Map is { } map)
            return MapPicture.Of(chart.Title, map);
        var rows = chart.Rows.Take(MostRows).ToList();
        var height = Header + (Math.Max(1, rows.Count) * RowHeight) + (chart.Rows.Count > MostRows ? 28 : 8);
        using var plot = new Plot();
        // One unit is one logical pixel, from the top left: layout is arithmetic, not axes.
        plot.Layout.Frameless();
        plot.HideAxesAndGrid();
        plot.FigureBackground.Color = Colors.White;
        plot.ScaleFactor = Scale;
        plot.Axes.SetLimits(0, Width, -height, 0);
        Write(plot, chart.Title, (Margin, 10), 16, Room, bold: true);
        DrawLegend(plot, chart);
        var largest = Math.Max(1, chart.Rows.Select(r => r.Values.Sum(v => (long)v)).DefaultIfEmpty().Max());
        for (var i = 0; i < rows.Count; i++)
            DrawRow(plot, rows[i], Header + (i * RowHeight), Room / largest);
        if (rows.Count == 0)
            Write(plot, "Nothing to show yet.", (Margin, Header), LabelSize, Room);
        if (chart.Rows.Count > MostRows)
            Write(plot, string.Create(CultureInfo.InvariantCulture, $"and {chart.Rows.Count - MostRows} more"), (Margin, height - 24), LabelSize, Room);
        return plot.GetImageBytes(Width * Scale, height * Scale, ImageFormat.Png);
    }

    private static void DrawLegend(Plot plot, Chart chart)
    {
        var x = (double)Margin;
        for (var i = 0; i < chart.Series.Count; i++)
        {
            Fill(plot, LookOf(i), (x, x + 14), (37, 51));
            x += 19 + Write(plot, chart.Series[i], (x + 19, 37), LabelSize, Room / chart.Series.Count) + 14;
        }
    }

    private static void DrawRow(Plot plot, ChartRow row, double top, double unit)
    {
        // Always in words too: a thin part has no room for its number.
        var counts = string.Join(" · ", row.Values.Select(v => v.ToString(CultureInfo.InvariantCulture)));
        var width = Lettering.Width(counts, Lettering.Usual, LabelSize);
        Ink(plot, counts, (Width - Margin, top), LabelSize).LabelAlignment = Alignment.UpperRight;
        Write(plot, row.Label, (Margin, top), LabelSize, Room - width - 10);

        var x = (double)Margin;
        for (var i = 0; i < row.Values.Count; i++)
        {
            var end = x + (row.Values[i] * unit);
            if (row.Values[i] > 0)
                DrawPart(plot, LookOf(i), (x, end), (top + 17, row.Values[i].ToString(CultureInfo.InvariantCulture)));
            x = end;
        }
    }

    private static void DrawPart(Plot plot, Look look, (double From, double To) x, (double Top, string Number) what)
    {
        Fill(plot, look, x, (what.Top, what.Top + BarHeight));
        var width = Lettering.Width(what.Number, Lettering.Usual, LabelSize);
        if (x.To - x.From < width + 12)
            return;
        var text = Ink(plot, $" {what.Number} ", ((x.From + x.To) / 2, what.Top + (BarHeight / 2.0) + 1.5), LabelSize);
        text.LabelFontColor = Color.FromHex(look.Ink);
        text.LabelBackgroundColor = Color.FromHex(look.Fill);
        text.LabelPadding = 0;
        text.LabelAlignment = Alignment.MiddleCenter;
    }

    private static void Fill(Plot plot, Look look, (double From, double To) x, (double Top, double Bottom) y)
    {
        var box = plot.Add.Rectangle(x.From, x.To, -y.Bottom, -y.Top);
        box.FillStyle.Color = Color.FromHex(look.Fill);
        box.FillStyle.Hatch = look.Hatch;
        box.FillStyle.HatchColor = Color.FromHex(look.Lines);
        box.LineStyle.Color = Color.FromHex(look.Lines);
        box.LineStyle.Width = 1;
    }

    /// <summary>Writes one line from its top left corner, cut to its room; gives its width.</summary>
    internal static double Write(Plot plot, string words, (double X, double Y) at, float size, double room, bool bold = false)
    {
        var (label, font) = Lettering.Fit(words, bold ? size * 1.08f : size, room);
        var text = Ink(plot, label, at, size);
        text.LabelFontName = font;
        text.LabelBold = bold;
        return Lettering.Width(label, font, size);
    }

    internal static ScottPlot.Plottables.Text Ink(Plot plot, string words, (double X, double Y) at, float size)
    {
        var text = plot.Add.Text(words, at.X, -at.Y);
        text.LabelFontName = Lettering.Usual;
        text.LabelFontSize = size;
        text.LabelFontColor = Color.FromHex("#1B1B1B");
        text.LabelAlignment = Alignment.UpperLeft;
        return text;
    }

    private static Look LookOf(int series) => _looks[series % _looks.Length];
}
