using System.Net.WebSockets;
using PolicyBot.App;
using PolicyBot.Discord.Rest;

namespace PolicyBot.Discord.Gateway;

/// <summary>What a shard needs beside its number.</summary>
public sealed record ShardParts(
    DiscordOptions Options, DiscordApi Api, Notes Notes, Inbox Inbox, IWorkshopStore Store, [FromKeyedServices(Clock.Key)] TimeProvider Clock, ILogger<Shard> Logger);

/// <summary>Keeps one gateway session alive: connects, begins or resumes, hands on events, and begins again when it must.
/// https://docs.discord.com/developers/events/gateway#connection-lifecycle</summary>
public sealed class Shard(int number, int count, ShardParts parts)
{
    private const int FailuresOfResume = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenSessions = TimeSpan.FromSeconds(5);
    private readonly Sequences sequences = new();
    private Session? session;

    /// <summary>Runs until it is stopped, or until trying again makes no sense.</summary>
    public async Task Run(CancellationToken stop)
    {
        session = await parts.Notes.Session(number) is { } kept && kept.Shards == count ? kept : null;
        sequences.Begin(session?.Sequence ?? 0);
        for (var failures = 0; !stop.IsCancellationRequested;)
        {
            var (ended, greeted) = await Once(stop);
            failures = greeted ? 0 : failures + 1;
            switch (ended)
            {
                case GiveUp { What: var what }:
                    parts.Logger.LogError("The bot is offline in Discord. {What}", what);
                    return;
                case BeginAgain:
                    session = null;
                    await parts.Notes.Keep(number, null);
                    await Rest(BetweenSessions * (1 + Random.Shared.NextDouble()), stop);
                    break;
            }

            // Where a session is resumed may be gone for good; a new one begins elsewhere.
            if (failures == FailuresOfResume)
                session = null;
            if (!greeted)
                await Rest(IdentifyBudget.Backoff(failures, Random.Shared.NextDouble()), stop);
        }
    }

    /// <summary>One connection, from its opening to its end.</summary>
    private async Task<(AfterClose Ended, bool Greeted)> Once(CancellationToken stop)
    {
        var greeted = false;
        try
        {
            var url = session?.Url ?? await MayBegin(stop);
            using var connection = await Connection.Open(url, stop);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var saving = Save(ending.Token);
            try
            {
                return (await Converse(connection, () => greeted = true, ending.Token) ?? CloseCodes.After(connection.CloseCode), greeted);
            }
            finally
            {
                await ending.CancelAsync();
                await saving;
                await connection.Leave();
            }
        }
        catch (Exception failure) when (stop.IsCancellationRequested && failure is OperationCanceledException or WebSocketException)
        {
            return (new GoOn(), true);
        }
        catch (Exception failure) when (failure is WebSocketException or HttpRequestException or IOException or InvalidDataException or DiscordUnreachable or OperationCanceledException or StoreUnavailable)
        {
            parts.Logger.LogInformation("The connection to Discord broke ({Kind}); PolicyBot connects again", failure.GetType().Name);
            return (new GoOn(), greeted);
        }
    }

    /// <summary>Waits until another session may begin, and counts it.</summary>
    private async Task<string> MayBegin(CancellationToken stop)
    {
        var gateway = await parts.Api.Gateway(stop) ?? throw new DiscordUnreachable("Discord names no gateway; see: policybot doctor");
        var wait = (await parts.Notes.Budget()).WaitFrom(parts.Clock.GetUtcNow(), gateway.SessionStartLimit);
        if (wait > TimeSpan.Zero)
            parts.Logger.LogError("Too many sessions with Discord were begun; the next one waits {Wait}. Something ends them: see the lines above", wait);
        await Rest(wait, stop);
        // Shards of one group begin in turn, five seconds apart.
        await Rest(BetweenSessions * (number / Math.Max(1, gateway.SessionStartLimit?.MaxConcurrency ?? 1)), stop);
        await parts.Notes.Spend(parts.Clock.GetUtcNow());
        return gateway.Url;
    }

    /// <returns>What to do next, when a message says so; null when the other side closed.</returns>
    private async Task<AfterClose?> Converse(Connection connection, Action greeted, CancellationToken stop)
    {
        if (Wire.Read<Hello>((await Hears(connection, stop))?.D ?? default) is not { HeartbeatInterval: > 0 } hello)
            return null;
        var heart = new Heart(connection, TimeSpan.FromMilliseconds(hello.HeartbeatInterval), () => sequences.Newest);
        _ = heart.Run(stop);
        await Introduce(connection, stop);
        for (var isGreeted = false; ;)
        {
            var payload = isGreeted ? await connection.Receive(stop) : await Hears(connection, stop);
            switch (payload?.Op)
            {
                case null:
                    return null;
                case Payload.Dispatch:
                    isGreeted |= await Take(payload, greeted);
                    break;
                case Payload.Heartbeat:
                    await heart.Beat(stop);
                    break;
                case Payload.Acknowledged:
                    heart.Acknowledged();
                    break;
                case Payload.Reconnect:
                    return new GoOn();
                case Payload.InvalidSession:
                    return payload.D.ValueKind == System.Text.Json.JsonValueKind.True ? new GoOn() : new BeginAgain();
            }
        }
    }

    private async Task Introduce(Connection connection, CancellationToken stop)
    {
        if (session is not null)
            await connection.Send(Payload.Resume, new Resume(parts.Options.Token, session.Id, sequences.Handled), stop);
        else
            await connection.Send(Payload.Identify, new Identify(parts.Options.Token, Intents.For(await parts.Api.Application(stop)), [number, count]), stop);
    }

    /// <returns>True when the session has begun or goes on.</returns>
    private async Task<bool> Take(Payload payload, Action greeted)
    {
        if (payload is not { S: { } sequence, T: { } name })
            return false;
        if (name == "READY" && Wire.Read<Ready>(payload.D) is { } ready)
        {
            session = new Session(ready.SessionId, ready.ResumeGatewayUrl, sequence, count);
            sequences.Begin(sequence);
            await parts.Notes.Keep(number, session);
        }

        var began = name is "READY" or "RESUMED";
        if (began)
            greeted();
        if (session is not null && (sequences.IsNew(sequence) || began))
            await parts.Inbox.Put(new Dispatched(name, payload.D, $"{session.Id}:{sequence}", parts.Clock.Now()), () => sequences.Done(sequence));
        return began;
    }

    /// <summary>What must come soon.</summary>
    private static async Task<Payload?> Hears(Connection connection, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        return await connection.Receive(patience.Token);
    }

    /// <summary>Writes down every few seconds, and at the end, how far events were handled.</summary>
    private async Task Save(CancellationToken stop)
    {
        var saved = sequences.Handled;
        while (!stop.IsCancellationRequested)
        {
            await Rest(BetweenSessions, stop);
            if (session is not { } now || sequences.Handled == saved)
                continue;
            var handled = sequences.Handled;
            try
            {
                await parts.Notes.Keep(number, now with { Sequence = handled });
                saved = handled;
            }
            catch (StoreUnavailable)
            {
                // It is written down a few seconds later.
            }
        }
    }

    private static async Task Rest(TimeSpan time, CancellationToken stop) =>
        await Task.Delay(time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
