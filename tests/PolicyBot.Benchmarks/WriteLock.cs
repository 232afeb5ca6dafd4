using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PolicyBot.Benchmarks;

/// <summary>
/// Asks a database again and again for its write lock, from a connection of its own. The longest wait has the machine's own
/// delays in it, so it is an upper bound of what is left of the longest hold when it is asked for.
/// </summary>
internal static class WriteLock
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(1);

    /// <returns>The longest wait until <paramref name="stop"/>, in milliseconds.</returns>
    public static Task<double> LongestWait(string database, CancellationToken stop) => Task.Factory.StartNew(
        () => Probe(database, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static double Probe(string database, CancellationToken stop)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        // The provider would retry at a pace of its own, so the library itself is asked.
        var db = connection.Handle!;
        var longest = 0.0;
        while (!stop.IsCancellationRequested)
        {
            var asked = Stopwatch.GetTimestamp();
            while (raw.sqlite3_exec(db, "BEGIN IMMEDIATE") == raw.SQLITE_BUSY)
                Thread.Sleep(Pace);
            longest = Math.Max(longest, Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            raw.sqlite3_exec(db, "ROLLBACK");
            Thread.Sleep(Pace);
        }

        return longest;
    }
}
