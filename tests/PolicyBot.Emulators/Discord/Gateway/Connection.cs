using System.IO.Compression;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace PolicyBot.Emulators.Discord.Gateway;

/// <summary>One socket: everything is written in order by one task, through one zlib stream where the client asked for that.</summary>
/// <remarks>https://docs.discord.com/developers/events/gateway#transport-compression</remarks>
internal sealed class Connection(WebSocket socket, bool compressed)
{
    private readonly Channel<(string? Text, int Close)> outbox = Channel.CreateUnbounded<(string?, int)>();
    private readonly MemoryStream squeezed = new();

    /// <summary>Nothing is said any more, neither events nor acknowledgements; the socket stays open.</summary>
    public bool Silent { get; set; }

    public GatewaySession? Session { get; set; }

    public void Send(Op op, JsonNode? data) => Send(new JsonObject { ["op"] = (int)op, ["d"] = data, ["s"] = null, ["t"] = null }.ToJsonString());

    public void Send(string text) => outbox.Writer.TryWrite((text, 0));

    public void Close(int code)
    {
        outbox.Writer.TryWrite((null, code));
        outbox.Writer.TryComplete();
    }

    /// <summary>Without a word.</summary>
    public void Drop()
    {
        outbox.Writer.TryComplete();
        socket.Abort();
    }

    public async Task Write(CancellationToken cancellation)
    {
        await using var zlib = new ZLibStream(squeezed, CompressionLevel.Fastest, leaveOpen: true);
        try
        {
            await foreach (var (text, close) in outbox.Reader.ReadAllAsync(cancellation))
            {
                if (Silent)
                    continue;
                if (text is null)
                    await socket.CloseOutputAsync((WebSocketCloseStatus)close, "", cancellation);
                else
                    await Send(zlib, Encoding.UTF8.GetBytes(text), cancellation);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // The other side left; its session stays for a resume.
        }
    }

    /// <returns>A whole message; null when the socket is closed.</returns>
    public async Task<byte[]?> Read(int most, CancellationToken cancellation)
    {
        var buffer = new byte[most + 1];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            length += part.Count;
            if (part.EndOfMessage || length > most)
                return buffer[..length];
        }
    }

    private async Task Send(ZLibStream zlib, byte[] text, CancellationToken cancellation)
    {
        if (!compressed)
        {
            await socket.SendAsync(text, WebSocketMessageType.Text, true, cancellation);
            return;
        }

        squeezed.SetLength(0);
        zlib.Write(text);
        zlib.Flush();
        await socket.SendAsync(squeezed.GetBuffer().AsMemory(0, (int)squeezed.Length), WebSocketMessageType.Binary, true, cancellation);
    }
}
