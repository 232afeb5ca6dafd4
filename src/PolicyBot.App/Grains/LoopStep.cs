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
[JsonDerivedType(typeof(ApplyShown), "apply-shown")]
public abstract record LoopStep;

/// <summary>A step of a round that has not ended.</summary>
public abstract record RoundStep(RoundId Round) : LoopStep;

public sealed record BeginVoting(RoundId Round) : RoundStep(Round);

public sealed record CloseVoting(RoundId Round, ClosedBy By) : RoundStep(Round);

public sealed record BeginConfirming(RoundId Round) : RoundStep(Round);

public sealed record PublishRound(RoundId Round) : RoundStep(Round);

public sealed record CountReminder(RoundId Round, int People) : RoundStep(Round);

/// <summary>What a model offers for a returned amendment, also of a round that has ended.</summary>
public sealed record TakeRedraft(AmendmentId Amendment, RedraftTaken Taken) : LoopStep;

/// <summary>Redrafts whose cards people can see go into the policy.</summary>
public sealed record ApplyShown(ImmutableList<AmendmentId> Redrafts) : LoopStep;
