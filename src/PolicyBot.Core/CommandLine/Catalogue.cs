using System.Collections.Immutable;

namespace PolicyBot.Core.CommandLine;

/// <summary>Every command that can be said, once: typed lines, buttons, forms, completion and help all come from here.</summary>
public static partial class Catalogue
{
    public static readonly ImmutableList<CommandSpec> All;

    /// <summary>First words that take a second one (<c>round</c>), in order of the catalogue.</summary>
    public static readonly ImmutableList<string> Groups;

    /// <summary>The commands by every way to say them, two words in either order where that means one thing.</summary>
    private static readonly ImmutableDictionary<string, CommandSpec> BySpelling;

    // In a constructor, because the parameters that the rows share are initialised in the other files.
    static Catalogue()
    {
        All = [.. OfWorkshops(), .. OfPolicies(), .. OfScenarios(), .. OfRounds(), .. OfTakingPart(), .. OfPeople(), .. OfModeration()];
        Groups = [.. All.Where(s => s.Words.Contains(' ')).Select(s => s.Words.Split(' ')[0]).Distinct()];
        BySpelling = Spell();
    }

    /// <summary>The command of exactly these words.</summary>
    public static CommandSpec? Find(string words) => BySpelling.GetValueOrDefault(words.ToLowerInvariant());

    public static IEnumerable<CommandSpec> InGroup(string group) =>
        All.Where(s => s.Listed && s.Words.StartsWith(group + " ", StringComparison.Ordinal));

    public static IEnumerable<string> Spellings => BySpelling.Where(s => s.Value.Listed).Select(s => s.Key);

    private static ImmutableDictionary<string, CommandSpec> Spell()
    {
        var found = new Dictionary<string, CommandSpec>(StringComparer.Ordinal);
        foreach (var spec in All)
            foreach (var spelling in spec.Spellings)
                found.Add(spelling, spec);
        foreach (var spec in All)
            if (spec.Words.Split(' ') is [var first, var second])
                found.TryAdd($"{second} {first}", spec);
        return found.ToImmutableDictionary(StringComparer.Ordinal);
    }

    private static readonly Parameter Sure = new("sure", Kind.Yes, "Sure?") { Hidden = true };

    private static readonly Parameter Why = new("why", Kind.Words, "Why? (one or two sentences)")
    {
        Named = true,
        InForm = true,
        Also = "rationale reason because",
        MaxLength = 2_000,
    };

    private static readonly Parameter InScenario = new("scenario", Kind.Scenario, "A scenario that shows the effect")
    {
        Named = true,
        InForm = true,
        Also = "in",
    };

    private static readonly Parameter TheAmendment = Parameter.Needed("amendment", Kind.Amendment, "Amendment");

    private static Parameter Long(string name, string label, int max = 4_000) =>
        new(name, Kind.LongWords, label) { Required = true, MaxLength = max };
}
