using System.Collections.Immutable;

namespace PolicyBot.Core.CommandLine;

/// <summary>What a parameter of a command holds.</summary>
public enum Kind
{
    Clause,
    Amendment,

    /// <summary>Several amendments separated by commas or spaces.</summary>
    Amendments,
    Scenario,
    Round,
    Version,

    /// <summary>A comment's id, 16 hex digits.</summary>
    Remark,

    /// <summary>An amendment's or a comment's id.</summary>
    Own,

    /// <summary>An amendment's, a scenario's or a comment's id.</summary>
    Written,

    /// <summary>One of <see cref="Parameter.Options"/>.</summary>
    Choice,

    /// <summary>One word without spaces, unless quoted.</summary>
    Word,
    Words,

    /// <summary>Several lines.</summary>
    LongWords,
    Yes,
}

/// <param name="Value">As the command knows it.</param>
/// <param name="Label">As a form shows it.</param>
/// <param name="Also">Other spellings, separated by spaces.</param>
public sealed record Option(string Value, string Label, string Also = "")
{
    public bool Is(string typed) =>
        string.Equals(Value, typed, StringComparison.OrdinalIgnoreCase)
        || Also.Split(' ').Contains(typed, StringComparer.OrdinalIgnoreCase);
}

/// <summary>One thing that a command takes: by position in order, or as <c>name:value</c>.</summary>
/// <param name="Label">What a form calls it, at most 45 characters.</param>
public sealed record Parameter(string Name, Kind Kind, string Label)
{
    public const int LongestLine = 10_000;

    public bool Required { get; init; }

    /// <summary>Taken as <c>name:value</c> only, never by position.</summary>
    public bool Named { get; init; }

    /// <summary>Shown in the command's form although it may stay empty.</summary>
    public bool InForm { get; init; }

    /// <summary>Written by buttons, not offered to people.</summary>
    public bool Hidden { get; init; }

    /// <summary>Other names, separated by spaces.</summary>
    public string Also { get; init; } = "";

    public ImmutableList<Option> Options { get; init; } = [];

    /// <summary>In characters.</summary>
    public int MaxLength { get; init; } = LongestLine;

    public bool IsText => Kind is Kind.Words or Kind.LongWords;

    /// <summary>Takes all words up to the next <c>name:</c>.</summary>
    public bool TakesSeveral => IsText || Kind == Kind.Amendments;

    public bool Is(string name) =>
        string.Equals(Name, name, StringComparison.OrdinalIgnoreCase)
        || Also.Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains(name, StringComparer.OrdinalIgnoreCase);

    public static Parameter Needed(string name, Kind kind, string label) => new(name, kind, label) { Required = true };

    public static Parameter Optional(string name, Kind kind, string label) => new(name, kind, label);

    public static Parameter ByName(string name, Kind kind, string label, string also = "") =>
        new(name, kind, label) { Named = true, Also = also };

    public static Parameter Choose(string name, string label, params ImmutableList<Option> options) =>
        new(name, Kind.Choice, label) { Options = options };
}
