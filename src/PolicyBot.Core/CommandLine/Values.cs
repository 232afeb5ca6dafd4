using System.Collections.Immutable;
using System.Globalization;

namespace PolicyBot.Core.CommandLine;

/// <summary>What was given for a command's parameters, each already read and in its canonical writing (<c>A3</c>, <c>v2</c>, <c>yes</c>).</summary>
public sealed record Values(ImmutableSortedDictionary<string, string> Given)
{
    public static readonly Values None = new(ImmutableSortedDictionary<string, string>.Empty);

    public string? this[string name] => Given.GetValueOrDefault(name);

    public bool Has(string name) => Given.ContainsKey(name);

    public Values With(string name, string value) => new(Given.SetItem(name, value));

    /// <summary>A required parameter's value; the reader builds a command only when it is there.</summary>
    public string Text(string name) => Given[name];

    public bool Yes(string name) => this[name] == "yes";

    public ClauseId? Clause(string name) => Number(name) is { } n ? new ClauseId(n) : null;

    public AmendmentId? Amendment(string name) => Number(name) is { } n ? new AmendmentId(n) : null;

    public ScenarioId? Scenario(string name) => Number(name) is { } n ? new ScenarioId(n) : null;

    public RoundId? Round(string name) => Number(name) is { } n ? new RoundId(n) : null;

    public VersionNumber? Version(string name) => Number(name) is { } n ? new VersionNumber(n) : null;

    public AmendmentId Amendment() => new(int.Parse(Text("amendment")[1..], CultureInfo.InvariantCulture));

    public ImmutableList<AmendmentId> Amendments(string name) =>
        [.. (this[name] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => new AmendmentId(int.Parse(id[1..], CultureInfo.InvariantCulture)))];

    private int? Number(string name) =>
        this[name] is { Length: > 1 } id ? int.Parse(id[1..], CultureInfo.InvariantCulture) : null;
}
