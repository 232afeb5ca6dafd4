using System.Collections.Concurrent;
using System.Diagnostics;

namespace PolicyBot.Benchmarks;

/// <param name="Seconds">By the clock on the wall, over all.</param>
/// <param name="Latencies">Milliseconds, ascending.</param>
/// <param name="Processor">Seconds of all cores that this process used: hardly touched by what else runs on the machine.</param>
internal sealed record Measured(double Seconds, double[] Latencies, double Processor = 0)
{
    public double ProcessorEach => Processor / Latencies.Length;

    public double PerSecond => Latencies.Length / Seconds;

    public static Measured Of(IReadOnlyCollection<Measured> slices) =>
        new(slices.Sum(s => s.Seconds), [.. slices.SelectMany(s => s.Latencies).Order()], slices.Sum(s => s.Processor));

    /// <summary>Milliseconds that a share (0–1) stays at or below; 0 of nothing.</summary>
    public double Percentile(double share) => Latencies.Length == 0 ? 0 : Latencies[(int)(share * (Latencies.Length - 1))];
}

/// <summary>Gives work to whatever is measured, and takes the time that each piece waits.</summary>
internal static class Load
{
    /// <summary>As much as it takes, with a number of callers that each wait for their answer.</summary>
    public static async Task<Measured> Saturated(ReadOnlyMemory<int> items, int callers, Func<int, Task> act)
    {
        var latencies = new double[items.Length];
        var next = -1;
        var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(Caller)));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var processor = (Environment.CpuUsage.TotalTime - used).TotalSeconds;
        Array.Sort(latencies);
        return new Measured(seconds, latencies, processor);

        async Task Caller()
        {
            while (Interlocked.Increment(ref next) is var i && i < latencies.Length)
            {
                var asked = Stopwatch.GetTimestamp();
                await act(items.Span[i]);
                latencies[i] = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
            }
        }
    }

    /// <summary>
    /// An even stream that waits for nobody, until the items or <paramref name="stop"/> end it. Latencies count from when an item
    /// was to be sent, so that a stall is felt by everything that it delays.
    /// </summary>
    /// <returns>When each item was to be sent (<see cref="Stopwatch"/> ticks), with its latency in milliseconds.</returns>
    public static async Task<IReadOnlyCollection<(long Due, double Latency)>> Offered(
        ReadOnlyMemory<int> items, int perSecond, Func<int, Task> act, CancellationToken stop = default)
    {
        var latencies = new ConcurrentBag<(long, double)>();
        var sent = new List<Task>(items.Length);
        // A thread of its own: the pool that answers is busy.
        var sender = new Thread(Send) { IsBackground = true, Priority = ThreadPriority.AboveNormal };
        sender.Start();
        await Task.Run(sender.Join, CancellationToken.None);
        await Task.WhenAll(sent);
        return latencies;

        void Send()
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < items.Length && !stop.IsCancellationRequested; i++)
            {
                var due = start + (long)i * Stopwatch.Frequency / perSecond;
                while (Stopwatch.GetTimestamp() < due)
                    Thread.Sleep(1);
                var item = items.Span[i];
                sent.Add(Task.Run(() => One(item, due), CancellationToken.None));
            }
        }

        async Task One(int item, long due)
        {
            await act(item);
            latencies.Add((due, Stopwatch.GetElapsedTime(due).TotalMilliseconds));
        }
    }
}
