namespace PolicyBot.Discord.Gateway;

/// <summary>Beats for one connection on a task of its own, and ends the connection when a beat is not answered by the next one.
/// https://docs.discord.com/developers/events/gateway#sending-heartbeats</summary>
public sealed class Heart(Connection connection, TimeSpan interval, Func<long?> sequence)
{
    private bool answered = true;

    public void Acknowledged() => Volatile.Write(ref answered, true);

    public Task Beat(CancellationToken cancellation) => connection.Send(Payload.Heartbeat, sequence(), cancellation);

    public async Task Run(CancellationToken cancellation)
    {
        await Task.Delay(interval * Random.Shared.NextDouble(), cancellation);
        while (true)
        {
            if (!Volatile.Read(ref answered))
            {
                await connection.Leave();
                return;
            }

            Volatile.Write(ref answered, false);
            await Beat(cancellation);
            await Task.Delay(interval, cancellation);
        }
    }
}
