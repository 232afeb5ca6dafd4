using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App;

/// <summary>A place where workshops are shown. Only stewards call it; answers to commands go back the way they came.</summary>
public interface IChannel
{
    /// <summary><c>room</c>, <c>discord</c> or <c>teams</c>; the <see cref="Place.Channel"/> that it serves.</summary>
    string Name { get; }

    /// <summary>The least time between two edits of a message of that age, as the platform wants it.</summary>
    TimeSpan Pace(TimeSpan age);

    /// <summary>Creates the message of a post, or finds the one that an earlier try created (<paramref name="post"/>.Key is its mark).</summary>
    Task<Placed> Create(PostAddress post, Card card, CancellationToken cancellation);

    /// <summary>Makes an existing message show the card.</summary>
    Task<Placed> Edit(PostAddress post, string message, Card card, CancellationToken cancellation);

    /// <summary>Tells one person privately.</summary>
    /// <returns>False when they can't be reached.</returns>
    Task<bool> Tell(Account account, Place place, Card card, CancellationToken cancellation);

    /// <summary>Reminds exactly these people: privately, or by one message in the place that mentions them and nobody else.</summary>
    /// <returns>Those who were reached.</returns>
    Task<IReadOnlySet<Account>> Remind(Reminder reminder, CancellationToken cancellation);

    /// <summary>Who is in the place, or has that role there.</summary>
    /// <param name="role">A role's name or id; null for everybody who can read the place.</param>
    Task<MembersAnswer> Members(Place place, string? role, CancellationToken cancellation);
}

/// <param name="Key">What the post shows (<c>amendment:A3</c>, <c>round:R1</c>), unique with the workshop and the place.</param>
public readonly record struct PostAddress(Core.WorkshopId Workshop, Place Place, string Key);

/// <summary>What became of a post.</summary>
public abstract record Placed;

/// <param name="Message">The channel's id of the message that shows it.</param>
public sealed record Shows(string Message) : Placed;

/// <summary>The message was deleted.</summary>
public sealed record Gone : Placed;

/// <summary>The channel does not let the bot: a permission is missing, the place is gone. A facilitator reads both sentences.</summary>
public sealed record Denied(string Reason, string Next) : Placed;

/// <param name="MayName">False where a public list of names would say who has voted (anonymous rounds): who can't be told
/// privately is then reached by a message that mentions nobody.</param>
public sealed record Reminder(Place Place, IReadOnlyList<Recipient> People, Card Card, bool MayName);

/// <param name="Direct">They asked for direct messages.</param>
public readonly record struct Recipient(Account Account, bool Direct);

/// <summary>Who belongs to a place or a role.</summary>
public abstract record MembersAnswer;

public sealed record Members(IReadOnlyList<Member> People) : MembersAnswer;

/// <summary>The channel can't know; a facilitator reads both sentences.</summary>
public sealed record Unknowable(string Reason, string Next) : MembersAnswer;

public readonly record struct Member(Account Account, string Name);
