using System.Collections.Immutable;

namespace PolicyBot.Core.CommandLine;

/// <summary>A stretch of a line: a word, something quoted, or a named value.</summary>
/// <param name="Name">The parameter's own name when it was written <c>name:value</c>.</param>
/// <param name="Start">Where it begins in the line, its name included.</param>
internal sealed record Piece(string? Name, int Start, int End, string Value, bool Quoted);

/// <summary>Cuts what follows a command's words into pieces.</summary>
internal static class Pieces
{
    private const string Opening = "\"“„«”";
    private const string Closing = "\"”“»";

    public static ImmutableArray<Piece> Of(string line, CommandSpec spec)
    {
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        for (var at = SkipSpace(line, 0); at < line.Length; at = SkipSpace(line, pieces[^1].End))
            pieces.Add(Next(line, at, spec));
        return pieces.ToImmutable();
    }

    public static int SkipSpace(string line, int at)
    {
        while (at < line.Length && char.IsWhiteSpace(line[at]))
            at++;
        return at;
    }

    public static int SkipWord(string line, int at)
    {
        while (at < line.Length && !char.IsWhiteSpace(line[at]))
            at++;
        return at;
    }

    private static Piece Next(string line, int at, CommandSpec spec)
    {
        var end = SkipWord(line, at);
        if (FlagIn(line[at..end], spec) is { } flag)
            return new(flag.Name, at, end, "yes", false);
        var name = NameAt(line, at, end, spec);
        var from = name is null ? at : line.IndexOf(':', at) + 1;
        if (Quoted(line, from) is var (value, after))
            return new(name?.Name, at, after, value, true);
        return new(name?.Name, at, end, line[from..end], false);
    }

    /// <summary><c>--now</c> or an em dash that a phone made of the two hyphens.</summary>
    private static Parameter? FlagIn(string word, CommandSpec spec) =>
        (word.StartsWith("--", StringComparison.Ordinal) || word.StartsWith('—'))
        && spec.Find(word.TrimStart('-', '—')) is { Kind: Kind.Yes } flag ? flag : null;

    private static Parameter? NameAt(string line, int at, int end, CommandSpec spec)
    {
        var colon = line.IndexOf(':', at, end - at);
        return colon > at && colon + 1 < end ? spec.Find(line[at..colon]) : null;
    }

    private static (string Value, int After)? Quoted(string line, int at)
    {
        if (at >= line.Length || !Opening.Contains(line[at]))
            return null;
        for (var i = at + 1; i < line.Length; i++)
            if (Closing.Contains(line[i]) && line[i - 1] != '\\' && (i + 1 == line.Length || char.IsWhiteSpace(line[i + 1])))
                return (line[(at + 1)..i].Replace("\\\"", "\"", StringComparison.Ordinal), i + 1);
        return null;
    }
}
