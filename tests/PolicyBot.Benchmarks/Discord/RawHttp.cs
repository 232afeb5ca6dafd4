using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace PolicyBot.Benchmarks.Discord;

/// <summary>Sends requests that are ready as bytes over connections that stay, so that the sender costs little of what is measured.</summary>
internal sealed class RawHttp(Uri server) : IDisposable
{
    private readonly ConcurrentBag<Connection> idle = [];

    /// <summary>The bytes of a request.</summary>
    public static byte[] Bytes(HttpRequestMessage request, byte[] body)
    {
        var head = new StringBuilder($"POST {request.RequestUri!.PathAndQuery} HTTP/1.1\r\nHost: {request.RequestUri.Authority}\r\nContent-Type: application/json\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        foreach (var (name, values) in request.Headers)
            head.Append(name).Append(": ").Append(values.First()).Append("\r\n");
        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body];
    }

    /// <returns>The answer, status line and all.</returns>
    public async Task<string> Send(ReadOnlyMemory<byte> request)
    {
        if (!idle.TryTake(out var connection))
            connection = await Connection.To(server);
        var answer = await connection.Send(request);
        idle.Add(connection);
        return answer;
    }

    public void Dispose()
    {
        foreach (var connection in idle)
            connection.Dispose();
    }

    private sealed class Connection(Socket socket) : IDisposable
    {
        private const string Length = "Content-Length: ";
        private readonly byte[] buffer = new byte[32 * 1024];

        public static async Task<Connection> To(Uri server)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(server.Host, server.Port);
            return new Connection(socket);
        }

        public async Task<string> Send(ReadOnlyMemory<byte> request)
        {
            await socket.SendAsync(request);
            for (var (filled, whole) = (0, int.MaxValue); ;)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
                if (read == 0)
                    throw new IOException("The server hung up.");
                filled += read;
                if (whole == int.MaxValue)
                    whole = WholeOf(buffer.AsSpan(0, filled));
                if (filled >= whole)
                    return Encoding.UTF8.GetString(buffer, 0, whole);
            }
        }

        public void Dispose() => socket.Dispose();

        /// <summary>How long the answer will be; as long as can be while its head is not there.</summary>
        private static int WholeOf(ReadOnlySpan<byte> so)
        {
            var end = so.IndexOf("\r\n\r\n"u8);
            if (end < 0)
                return int.MaxValue;
            var head = Encoding.ASCII.GetString(so[..end]);
            var at = head.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
            return end + 4 + (at < 0 ? 0 : int.Parse(head.AsSpan(at + Length.Length).ToString().Split('\r')[0], CultureInfo.InvariantCulture));
        }
    }
}
