using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using PolicyBot.App;

namespace PolicyBot.Models.Endpoints;

/// <summary>The one way to an endpoint: as many calls at once as it takes, one retry layer, one time-out around both.</summary>
/// <param name="open">Opens a client of one of its models.</param>
/// <param name="clock">Real time even where PolicyBot's own clock is driven by a test: an endpoint does not follow it.</param>
internal sealed class ModelCalls(Func<string, IChatClient> open, ModelOptions options, TimeProvider clock, ILogger<ModelCalls> log)
{
    private const int Tries = 4;

    /// <summary>A longer wait is tried again after as long, lest one wrong header stops everything.</summary>
    private static readonly TimeSpan LongestQuiet = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, IChatClient> clients = new();
    private readonly SemaphoreSlim free = new(options.Concurrency);

    /// <summary>Until when the endpoint wants no calls; one that was told to wait makes all wait.</summary>
    private volatile Quiet quiet = new(Task.CompletedTask, 0);

    /// <summary>Never throws but when <paramref name="cancellation"/> is asked.</summary>
    public async Task<Answered> Ask(Call call, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation);
        var start = clock.GetTimestamp();
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeoutSeconds), clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
            var (answer, took) = await AskUntil(call, start, both.Token);
            cancellation.ThrowIfCancellationRequested();
            return new(answer, clock.GetElapsedTime(start), took);
        }
        finally
        {
            free.Release();
        }
    }

    private async Task<(ModelAnswer Answer, Took Took)> AskUntil(Call call, long start, CancellationToken ends)
    {
        var all = default(Took);
        for (var attempt = 1; ; attempt++)
        {
            var (over, until) = quiet;
            if (!over.IsCompleted && clock.GetElapsedTime(clock.GetTimestamp(), until) is var silence && silence >= Left(start))
                return (new ModelAnswer.Failed(new Fault(FaultKind.Busy, RetryAfter: silence).Note(options)), all);
            if (!await Waited(over, ends)) return (new ModelAnswer.Failed(new Fault(FaultKind.Busy).Note(options)), all);
            var (given, fault, took) = await AskOnce(call, ends);
            all += took;
            if (given is not null) return (given, all);
            if (ends.IsCancellationRequested) return (new ModelAnswer.TimedOut(), all);
            Debug.Assert(fault is not null);
            if (fault.Kind == FaultKind.Filtered) return (new ModelAnswer.Filtered(), all);
            var pause = RetryAfter.Pause(attempt, fault.RetryAfter, Random.Shared.NextDouble());
            var wait = fault is { IsPassing: true, RetryAfter: not null } ? Quieten(pause) : null;
            if (!fault.IsPassing || attempt == Tries || pause >= Left(start)) return (new ModelAnswer.Failed(fault.Note(options)), all);
            if (!await Waited(wait ?? Task.Delay(pause, clock, CancellationToken.None), ends)) return (new ModelAnswer.TimedOut(), all);
        }
    }

    private TimeSpan Left(long start) => TimeSpan.FromSeconds(options.TimeoutSeconds) - clock.GetElapsedTime(start);

    /// <summary>Makes all calls wait, those too that come when this one has given up.</summary>
    private Task Quieten(TimeSpan pause)
    {
        var wait = pause < LongestQuiet ? pause : LongestQuiet;
        var now = new Quiet(Task.Delay(wait, clock, CancellationToken.None), clock.GetTimestamp() + (long)(wait.TotalSeconds * clock.TimestampFrequency));
        quiet = now;
        return now.Over;
    }

    /// <returns>False when the call's time was over first.</returns>
    private static async Task<bool> Waited(Task wait, CancellationToken ends)
    {
        await wait.WaitAsync(ends).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !ends.IsCancellationRequested;
    }

    private async Task<(ModelAnswer? Given, Fault? Fault, Took Took)> AskOnce(Call call, CancellationToken ends)
    {
        var characters = 0;
        try
        {
            var (given, fault) = await Listening.Of(clients.GetOrAdd(call.Model, open), call.Heard is not { } heard ? call : call with { Heard = c => heard(characters = c) }, ends);
            return (given, fault, given is null ? call.Guessed(characters) : TookBy(call, given.Response));
        }
        // An endpoint can fail in any way that its client library knows; the port promises that none of them escapes.
        catch (Exception e)
        {
            var fault = Fault.Of(e);
            if (!ends.IsCancellationRequested)
                log.LogWarning("A model call failed: {Kind}, HTTP {Status}, {Type}", fault.Kind, fault.Status, e.GetType().Name);
            return (null, fault, fault.MayHaveCost ? call.Guessed(characters) : default);
        }
    }

    /// <summary>As the endpoint says it, else by length: no prompt is read for nothing, whatever an endpoint that does not count says.</summary>
    private static Took TookBy(Call call, ChatResponse response) => response.Usage is { InputTokenCount: > 0 and { } read, OutputTokenCount: >= 0 and { } written }
        ? new Took(1, read, written)
        : call.Guessed(response.Text.Length);

    /// <param name="Until">A timestamp of the clock.</param>
    private sealed record Quiet(Task Over, long Until);
}
