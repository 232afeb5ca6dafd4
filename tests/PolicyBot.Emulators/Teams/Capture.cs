using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Teams;

/// <summary>Every body that the bot wrote, for validators to look at afterwards.</summary>
public sealed class Capture
{
    private readonly ConcurrentQueue<(string Kind, JsonObject Body)> bodies = new();

    /// <summary><c>activity</c>, <c>conversation</c>, or the name of the invoke that it answers.</summary>
    public IReadOnlyList<(string Kind, JsonObject Body)> Bodies => [.. bodies];

    internal void Add(string kind, JsonObject body) => bodies.Enqueue((kind, Json.Copy(body)));

    /// <summary>Writes each different body into a file of its own.</summary>
    /// <returns>How many there are.</returns>
    public int Save(string folder)
    {
        Directory.CreateDirectory(folder);
        var different = bodies.DistinctBy(b => b.Body.ToJsonString()).ToList();
        foreach (var (index, (kind, body)) in different.Index())
            File.WriteAllText(Path.Combine(folder, $"{index:0000}-{kind.Replace('/', '.')}.json"), body.ToJsonString(Json.Indented));
        return different.Count;
    }
}
