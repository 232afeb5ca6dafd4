using System.Collections.Immutable;
using System.Globalization;

namespace PolicyBot.Core.CommandLine;

/// <summary>Brings one typed value into its canonical writing.</summary>
internal static class ParameterReader
{
    /// <summary>The value, or null when it can't be one of this kind.</summary>
    public static string? Read(Parameter parameter, string typed)
    {
        var text = typed.Trim();
        if (text.Length == 0 || text.Length > parameter.MaxLength)
            return null;
        return parameter.Kind switch
        {
            Kind.Words or Kind.LongWords => text,
            Kind.Word => text.Any(char.IsWhiteSpace) ? null : text,
            Kind.Choice => Chosen(parameter, text),
            Kind.Yes => text.ToLowerInvariant() is "yes" or "sure" or "y" or "true" or "now" ? "yes" : null,
            Kind.Amendments => List(text),
            Kind.Remark => Remark(text),
            Kind.Own => Remark(text) ?? Id('A', text),
            // A bare number could be either.
            Kind.Written => Remark(text) ?? (char.IsAsciiLetter(text[0]) ? Id('A', text) ?? Id('S', text) : null),
            _ => Id(Letter(parameter.Kind), text),
        };
    }

    /// <summary>True for the letter or the word before a number that was typed apart (<c>A 3</c>, <c>version 2</c>).</summary>
    public static bool IsStartOfId(Parameter parameter, string typed) =>
        parameter.Kind is Kind.Clause or Kind.Amendment or Kind.Scenario or Kind.Round or Kind.Version or Kind.Own
        && typed.TrimStart('#').ToLowerInvariant() is { Length: > 0 } word
        && Word(parameter.Kind) is var name
        && (word == name || word == name[..1]);

    /// <summary>What such a value looks like, for a sentence.</summary>
    public static string LooksLike(Parameter parameter) => parameter.Kind switch
    {
        Kind.Choice => $"It takes one of: {string.Join(", ", parameter.Options.Select(o => o.Value))}.",
        Kind.Clause => "Clauses look like C7; `policy show` lists them.",
        Kind.Amendment or Kind.Amendments => "Amendments look like A3; `round status` lists them.",
        Kind.Scenario => "Scenarios look like S2; `scenario list` lists them.",
        Kind.Round => "Rounds look like R1; `workshop status` lists them.",
        Kind.Version => "Versions look like v2; `policy history` lists them.",
        Kind.Remark => "Press *Edit* beside your comment in `mine`.",
        Kind.Own => "Press *Withdraw* beside it in `mine`, or give an amendment such as A3.",
        Kind.Written => "`moderate queue` lists what can be hidden, with ids such as A3, S2 or those of comments.",
        Kind.Yes => "Write `yes`, or leave it out.",
        _ => $"It takes at most {parameter.MaxLength.ToString("N0", CultureInfo.InvariantCulture)} characters.",
    };

    public static string Called(Parameter parameter) => parameter.Kind switch
    {
        Kind.Clause => "a clause",
        Kind.Amendment => "an amendment",
        Kind.Amendments => "a list of amendments",
        Kind.Scenario => "a scenario",
        Kind.Round => "a round",
        Kind.Version => "a version",
        Kind.Remark => "a comment's id",
        Kind.Own => "an amendment or a comment of yours",
        Kind.Written => "a comment, an amendment or a scenario",
        _ => $"a value of `{parameter.Name}`",
    };

    private static string? Chosen(Parameter parameter, string text)
    {
        if (parameter.Options.FirstOrDefault(o => o.Is(text)) is { } exact)
            return exact.Value;
        var begins = parameter.Options.Where(o => text.Length >= 3 && o.Value.StartsWith(text, StringComparison.OrdinalIgnoreCase)).ToList();
        return begins.Count == 1 ? begins[0].Value : null;
    }

    private static string? Id(char letter, string text)
    {
        var rest = text.TrimEnd('.', ',', ';', ':').TrimStart('#');
        var word = letter switch { 'C' => "clause", 'S' => "scenario", 'R' => "round", 'v' => "version", _ => "amendment" };
        if (rest.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            rest = rest[word.Length..];
        else if (rest.Length > 0 && char.ToLowerInvariant(rest[0]) == char.ToLowerInvariant(letter))
            rest = rest[1..];
        rest = rest.Trim(' ', '#', '-');
        if (rest.Length is 0 or > 9 || !rest.All(char.IsAsciiDigit))
            return null;
        var number = int.Parse(rest, CultureInfo.InvariantCulture);
        return number == 0 && letter != 'v' ? null : $"{letter}{number.ToString(CultureInfo.InvariantCulture)}";
    }

    private static string? List(string text)
    {
        var ids = text.Split([',', ' ', ';', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(id => Id('A', id)).ToImmutableList();
        return ids.IsEmpty || ids.Contains(null) ? null : string.Join(',', ids);
    }

    private static string? Remark(string text) =>
        text.Length == 16 && text.All(char.IsAsciiHexDigit) ? text.ToLowerInvariant() : null;

    private static char Letter(Kind kind) => Word(kind)[..1] switch { "c" => 'C', "s" => 'S', "r" => 'R', "v" => 'v', _ => 'A' };

    private static string Word(Kind kind) => kind switch
    {
        Kind.Clause => "clause",
        Kind.Scenario => "scenario",
        Kind.Round => "round",
        Kind.Version => "version",
        _ => "amendment",
    };
}
