using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PolicyBot.Benchmarks;

/// <summary>
/// Asks a database for its write lock again and again, from a connection of its own. Between two askings that found it free, or
/// that found another commit done, one transaction can have held it throughout: the longest such time is the longest hold, or
/// more, as the machine's delays are in it.
/// </summary>
internal static class WriteLock
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(1);

    /// <returns>The longest hold until <paramref name="stop"/> at most, in milliseconds.</returns>
    public static Task<double> LongestHold(string database, CancellationToken stop) => Task.Factory.StartNew(
        () => Probe(database, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static double Probe(string database, CancellationToken stop)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var commits = connection.CreateCommand();
        commits.CommandText = "PRAGMA data_version";
        // The provider would wait for the lock at a pace of its own, so the library itself is asked.
        var db = connection.Handle!;
        var (longest, since, last) = (0.0, Stopwatch.GetTimestamp(), 0L);
        while (!stop.IsCancellationRequested)
        {
            var free = raw.sqlite3_exec(db, "BEGIN IMMEDIATE") == raw.SQLITE_OK;
            if (free)
                raw.sqlite3_exec(db, "ROLLBACK");
            if ((long)commits.ExecuteScalar()! is var commit && (free || commit != last))
            {
                longest = Math.Max(longest, Stopwatch.GetElapsedTime(since).TotalMilliseconds);
                (since, last) = (Stopwatch.GetTimestamp(), commit);
            }

            Thread.Sleep(Pace);
        }

        return longest;
    }
}
