using System.Text.Json;

namespace PolicyBot.Discord.Gateway;

/// <summary>One message of the gateway. https://docs.discord.com/developers/events/gateway-events#payload-structure</summary>
/// <param name="S">Number of a dispatched event within its session.</param>
/// <param name="T">Name of a dispatched event.</param>
public sealed record Payload(int Op, JsonElement D, long? S, string? T)
{
    public const int Dispatch = 0, Heartbeat = 1, Identify = 2, Resume = 6, Reconnect = 7, InvalidSession = 9, Hello = 10, Acknowledged = 11;
}

/// <summary>https://docs.discord.com/developers/events/gateway-events#hello</summary>
/// <param name="HeartbeatInterval">Milliseconds.</param>
public sealed record Hello(int HeartbeatInterval);

/// <summary>https://docs.discord.com/developers/events/gateway-events#ready</summary>
public sealed record Ready(string SessionId, string ResumeGatewayUrl);

/// <summary>https://docs.discord.com/developers/events/gateway-events#identify</summary>
public sealed record Identify(string Token, int Intents, IReadOnlyList<int> Shard)
{
    public IReadOnlyDictionary<string, string> Properties { get; } =
        new Dictionary<string, string> { ["os"] = "linux", ["browser"] = "policybot", ["device"] = "policybot" };
}

/// <summary>https://docs.discord.com/developers/events/gateway-events#resume</summary>
public sealed record Resume(string Token, string SessionId, long Seq);

/// <summary>https://docs.discord.com/developers/events/gateway#get-gateway-bot</summary>
public sealed record GatewayBot(string Url, int Shards, StartLimit? SessionStartLimit);

/// <param name="ResetAfter">Milliseconds.</param>
/// <param name="MaxConcurrency">How many shards may identify in the same five seconds.</param>
public sealed record StartLimit(int Total, int Remaining, long ResetAfter, int MaxConcurrency);

/// <summary>What it takes to go on where a connection ended. Kept across restarts.</summary>
/// <param name="Url">Where this session is resumed.</param>
/// <param name="Sequence">The last event that was handled.</param>
/// <param name="Shards">Of how many shards it is one; another number makes it useless.</param>
public sealed record Session(string Id, string Url, long Sequence, int Shards);

/// <summary>An event as the handlers get it.</summary>
/// <param name="Id">The same for every repeat of the event.</param>
public sealed record Dispatched(string Name, JsonElement Data, string Id, DateTimeOffset At);
