using System.Collections.Concurrent;
using System.Text;
using ScottPlot;
using SkiaSharp;

namespace PolicyBot.App.Pictures;

/// <summary>Finds a font that can write a label, and shortens the label to the room that it has.</summary>
internal static class Lettering
{
    private static readonly ConcurrentDictionary<int, string?> _fonts = new();
    private static readonly string[] _readable = ["Noto Sans", "DejaVu Sans", "Liberation Sans", "Segoe UI", "Arial", "Helvetica"];

    /// <summary>The first font without serifs that this machine has.</summary>
    public static string Usual { get; } =
        _readable.FirstOrDefault(name => SKFontManager.Default.FontFamilies.Contains(name, StringComparer.OrdinalIgnoreCase)) ?? Fonts.Default;

    /// <summary>The label as it can be written here, and the font's name: characters that no font has become an ellipsis.</summary>
    public static (string Label, string Font) Fit(string label, float size, double room)
    {
        var (words, font) = Writable(label);
        return (Cut(words, font, size, room), font);
    }

    public static double Width(string label, string font, float size)
    {
        using var paint = new SKFont(Fonts.GetTypeface(font, FontWeight.Normal, FontSlant.Upright, FontSpacing.Normal), size);
        return paint.MeasureText(label);
    }

    private static (string, string) Writable(string label)
    {
        if (Covers(Usual, label))
            return (label, Usual);
        // One label is written in one font, and those for other scripts have Latin letters too.
        var strange = label.EnumerateRunes().First(r => !Covers(Usual, r.ToString()));
        return FontFor(strange.Value) is { } found && Covers(found, label) ? (label, found) : (WithoutStrange(label), Usual);
    }

    /// <summary>A font that has the character; null when this machine has none. Font managers without a fallback of their own are asked font by font.</summary>
    public static string? FontFor(int character) => _fonts.GetOrAdd(character, c =>
    {
        using var matched = SKFontManager.Default.MatchCharacter(c);
        return matched?.FamilyName ?? SKFontManager.Default.FontFamilies.FirstOrDefault(family => Covers(family, char.ConvertFromUtf32(c)));
    });

    private static bool Covers(string font, string label) =>
        Fonts.GetTypeface(font, FontWeight.Normal, FontSlant.Upright, FontSpacing.Normal) is { } face && face.ContainsGlyphs(label);

    private static string WithoutStrange(string label)
    {
        var kept = new StringBuilder();
        foreach (var rune in label.EnumerateRunes())
        {
            if (Covers(Usual, rune.ToString()))
                kept.Append(rune);
            else if (kept.Length == 0 || kept[^1] != '…')
                kept.Append('…');
        }

        return kept.ToString();
    }

    private static string Cut(string label, string font, float size, double room)
    {
        if (Width(label, font, size) <= room)
            return label;
        var end = label.Length;
        while (end > 0 && (char.IsHighSurrogate(label[end - 1]) || Width($"{label[..end]}…", font, size) > room))
            end--;
        return $"{label[..end].TrimEnd()}…";
    }
}
