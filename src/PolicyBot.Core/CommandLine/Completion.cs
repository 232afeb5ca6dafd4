using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.CommandLine;

/// <param name="Line">The whole line once it is chosen.</param>
/// <param name="Shows">The part that is new.</param>
public sealed record Suggestion(string Line, string Shows, string Explains);

/// <summary>What could be typed next.</summary>
public static class Completion
{
    private const int Most = 25;

    /// <summary>Commands by their beginning; then ids with titles, choices, and names of parameters. At most 25.</summary>
    public static IReadOnlyList<Suggestion> For(string line, Workshop? workshop)
    {
        if (line.Length > 500)
            return [];
        var trimmed = line.TrimStart();
        var slash = trimmed.StartsWith('/') ? "/" : "";
        var text = trimmed.TrimStart('/').TrimStart();
        return Typed(text) is var (spec, length) ? [.. OfValues(spec, slash, text, length, workshop).Take(Most)] : [.. OfCommands(slash, text).Take(Most)];
    }

    /// <summary>What one parameter of a command may be now: ids with titles, choices. At most 25.</summary>
    public static IReadOnlyList<Choice> Of(string command, string parameter, string begun, Workshop? workshop) =>
        Catalogue.Find(command)?.Find(parameter) is { } found ? [.. Fitting(found, begun.Trim(), workshop).Take(Most)] : [];

    private static IEnumerable<Suggestion> OfCommands(string slash, string text)
    {
        var typed = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
        var listed = Catalogue.All.Where(s => s.Listed).ToList();
        var begins = listed.Where(s => s.Words.StartsWith(typed, StringComparison.Ordinal));
        var within = listed.Where(s => typed.Length > 1 && s.Words.Split(' ')[^1].StartsWith(typed, StringComparison.Ordinal));
        return begins.Concat(within).Distinct()
            .Select(s => new Suggestion($"{slash}{s.Words}{(s.Parameters.Any(p => !p.Hidden) ? " " : "")}", s.Words, s.Summary));
    }

    private static IEnumerable<Suggestion> OfValues(CommandSpec spec, string slash, string text, int length, Workshop? workshop)
    {
        var begun = text.Length > length && !char.IsWhiteSpace(text[^1]) ? text[(text.LastIndexOfAny([' ', '\t', '\n']) + 1)..] : "";
        var before = slash + text[..^begun.Length];
        if (begun.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 && spec.Find(begun[..colon]) is { } named)
            return Matching(named, begun[(colon + 1)..], $"{before}{begun[..(colon + 1)]}", workshop);
        var (values, _) = new ArgumentReader(spec, before[(slash.Length + length)..]).Read();
        var next = spec.Parameters.FirstOrDefault(p => !p.Named && !p.Hidden && !values.Has(p.Name));
        var byPosition = next is null ? [] : Matching(next, begun, before, workshop);
        return byPosition.Concat(spec.Parameters
            .Where(p => p.Named && !p.Hidden && !values.Has(p.Name) && p.Name.StartsWith(begun, StringComparison.OrdinalIgnoreCase))
            .Select(p => new Suggestion($"{before}{p.Name}:", $"{p.Name}:", p.Label)));
    }

    private static IEnumerable<Suggestion> Matching(Parameter parameter, string begun, string before, Workshop? workshop)
    {
        if (parameter.Kind == Kind.Yes)
            return before.EndsWith(':') ? [new($"{before}yes", "yes", parameter.Label)] : [];
        return Fitting(parameter, begun, workshop).Select(c => new Suggestion($"{before}{c.Value} ", c.Value, c.Label));
    }

    private static IEnumerable<Choice> Fitting(Parameter parameter, string begun, Workshop? workshop) =>
        Live.Of(parameter, workshop).Where(c => c.Value.StartsWith(begun, StringComparison.OrdinalIgnoreCase)
            || (begun.Length > 1 && c.Label.Contains(begun, StringComparison.OrdinalIgnoreCase))
            || c.Value[1..] == begun);

    /// <summary>The command whose words stand there in full, followed by a space.</summary>
    private static (CommandSpec Spec, int Length)? Typed(string text)
    {
        var one = Pieces.SkipWord(text, 0);
        var second = Pieces.SkipSpace(text, one);
        var two = Pieces.SkipWord(text, second);
        if (two < text.Length && two > second && Catalogue.Find($"{text[..one]} {text[second..two]}") is { } pair)
            return (pair, two);
        return one < text.Length && !Catalogue.Groups.Contains(text[..one].ToLowerInvariant()) && Catalogue.Find(text[..one]) is { } single
            ? (single, one)
            : null;
    }
}
