using System.Diagnostics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace PolicyBot.Models.Endpoints;

/// <summary>The one way to a model: as many calls at once as the endpoint takes, one retry layer, one time-out around both.</summary>
/// <param name="clock">Real time even where PolicyBot's own clock is driven by a test: an endpoint does not follow it.</param>
internal sealed class ModelCalls(IChatClient client, ModelOptions options, TimeProvider clock, ILogger<ModelCalls> log)
{
    private const int Tries = 4;

    private readonly SemaphoreSlim free = new(options.Concurrency);

    /// <summary>Never throws but when <paramref name="cancellation"/> is asked; latency counts from when a place was free.</summary>
    public async Task<(ModelAnswer Answer, TimeSpan Latency)> Ask(IList<ChatMessage> messages, ChatOptions chat, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation);
        var start = clock.GetTimestamp();
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeoutSeconds), clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
            var answer = await AskUntil(messages, chat, start, both.Token);
            cancellation.ThrowIfCancellationRequested();
            return (answer, clock.GetElapsedTime(start));
        }
        finally
        {
            free.Release();
        }
    }

    private async Task<ModelAnswer> AskUntil(IList<ChatMessage> messages, ChatOptions chat, long start, CancellationToken ends)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (response, fault) = await AskOnce(messages, chat, ends);
            if (response is not null) return new ModelAnswer.Given(response);
            if (ends.IsCancellationRequested) return new ModelAnswer.TimedOut();
            Debug.Assert(fault is not null);
            if (fault.Kind == FaultKind.Filtered) return new ModelAnswer.Filtered();
            var pause = RetryAfter.Pause(attempt, fault.RetryAfter, Random.Shared.NextDouble());
            var left = TimeSpan.FromSeconds(options.TimeoutSeconds) - clock.GetElapsedTime(start);
            if (!fault.IsPassing || attempt == Tries || pause >= left) return new ModelAnswer.Failed(fault.Note(options));
            try
            {
                await Task.Delay(pause, clock, ends);
            }
            catch (OperationCanceledException)
            {
                return new ModelAnswer.TimedOut();
            }
        }
    }

    private async Task<(ChatResponse? Response, Fault? Fault)> AskOnce(IList<ChatMessage> messages, ChatOptions chat, CancellationToken ends)
    {
        try
        {
            return (await client.GetResponseAsync(messages, chat.Clone(), ends), null);
        }
        // An endpoint can fail in any way that its client library knows; the port promises that none of them escapes.
        catch (Exception e)
        {
            var fault = Fault.Of(e);
            if (!ends.IsCancellationRequested)
                log.LogWarning("A model call failed: {Kind}, HTTP {Status}, {Type}", fault.Kind, fault.Status, e.GetType().Name);
            return (null, fault);
        }
    }
}

/// <summary>What became of a call.</summary>
internal abstract record ModelAnswer
{
    private ModelAnswer() { }

    public sealed record Given(ChatResponse Response) : ModelAnswer;

    public sealed record Filtered : ModelAnswer;

    public sealed record TimedOut : ModelAnswer;

    public sealed record Failed(string Note) : ModelAnswer;
}
