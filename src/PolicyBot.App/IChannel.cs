using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App;

/// <summary>A place where workshops are shown. Only stewards call it; answers to commands go back the way they came.</summary>
public interface IChannel
{
    /// <summary><c>room</c>, <c>discord</c> or <c>teams</c>; the <see cref="Place.Channel"/> that it serves.</summary>
    string Name { get; }

    /// <summary>Creates the message of a post, or finds the one that an earlier try created (<paramref name="post"/>.Key is its mark).</summary>
    /// <returns>The channel's message id.</returns>
    Task<string> Create(PostAddress post, Card card, CancellationToken cancellation);

    /// <summary>Makes an existing message show the card.</summary>
    /// <returns>False when the message is gone.</returns>
    Task<bool> Edit(PostAddress post, string message, Card card, CancellationToken cancellation);

    /// <summary>Tells one person privately.</summary>
    /// <returns>False when they can't be reached.</returns>
    Task<bool> Tell(Account account, Place place, Card card, CancellationToken cancellation);
}

/// <param name="Key">What the post shows (<c>amendment:A3</c>, <c>round:R1</c>), unique with the workshop and the place.</param>
public readonly record struct PostAddress(Core.WorkshopId Workshop, Place Place, string Key);
