using System.Collections.Concurrent;
using PolicyBot.Core;

namespace PolicyBot.App;

/// <summary>The sample responses that are being written just now, as far as this process has heard: progress for cards, nothing more.</summary>
public sealed class Writing
{
    private readonly ConcurrentDictionary<(WorkshopId Workshop, string Key), int> heard = new();

    /// <summary>Begins to listen; what it gives is told how many characters have come in.</summary>
    public Action<int> Begin(WorkshopId workshop, string key)
    {
        heard[(workshop, key)] = 0;
        return characters => heard[(workshop, key)] = characters;
    }

    public void End(WorkshopId workshop, string key) => heard.TryRemove((workshop, key), out _);

    /// <summary>How many are being written with how many characters; null when none is.</summary>
    public (int Calls, int Characters)? Of(WorkshopId workshop)
    {
        var now = heard.Where(h => h.Key.Workshop == workshop).Select(h => h.Value).ToList();
        return now.Count == 0 ? null : (now.Count, now.Sum());
    }
}
