using System.Collections.Concurrent;
using PolicyBot.App;
using PolicyBot.App.Grains;
using PolicyBot.Core.Views;

namespace PolicyBot.Teams;

/// <summary>What each post shows now, so that the answer to a press costs no reading.</summary>
internal sealed class ShownCards(Gathering gathering, IGrainFactory grains)
{
    private readonly ConcurrentDictionary<PostAddress, Card> _cards = new();

    public void Keep(PostAddress post, Card card) => _cards[post] = card;

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
