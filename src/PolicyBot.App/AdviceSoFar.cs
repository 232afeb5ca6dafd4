using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;

namespace PolicyBot.App;

/// <summary>How far models have got with advice that takes several requests; what they have read is not sent again.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "advice")]
[JsonDerivedType(typeof(RedraftSoFar), "redraft")]
[JsonDerivedType(typeof(ThemesSoFar), "themes")]
public abstract record AdviceSoFar(AmendmentId Amendment)
{
    /// <summary>Why it can't go on, in one sentence; null while nothing is in its way.</summary>
    public string? Held { get; init; }
}

/// <summary>A redraft from the remarks that were read; remarks are named by their ids.</summary>
public sealed record RedraftSoFar(AmendmentId Amendment) : AdviceSoFar(Amendment)
{
    public string? Wording { get; init; }

    public string Why { get; init; } = "There are no remarks to draw on.";

    public ImmutableHashSet<string> Answered { get; init; } = [];

    public ImmutableDictionary<string, string> NotAnswered { get; init; } = ImmutableDictionary<string, string>.Empty;

    public bool HasRead(string remark) => Answered.Contains(remark) || NotAnswered.ContainsKey(remark);

    /// <summary>With what a model made of further remarks.</summary>
    /// <param name="remarks">Their ids in the order in which the offer numbers them, from 1.</param>
    public RedraftSoFar With(RedraftOffer offer, IReadOnlyList<string> remarks) => this with
    {
        Held = null,
        Wording = offer.Wording ?? Wording,
        Why = Wording is null || offer.Wording is not null ? offer.Why : Why,
        Answered = Answered.Union(offer.Answered.Select(n => remarks[n - 1])),
        NotAnswered = NotAnswered.SetItems(offer.NotAnswered.Select(n => KeyValuePair.Create(remarks[n.Key - 1], n.Value))),
    };

    /// <summary>For Core, with these remarks alone: a reason given with a ballot has no id, and no disposition.</summary>
    public RedraftTaken Taken(IEnumerable<string> remarks)
    {
        var ids = remarks.ToList();
        return new(Wording, Why, [.. ids.Where(Answered.Contains)], ids.Where(NotAnswered.ContainsKey).ToImmutableDictionary(id => id, id => NotAnswered[id]));
    }
}

/// <summary>Themes of the comments that were read, one part of them after the other.</summary>
public sealed record ThemesSoFar(AmendmentId Amendment) : AdviceSoFar(Amendment)
{
    public ImmutableHashSet<string> Read { get; init; } = [];

    /// <summary>How many parts were read.</summary>
    public int Parts { get; init; }

    public ImmutableList<Theme> Themes { get; init; } = [];
}
