using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.Gateway;

/// <summary>All sessions, and whom an event goes to.</summary>
internal sealed class Sessions
{
    private readonly ConcurrentDictionary<string, GatewaySession> all = new();

    public ConcurrentQueue<Disturbing> Faults { get; } = new();

    public IEnumerable<GatewaySession> All => all.Values;

    public void Add(GatewaySession session) => all[session.Id] = session;

    public GatewaySession? Find(string id) => all.GetValueOrDefault(id);

    public void End(GatewaySession session) => all.TryRemove(session.Id, out _);

    /// <summary>Sends an event to every session that asked for its kind.</summary>
    /// <param name="data">Made for each session, which may not see all of it.</param>
    /// <returns>False when nobody will ever get it.</returns>
    public bool Tell(string name, Guild? guild, Intents needed, Func<GatewaySession, JsonObject> data)
    {
        var fault = Faults.FirstOrDefault(f => f.Takes(name))?.How;
        var hearers = all.Values.Where(s => s.Serves(guild?.Id) && (needed == Intents.None || (s.Intents & needed) != 0)).ToList();
        foreach (var session in hearers)
            session.Dispatch(name, data(session), fault);
        return hearers.Count > 0 && fault is not EventFault.Lost;
    }
}
