using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.Gateway;

/// <summary>Accepts sockets and speaks the gateway's protocol on each.</summary>
/// <remarks>https://docs.discord.com/developers/events/gateway</remarks>
internal sealed class GatewayServer(DiscordState state, Sessions sessions, Handshake handshake, DiscordOptions options)
{
    private const int MostBytes = 4096;
    private const int MostSends = 120;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<Connection, byte> connections = new();

    public IEnumerable<Connection> Connections => connections.Keys;

    /// <summary>How many of the next sockets get no HELLO.</summary>
    public int WithheldHellos;

    /// <summary>Heartbeats that arrived.</summary>
    public int Heartbeats;

    public async Task Serve(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var connection = new Connection(socket, http.Request.Query["compress"] == "zlib-stream");
        connections[connection] = 0;
        var writing = connection.Write(http.RequestAborted);
        await using var watch = options.Pace.CreateTimer(_ => connection.Close(4009), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            if (http.Request.Query["v"] != "10" || http.Request.Query["encoding"] != "json")
                connection.Close(4012);
            else if (Interlocked.Decrement(ref WithheldHellos) < 0)
                connection.Send(Op.Hello, new JsonObject { ["heartbeat_interval"] = (int)options.HeartbeatInterval.TotalMilliseconds });
            await Listen(connection, watch, http.RequestAborted);
            if (socket.CloseStatus is WebSocketCloseStatus.NormalClosure or WebSocketCloseStatus.EndpointUnavailable && connection.Session is { } ended)
                sessions.End(ended);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // Dropped; the session waits for a resume.
        }
        finally
        {
            Leave(connection);
            connection.Close(1000);
            await writing;
        }
    }

    private void Leave(Connection connection)
    {
        connections.TryRemove(connection, out _);
        lock (state.Gate)
        {
            if (connection.Session is { } session && session.Connection == connection)
                session.Connection = null;
        }
    }

    private async Task Listen(Connection connection, ITimer watch, CancellationToken cancellation)
    {
        var sends = new Queue<long>();
        while (await connection.Read(MostBytes, cancellation) is { } bytes)
        {
            if (connection.Silent)
                continue;
            sends.Enqueue(options.Pace.GetTimestamp());
            while (options.Pace.GetElapsedTime(sends.Peek()) > Minute)
                sends.Dequeue();
            lock (state.Gate)
            {
                if (sends.Count > MostSends)
                    connection.Close(4008);
                else
                    Take(connection, bytes, watch);
            }
        }
    }

    private void Take(Connection connection, byte[] bytes, ITimer watch)
    {
        if (bytes.Length > MostBytes || Parsed(bytes) is not { } message || message["op"] is not JsonValue number || !number.TryGetValue<int>(out var op))
        {
            connection.Close(4002);
            return;
        }

        var data = message["d"];
        switch ((Op)op)
        {
            case Op.Heartbeat:
                Interlocked.Increment(ref Heartbeats);
                watch.Change(options.HeartbeatInterval * 2, Timeout.InfiniteTimeSpan);
                connection.Session?.LetGo();
                connection.Send(Op.HeartbeatAck, null);
                break;
            case Op.Identify when connection.Session is not null: connection.Close(4005); break;
            case Op.Identify: handshake.Identify(connection, data as JsonObject ?? []); break;
            case Op.Resume: handshake.Resume(connection, data as JsonObject ?? []); break;
            case Op.PresenceUpdate or Op.VoiceStateUpdate or Op.RequestMembers when connection.Session is null: connection.Close(4003); break;
            case Op.RequestMembers: MemberChunks.Send(connection.Session!, state, data as JsonObject ?? [], options.ChunkOf); break;
            case Op.PresenceUpdate or Op.VoiceStateUpdate: break;
            default: connection.Close(4001); break;
        }
    }

    private static JsonObject? Parsed(byte[] bytes)
    {
        try
        {
            return JsonNode.Parse(bytes) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
