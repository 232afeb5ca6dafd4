using System.IO.Compression;
using System.Net.WebSockets;
using System.Text.Json;

namespace PolicyBot.Discord.Gateway;

/// <summary>One socket to the gateway, compressed with one zlib stream. https://docs.discord.com/developers/events/gateway#transport-compression</summary>
public sealed class Connection : IDisposable
{
    private const int MostToSend = 4_096;
    private const int MostToTake = 32 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly byte[] EndOfPart = [0, 0, 0xFF, 0xFF];
    private readonly ClientWebSocket socket = new();
    private readonly MemoryStream compressed = new();
    private readonly ZLibStream inflated;
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly byte[] buffer = new byte[16 * 1024];

    private Connection() => inflated = new ZLibStream(compressed, CompressionMode.Decompress);

    /// <summary>Why it ended; null while it lives or when it just broke.</summary>
    public int? CloseCode => (int?)socket.CloseStatus;

    public static async Task<Connection> Open(string url, CancellationToken cancellation)
    {
        var connection = new Connection();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await connection.socket.ConnectAsync(new Uri($"{url.TrimEnd('/')}/?v=10&encoding=json&compress=zlib-stream"), patience.Token);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <returns>Null when the other side has closed; what can't be read is skipped.</returns>
    public async Task<Payload?> Receive(CancellationToken cancellation)
    {
        while (await Message(cancellation) is { } message)
        {
            if (Wire.Read<Payload>(message.Span) is { } payload)
                return payload;
        }

        return null;
    }

    public async Task Send(int op, object? data, CancellationToken cancellation)
    {
        var message = JsonSerializer.SerializeToUtf8Bytes(new { Op = op, D = data }, Wire.Json);
        if (message.Length > MostToSend)
            throw new InvalidOperationException("A message to the gateway is too long.");
        await sending.WaitAsync(cancellation);
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellation);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Ends the connection but not the session.</summary>
    public async Task Leave()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)CloseCodes.WithoutEnding, "", patience.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or InvalidOperationException or IOException)
        {
            // It is gone already.
        }

        socket.Abort();
    }

    public void Dispose()
    {
        socket.Dispose();
        inflated.Dispose();
        sending.Dispose();
    }

    private async Task<ReadOnlyMemory<byte>?> Message(CancellationToken cancellation)
    {
        compressed.SetLength(0);
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), cancellation);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            compressed.Write(buffer, 0, received.Count);
            if (compressed.Length > MostToTake)
                throw new InvalidDataException("A message of the gateway is too long.");
            if (received.EndOfMessage && EndsPart())
                return Inflate();
        }
    }

    private bool EndsPart() => compressed.Length >= EndOfPart.Length && compressed.GetBuffer().AsSpan((int)compressed.Length - EndOfPart.Length, EndOfPart.Length).SequenceEqual(EndOfPart);

    private ReadOnlyMemory<byte> Inflate()
    {
        compressed.Position = 0;
        var whole = new MemoryStream();
        int read;
        while ((read = inflated.Read(buffer, 0, buffer.Length)) > 0)
        {
            whole.Write(buffer, 0, read);
            if (whole.Length > MostToTake)
                throw new InvalidDataException("A message of the gateway is too long.");
        }

        return whole.GetBuffer().AsMemory(0, (int)whole.Length);
    }
}
