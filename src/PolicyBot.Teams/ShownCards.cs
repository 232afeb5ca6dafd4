using System.Collections.Concurrent;
using System.Text.Json;
using PolicyBot.App;
using PolicyBot.App.Grains;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;
using PolicyBot.Teams.Cards;

namespace PolicyBot.Teams;

/// <summary>What each post shows now, and which message shows it, so that the answer to a press costs neither reading nor drawing.</summary>
internal sealed class ShownCards(Turns turns, Gathering gathering, IGrainFactory grains, AdaptiveCards cards)
{
    private readonly ConcurrentDictionary<PostAddress, Lazy<JsonElement>> _drawn = new();
    private readonly ConcurrentDictionary<(Place, string Message), PostAddress> _posts = new();

    public void Keep(PostAddress post, string message, Card card)
    {
        _drawn[post] = Drawn(post, card);
        _posts[(post.Place, message)] = post;
    }

    /// <summary>Which post a message shows, also before the store has heard of it; null for any other message.</summary>
    public async ValueTask<PostAddress?> At(Place place, string message, CancellationToken cancellation) =>
        _posts.TryGetValue((place, message), out var post) ? post : await turns.PostAt(place, message, cancellation);

    /// <returns>The Adaptive Card; null when the workshop wants no such post.</returns>
    public async ValueTask<JsonElement?> Find(PostAddress post, CancellationToken cancellation)
    {
        if (_drawn.TryGetValue(post, out var known))
            return known.Value;
        if ((await grains.GetGrain<IWorkshopGrain>(post.Workshop.Value).Look()).Value is not { } workshop)
            return null;
        foreach (var (key, card) in Posts.Wanted(await gathering.Of(workshop, cancellation)))
            _drawn.TryAdd(post with { Key = key }, Drawn(post with { Key = key }, card));
        return _drawn.GetValueOrDefault(post)?.Value;
    }

    private Lazy<JsonElement> Drawn(PostAddress post, Card card) =>
        new(() => JsonSerializer.SerializeToElement(cards.Of(card, Surface.Message, Mark.Of(post))));
}
