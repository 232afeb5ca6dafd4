using PolicyBot.Core.Consensus;
using PolicyBot.Core.Views;
using ScottPlot;

namespace PolicyBot.App.Pictures;

/// <summary>Draws an opinion map: a spot for people who stand together, with a shape and a colour of their group, its letter in the middle.</summary>
internal static class MapPicture
{
    private const int Height = 430;
    private const int Top = 64;
    private const int Margin = 24;

    // Okabe and Ito's colours; whoever sees none tells the groups apart by shape and letter.
    private static readonly (MarkerShape Shape, string Colour)[] _looks =
    [
        (MarkerShape.FilledCircle, "#0072B2"), (MarkerShape.FilledTriangleUp, "#B8650B"), (MarkerShape.FilledSquare, "#00755A"),
        (MarkerShape.FilledDiamond, "#A85585"), (MarkerShape.FilledTriangleDown, "#5A5A5A"),
    ];

    public static byte[] Of(string title, OpinionMap map)
    {
        using var plot = new Plot();
        plot.Layout.Frameless();
        plot.HideAxesAndGrid();
        plot.FigureBackground.Color = Colors.White;
        plot.ScaleFactor = Picture.Scale;
        plot.Axes.SetLimits(0, Picture.Width, -Height, 0);
        Picture.Write(plot, title, (12, 10), 14, Picture.Width - 24, bold: true);
        var at = Placing(map);
        DrawCross(plot);
        foreach (var spot in map.Spots.OrderByDescending(s => s.People))
            Draw(plot, map, spot, at(spot.At));
        foreach (var group in map.Groups)
            Letter(plot, group, at(group.Centre));
        Legend(plot, map);
        return plot.GetImageBytes(Picture.Width * Picture.Scale, Height * Picture.Scale, ImageFormat.Png);
    }

    /// <summary>Both directions get one scale, as distances are what the map tells.</summary>
    private static Func<Point, (double X, double Y)> Placing(OpinionMap map)
    {
        var points = map.Spots.Select(s => s.At).Concat(map.Groups.Select(g => g.Centre)).ToList();
        var (left, right) = (points.Min(p => p.X), points.Max(p => p.X));
        var (low, high) = (points.Min(p => p.Y), points.Max(p => p.Y));
        var (width, height) = (Picture.Width - (2.0 * Margin), Height - Top - (2.0 * Margin));
        var unit = Math.Min(width / Math.Max(0.1, right - left), height / Math.Max(0.1, high - low));
        return p => ((Picture.Width / 2.0) + ((p.X - ((left + right) / 2)) * unit), Top + Margin + (height / 2) - ((p.Y - ((low + high) / 2)) * unit));
    }

    private static void DrawCross(Plot plot)
    {
        var box = plot.Add.Rectangle(12, Picture.Width - 12, -(Height - 12), -Top);
        box.FillStyle.Color = Color.FromHex("#F7F7F5");
        box.LineStyle.Color = Color.FromHex("#D4D4D4");
    }

    private static void Draw(Plot plot, OpinionMap map, MapSpot spot, (double X, double Y) at)
    {
        var (shape, colour) = LookOf(map, spot.Group);
        var marker = plot.Add.Marker(at.X, -at.Y, shape, (float)Math.Min(22, 6 + (2.5 * Math.Sqrt(spot.People - 1))));
        marker.Color = Color.FromHex(colour).WithAlpha(0.65);
        marker.MarkerLineColor = Colors.White;
        marker.MarkerLineWidth = 0.5f;
    }

    private static void Letter(Plot plot, OpinionGroup group, (double X, double Y) at)
    {
        var text = Picture.Ink(plot, group.Name, at, 16);
        text.LabelBold = true;
        text.LabelAlignment = Alignment.MiddleCenter;
        text.LabelBackgroundColor = Colors.White.WithAlpha(0.75);
        text.LabelPadding = 2;
    }

    private static void Legend(Plot plot, OpinionMap map)
    {
        var x = 16.0;
        foreach (var group in map.Groups)
        {
            var (shape, colour) = LookOf(map, group.Name);
            plot.Add.Marker(x + 5, -46, shape, 11).Color = Color.FromHex(colour);
            x += 15 + Picture.Write(plot, $"{group.Name}: {group.People}", (x + 15, 38), 12, 80) + 14;
        }
    }

    private static (MarkerShape Shape, string Colour) LookOf(OpinionMap map, string group) =>
        _looks[Math.Max(0, map.Groups.FindIndex(g => g.Name == group)) % _looks.Length];
}
