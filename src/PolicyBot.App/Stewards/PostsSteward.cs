using System.Collections.Concurrent;
using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Stewards;

/// <summary>Makes every linked place show what the views render from the present state; places don't wait for each other.</summary>
public sealed class PostsSteward(
    IWorkshopStore store, Gathering gathering, Posting posting, ShownRedrafts redrafts, [FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    private static readonly TimeSpan TurnoutPace = TimeSpan.FromMinutes(5);

    /// <summary>How long the others wait for a slow place before they go on without it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<(WorkshopId, Place), Task<DateTimeOffset?>> busy = new();

    public async Task<DateTimeOffset?> Run(Workshop workshop, CancellationToken cancellation)
    {
        // Before the rows are read: a place that finishes in between has rows that are newer than those.
        var free = workshop.Places.Where(p => !busy.TryGetValue((workshop.Id, p), out var former) || former.IsCompleted).ToList();
        var shown = await gathering.Of(workshop, cancellation);
        var wanted = Posts.Wanted(shown);
        var posts = (await store.Posts(workshop.Id, cancellation)).ToDictionary(p => p.Address);
        foreach (var place in free)
        {
            if (posting.ChannelOf(place) is not { } channel)
                continue;
            var there = wanted.Select(w => new WantedPost(workshop, At(new PostAddress(workshop.Id, place, w.Key)), w.Card)).ToList();
            busy[(workshop.Id, place)] = Task.Run(() => posting.Show(channel, there, cancellation), cancellation);
        }

        var soonest = Earliest(await Soonest(workshop, cancellation), workshop.Running is { State: RoundState.Open } ? clock.Now() + TurnoutPace : null);
        soonest = Earliest(soonest, await redrafts.Run(shown, cancellation));
        // A place that was busy was not given this state, also when it has finished since.
        return free.Count == workshop.Places.Count ? soonest : Earliest(soonest, clock.Now() + Patience);

        Post At(PostAddress address) => posts.GetValueOrDefault(address) ?? new Post(address, null, null, default);
    }

    /// <summary>When the first place wants to be looked at again; one that is slow goes on by itself and is looked at soon.</summary>
    private async Task<DateTimeOffset?> Soonest(Workshop workshop, CancellationToken cancellation)
    {
        var showing = workshop.Places.Select(p => busy.GetValueOrDefault((workshop.Id, p))).OfType<Task<DateTimeOffset?>>().ToList();
        // The system's clock, because remote machines don't follow the workshop's.
        await Task.WhenAny(Task.WhenAll(showing), Task.Delay(Patience, TimeProvider.System, cancellation));
        DateTimeOffset? soonest = null;
        foreach (var place in showing)
            soonest = Earliest(soonest, place.IsCompleted ? await place : clock.Now() + Patience);
        return soonest;
    }

    internal static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null ? other : other is null ? one : one < other ? one : other;
}
