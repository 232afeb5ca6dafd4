using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Discord.Gateway;

/// <summary>What one IDENTIFY began; it outlives its socket and replays what was missed.</summary>
internal sealed class GatewaySession(string id, Intents intents, int shard, int shards)
{
    private readonly List<(int Sequence, string Text)> sent = [];
    private readonly List<(string Name, JsonObject Data)> held = [];

    public string Id => id;

    public Intents Intents => intents;

    public int Shard => shard;

    public int Sequence { get; private set; }

    public Connection? Connection { get; set; }

    /// <summary>Whether a guild's events come here; direct messages go to shard 0.</summary>
    public bool Serves(string? guild) => guild is null ? shard == 0 : (int)((World.Snowflakes.Number(guild) >> 22) % (ulong)shards) == shard;

    public void Dispatch(string name, JsonObject data, EventFault? fault = null)
    {
        switch (fault)
        {
            case EventFault.Lost:
                return;
            case EventFault.Late:
                held.Add((name, data));
                return;
            case EventFault.Doubled:
                Number(name, (JsonObject)data.DeepClone());
                break;
        }

        Number(name, data);
        LetGo();
    }

    /// <summary>Sends the events that were held back to come out of order.</summary>
    public void LetGo()
    {
        foreach (var (name, data) in held)
            Number(name, data);
        held.Clear();
    }

    /// <summary>Everything after a sequence number, and that this was all.</summary>
    public void Replay(int after)
    {
        foreach (var (_, text) in sent.Where(s => s.Sequence > after))
            Connection!.Send(text);
        Number("RESUMED", []);
    }

    private void Number(string name, JsonObject data)
    {
        var text = new JsonObject { ["op"] = (int)Op.Dispatch, ["t"] = name, ["s"] = ++Sequence, ["d"] = data }.ToJsonString();
        sent.Add((Sequence, text));
        Connection?.Send(text);
    }
}
