namespace PolicyBot.Core.CommandLine;

/// <summary>Reads a typed line, a button's act, or an act with the fields of its form.</summary>
public static class CommandReader
{
    /// <summary>Never throws, whatever is typed.</summary>
    /// <param name="line">At most 10,000 characters, without control characters except tabs and line ends.</param>
    /// <param name="values">A form's fields by parameter; they win over the line. Empty ones count as not given.</param>
    /// <param name="opens">Asks for the command's form, filled with what was given, also when nothing is missing.</param>
    public static Reading Read(string line, IReadOnlyDictionary<string, string> values, bool opens = false)
    {
        if (Unfit(line, Parameter.LongestLine) is { } unfit)
            return unfit;
        var text = WithoutAddress(line.Trim());
        if (text.Length == 0)
            return new NotUnderstood("Nothing was typed.", "Write `help` to see what you can do.");
        if (Head(text) is not var (spec, length))
            return Unknown(text);
        var (given, fault) = new ArgumentReader(spec, text[length..]).Read();
        if (fault is not null)
            return fault;
        (given, fault) = Merge(spec, given, values);
        if (fault is not null)
            return fault;
        var missing = spec.MissingFrom(given);
        return !opens && (missing.IsEmpty || (spec.AsksFirst && values.Count > 0 && missing.All(p => !p.Required)))
            ? new Understood(spec.Build(given))
            : new Wanting(spec, given, missing);
    }

    private static (Values, NotUnderstood?) Merge(CommandSpec spec, Values given, IReadOnlyDictionary<string, string> values)
    {
        foreach (var (name, raw) in values)
        {
            if (spec.Find(name) is not { } parameter || string.IsNullOrWhiteSpace(raw))
                continue;
            var typed = raw.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
            if (Unfit(typed, parameter.MaxLength) is { } unfit)
                return (given, unfit with { Reason = $"{parameter.Label}: {unfit.Reason}" });
            if (ParameterReader.Read(parameter, typed) is not { } value)
                return (given, ArgumentReader.Not(parameter, typed));
            given = given.With(parameter.Name, value);
        }

        return (given, null);
    }

    /// <summary>The command that the line begins with and how many characters its words take.</summary>
    private static (CommandSpec Spec, int Length)? Head(string text)
    {
        var one = Pieces.SkipWord(text, 0);
        var second = Pieces.SkipSpace(text, one);
        var two = Pieces.SkipWord(text, second);
        if (second < text.Length && Catalogue.Find($"{text[..one]} {text[second..two]}") is { } pair)
            return (pair, two);
        var single = Catalogue.Find(text[..one]);
        var takesMore = second < text.Length && Catalogue.Groups.Contains(text[..one].ToLowerInvariant());
        return single is null || takesMore ? null : (single, one);
    }

    private static Reading Unknown(string text)
    {
        var words = text.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries);
        var group = Catalogue.Groups.FirstOrDefault(g => g == words[0].ToLowerInvariant() && Catalogue.InGroup(g).Any());
        if (group is not null && words.Length > 1 && words[1].Equals("help", StringComparison.OrdinalIgnoreCase))
            return new Understood(new ShowHelp(group));
        var typed = ArgumentReader.Short(string.Join(' ', words.Take(group is null ? 1 : 2)));
        var next = Meant(words);
        if (group is null)
            return new NotUnderstood($"I don't know “{typed}”.", next ?? "Write `help` to see what you can do.");
        var takes = string.Join(", ", Catalogue.InGroup(group).Select(s => s.Words[(group.Length + 1)..]));
        return words.Length == 1
            ? new NotUnderstood($"`{group}` needs another word.", $"One of: {takes}.")
            : new NotUnderstood($"There is no “{typed}”.", $"{next} `{group}` takes: {takes}.".TrimStart());
    }

    private static string? Meant(string[] words)
    {
        var spellings = Catalogue.Spellings.ToList();
        var second = spellings.Where(s => s.EndsWith(" " + words[0], StringComparison.OrdinalIgnoreCase) && Catalogue.All.Any(c => c.Words == s));
        var near = words.Length > 1 && words[1].Length < 40 && words[0].Length < 40 ? Nearest.To($"{words[0]} {words[1]}", spellings) : [];
        if (near.Count == 0 && words[0].Length < 40)
            near = [.. second, .. Nearest.To(words[0], spellings)];
        var found = near.Select(s => Catalogue.Find(s)!.Words).Distinct().Take(3).Select(w => $"`{w}`").ToList();
        return found.Count == 0 ? null : $"Did you mean {string.Join(" or ", found)}?";
    }

    private static string WithoutAddress(string text)
    {
        var rest = text.TrimStart('/', '@').TrimStart();
        return rest.StartsWith("policybot", StringComparison.OrdinalIgnoreCase) && (rest.Length == 9 || !char.IsLetterOrDigit(rest[9]))
            ? rest[9..].TrimStart(':', ',', ' ', '/')
            : rest;
    }

    private static NotUnderstood? Unfit(string text, int most)
    {
        if (text.Length > most)
            return new("That is too long.", $"Write at most {most.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} characters.");
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) && text[i] is not ('\n' or '\r' or '\t'))
                return new("It holds a control character.", "Type the line again, or paste it as plain text.");
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return new("It holds half of a character.", "Type the line again, or paste it as plain text.");
        }

        return null;
    }
}
