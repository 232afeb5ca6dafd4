using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using PolicyBot.App;

namespace PolicyBot.Discord.Channels;

/// <summary>One person's reaction on a card.</summary>
public readonly record struct Mark(string User, string Emoji);

/// <summary>
/// The reactions that were told, by card, kept across restarts: so that after a time away only what changed since is told, as
/// a reaction that was there before must not undo a newer ballot.
/// </summary>
public sealed class ReactionsSeen(IWorkshopStore store)
{
    private static readonly TimeSpan UntilKept = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, ImmutableHashSet<Mark>> seen = new();
    private readonly ConcurrentDictionary<string, Task> keeping = new();

    public async Task<ImmutableHashSet<Mark>> On(string message)
    {
        if (seen.TryGetValue(message, out var known))
            return known;
        return await store.Recall(Places.Channel, $"reactions:{message}", CancellationToken.None) is { } json
            ? [.. JsonSerializer.Deserialize<List<Mark>>(json, Wire.Json)!]
            : [];
    }

    /// <summary>Written down a moment later, with what came meanwhile: thousands of people may react to one card.</summary>
    public void Keep(string message, ImmutableHashSet<Mark> marks)
    {
        seen[message] = marks;
        keeping.GetOrAdd(message, async m =>
        {
            await Task.Delay(UntilKept);
            keeping.TryRemove(m, out _);
            await store.Remember(Places.Channel, $"reactions:{m}", JsonSerializer.Serialize(seen[m], Wire.Json), CancellationToken.None);
        });
    }
}
