using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PolicyBot.Core.Views;

namespace PolicyBot.Web.Room;

[JsonConverter(typeof(JsonStringEnumConverter<PostKind>))]
public enum PostKind
{
    /// <summary>A person's words.</summary>
    Said,

    /// <summary>A post of a steward, or something it told one person.</summary>
    Card,

    /// <summary>The answer to a command.</summary>
    Answer,

    /// <summary>An answer that says why nothing was done.</summary>
    Refusal,
}

/// <summary>What one message of a room shows; stored as JSON.</summary>
/// <param name="Author">The account's id.</param>
/// <param name="Name">How the author is shown.</param>
public sealed record RoomPost(PostKind Kind, string Author, string Name)
{
    public string? Words { get; init; }

    public Card? Card { get; init; }

    /// <summary>The message in whose thread it stands.</summary>
    public string? Thread { get; init; }

    /// <summary>The steward's mark (<c>amendment:A3</c>), unique with <see cref="Workshop"/> in one room.</summary>
    public string? Key { get; init; }

    public string? Workshop { get; init; }

    /// <summary>Who asked, where everybody sees the answer.</summary>
    public Guest? Asker { get; init; }

    /// <summary>The line that it answers.</summary>
    public string? Asked { get; init; }

    public RoomFile? File { get; init; }

    public ImmutableList<Reaction> Reactions { get; init; } = [];

    /// <summary>When the card last changed, UTC.</summary>
    public DateTimeOffset? Edited { get; init; }

    /// <summary>The amendment whose card it is, such as <c>A3</c>.</summary>
    [JsonIgnore]
    public string? Amendment => Key is not null && Key.StartsWith("amendment:", StringComparison.Ordinal) ? Key["amendment:".Length..] : null;

    [JsonIgnore]
    public bool ByBot => Author == Guest.Bot.Id;
}

/// <param name="Account">The account's id.</param>
public sealed record Reaction(string Emoji, string Account, string Name);

/// <param name="Token">Where it can be fetched, for a while.</param>
public sealed record RoomFile(string Name, string Token);

/// <summary>A post at its place in the room.</summary>
/// <param name="Id">Sorts by time of creation.</param>
/// <param name="To">The only account id that sees it; null: everybody.</param>
public sealed record Posted(string Id, string? To, DateTimeOffset At, RoomPost Post)
{
    /// <summary>True for what lives in memory alone.</summary>
    public bool Passing { get; init; }

    public bool IsFor(Guest guest) => To is null || To == guest.Id;
}
