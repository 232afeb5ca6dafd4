using System.Collections.Immutable;

namespace PolicyBot.Core.Workshops;

/// <summary>How the people of a workshop are called; whoever was forgotten has no name.</summary>
public sealed record Names(ImmutableDictionary<PersonId, string> ByPerson)
{
    public static readonly Names Nobody = new(ImmutableDictionary<PersonId, string>.Empty);

    /// <summary>Pseudonyms that are another person now, who is called for them.</summary>
    public ImmutableSortedDictionary<string, string> Joined { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>People by the ids of their accounts, as channels name them.</summary>
    public ImmutableDictionary<string, PersonId> ByAccount { get; init; } = ImmutableDictionary<string, PersonId>.Empty;

    public string Of(PersonId? person) =>
        person is { } p && ByPerson.TryGetValue(Joined.TryGetValue(p.Value, out var into) ? new PersonId(into) : p, out var name) ? name : "a former participant";

    /// <summary>The person of that name, case aside, with or without a leading @, or of that account's id; null when nobody or several have it.</summary>
    public PersonId? Find(string name)
    {
        var wanted = name.Trim().TrimStart('@');
        var found = ByPerson.Where(p => string.Equals(p.Value, wanted, StringComparison.OrdinalIgnoreCase) || p.Key.Value == wanted).Take(2).ToList();
        return found.Count == 1 ? found[0].Key
            : found.Count == 0 && ByAccount.TryGetValue(wanted, out var person) ? person
            : null;
    }
}
