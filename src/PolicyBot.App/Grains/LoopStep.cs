using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PolicyBot.Core;
using PolicyBot.Core.Rounds;

namespace PolicyBot.App.Grains;

/// <summary>What a steward asks of a workshop.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "step")]
[JsonDerivedType(typeof(BeginVoting), "begin-voting")]
[JsonDerivedType(typeof(CloseVoting), "close-voting")]
[JsonDerivedType(typeof(BeginConfirming), "begin-confirming")]
[JsonDerivedType(typeof(PublishRound), "publish")]
[JsonDerivedType(typeof(CountReminder), "count-reminder")]
[JsonDerivedType(typeof(TakeRedraft), "take-redraft")]
public abstract record LoopStep(RoundId Round);

public sealed record BeginVoting(RoundId Round) : LoopStep(Round);

public sealed record CloseVoting(RoundId Round, ClosedBy By) : LoopStep(Round);

public sealed record BeginConfirming(RoundId Round) : LoopStep(Round);

public sealed record PublishRound(RoundId Round) : LoopStep(Round);

public sealed record CountReminder(RoundId Round, int People) : LoopStep(Round);

/// <param name="Remarks">Ids of the remarks in the order in which the offer numbers them, from 1.</param>
public sealed record TakeRedraft(RoundId Round, AmendmentId Amendment, RedraftOffer Offer, ImmutableList<string> Remarks) : LoopStep(Round)
{
    /// <summary>The offer with remarks by their ids; what answered a reason given with a ballot has no id and is not listed.</summary>
    public RedraftTaken Taken() => new(
        Offer.Wording, Offer.Why,
        [.. Offer.Answered.Where(n => n <= Remarks.Count).Select(n => Remarks[n - 1])],
        Offer.NotAnswered.Where(n => n.Key <= Remarks.Count).ToImmutableDictionary(n => Remarks[n.Key - 1], n => n.Value));
}
