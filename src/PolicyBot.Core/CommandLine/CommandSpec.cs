using System.Collections.Immutable;

namespace PolicyBot.Core.CommandLine;

/// <summary>One row of the catalogue: what a command is called, what it takes, and how it is built.</summary>
/// <param name="Words">One or two lower-case words (<c>round open</c>).</param>
/// <param name="Summary">One sentence without a full stop, at most 90 characters.</param>
/// <param name="Parameters">Positional ones in order; at most the last of those takes several words.</param>
/// <param name="Build">Called only with every required value there and every value readable.</param>
public sealed record CommandSpec(
    string Words, string Summary, ImmutableList<Parameter> Parameters, Func<Values, Command> Build)
{
    /// <summary>A line that shows how it is typed.</summary>
    public required string Example { get; init; }

    /// <summary>Only facilitators may do it.</summary>
    public bool Facilitators { get; init; }

    /// <summary>False for what only channels say.</summary>
    public bool Listed { get; init; } = true;

    /// <summary>Other ways to say it, separated by commas.</summary>
    public string Also { get; init; } = "";

    /// <summary>Typed without anything, it opens its form.</summary>
    public bool AsksFirst { get; init; }

    /// <summary>What is wanting beyond the required parameters, given the others.</summary>
    public Func<Values, string?>? AlsoNeeds { get; init; }

    public Parameter? Find(string name) => Parameters.FirstOrDefault(p => p.Is(name));

    /// <summary>Every way to say it, its own words first.</summary>
    public IEnumerable<string> Spellings =>
        Also.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Prepend(Words);

    public ImmutableList<Parameter> MissingFrom(Values values)
    {
        if (AsksFirst && values.Given.IsEmpty)
            return [.. Parameters.Where(p => p.Required || p.InForm)];
        var needed = AlsoNeeds?.Invoke(values);
        return [.. Parameters.Where(p => !values.Has(p.Name) && (p.Required || p.Name == needed))];
    }
}
