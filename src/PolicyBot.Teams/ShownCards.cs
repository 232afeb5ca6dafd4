using System.Collections.Concurrent;
using PolicyBot.App;
using PolicyBot.App.Grains;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Teams;

/// <summary>What each post shows now, and which message shows it, so that the answer to a press costs no reading.</summary>
internal sealed class ShownCards(Turns turns, Gathering gathering, IGrainFactory grains)
{
    private readonly ConcurrentDictionary<PostAddress, Card> _cards = new();
    private readonly ConcurrentDictionary<(Place, string Message), PostAddress> _posts = new();

    public void Keep(PostAddress post, string message, Card card)
    {
        _cards[post] = card;
        _posts[(post.Place, message)] = post;
    }

    /// <summary>Which post a message shows, also before the store has heard of it; null for any other message.</summary>
    public async ValueTask<PostAddress?> At(Place place, string message, CancellationToken cancellation) =>
        _posts.TryGetValue((place, message), out var post) ? post : await turns.PostAt(place, message, cancellation);

    /// <returns>Null when the workshop wants no such post.</returns>
    public async ValueTask<Card?> Find(PostAddress post, CancellationToken cancellation)
    {
        if (_cards.TryGetValue(post, out var known))
            return known;
        if ((await grains.GetGrain<IWorkshopGrain>(post.Workshop.Value).Look()).Value is not { } workshop)
            return null;
        foreach (var (key, card) in Posts.Wanted(await gathering.Of(workshop, cancellation)))
            _cards.TryAdd(post with { Key = key }, card);
        return _cards.GetValueOrDefault(post);
    }
}
