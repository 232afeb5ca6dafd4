using System.Collections.Immutable;
using PolicyBot.App;
using PolicyBot.Core.Workshops;
using PolicyBot.Teams.Activities;
using PolicyBot.Teams.Cards;

namespace PolicyBot.Teams;

/// <summary>A validated activity, with who sent it and which place it is about.</summary>
/// <param name="From">As the token vouches for it, never as a card's data says.</param>
internal sealed record Scene(Activity Activity, Account From, Place Place, DateTimeOffset At)
{
    public bool IsPersonal => Activity.Conversation!.IsPersonal;

    public required string Name { get; init; }

    /// <summary>For private cards: a 1:1 chat does not say which conversation they are about.</summary>
    public Mark Mark => IsPersonal && Place.Id != Activity.Conversation!.Place ? new Mark(In: Place.Id) : default;

    public static Account Account(Party? party) => new("teams", party?.AadObjectId ?? party?.ObjectId ?? party?.Id ?? "");

    /// <param name="part">Which of several lines that one activity stands for.</param>
    public Line Line(string text, ImmutableDictionary<string, string>? values = null, bool opens = false, int part = 0) =>
        new(text, values ?? ImmutableDictionary<string, string>.Empty, From, Name, Place)
        {
            // Ids of messages are unique within a conversation only.
            EventId = $"teams:{Activity.Conversation!.Place}:{Activity.Id ?? $"{Guid.NewGuid():n}"}{(part > 0 ? $":{part}" : "")}",
            ReceivedAt = At,
            Opens = opens,
        };
}
