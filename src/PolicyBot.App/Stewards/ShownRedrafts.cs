using System.Collections.Immutable;
using PolicyBot.App.Grains;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;

namespace PolicyBot.App.Stewards;

/// <summary>Has redrafts put into the policy once people can see what they change (mode automatic).</summary>
public sealed class ShownRedrafts(IWorkshopStore store, Posting posting, IGrainFactory grains, [FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    /// <returns>When to look again though nothing has changed; null when there is no need.</returns>
    public async Task<DateTimeOffset?> Run(Shown shown, CancellationToken cancellation)
    {
        var waiting = Redrafting.Applying(shown.Workshop).ToImmutableList();
        if (waiting.IsEmpty)
            return null;
        var posts = (await store.Posts(shown.Workshop.Id, cancellation)).ToDictionary(p => p.Address);
        var (ready, next) = Showing.Seen(waiting.ConvertAll(r => (r.Id, Of(shown, r, posts))), clock.Now());
        if (!ready.IsEmpty)
            await grains.GetGrain<IWorkshopGrain>(shown.Workshop.Id.Value).Step(new ApplyShown(ready).AsImmutable<LoopStep>());
        return next;
    }

    private ImmutableList<Showing> Of(Shown shown, Amendment redraft, Dictionary<PostAddress, Post> posts)
    {
        var card = RedraftCard.IsWhole(shown, redraft) ? Posting.HashOf(RedraftCard.Of(shown, redraft.Id)) : null;
        return shown.Workshop.Places.ConvertAll(place => posts.GetValueOrDefault(new PostAddress(shown.Workshop.Id, place, $"redraft:{redraft.Id}")) switch
        {
            { Message: not null } post when card is not null && post.Shown == card => new Showing(post.EditedAt),
            { Denials: > 0 } or { Lost: > 1 } => new Showing(null, Never: true),
            _ => new Showing(null, Never: posting.ChannelOf(place) is null),
        });
    }
}
