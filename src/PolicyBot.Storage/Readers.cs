using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace PolicyBot.Storage;

/// <summary>A few read-only connections. Reads run on pool threads, because the provider's calls block whoever makes them.</summary>
internal sealed class Readers(string file) : IDisposable
{
    private const int Most = 4;
    private readonly SemaphoreSlim _free = new(Most, Most);
    private readonly ConcurrentBag<SqliteConnection> _idle = [];

    /// <summary>Runs a read in one transaction: everything it sees is of one moment.</summary>
    public async Task<T> Read<T>(Func<SqliteConnection, T> read, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => Use(read), cancellation);
        }
        catch (SqliteException e) when (Faults.OfDatabase(e))
        {
            throw Faults.ForPeople(e);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        foreach (var db in _idle)
            db.Dispose();
    }

    private T Use<T>(Func<SqliteConnection, T> read)
    {
        if (!_idle.TryTake(out var db))
            db = DatabaseFile.OpenForReading(file);
        try
        {
            using var moment = db.BeginTransaction(deferred: true);
            var result = read(db);
            moment.Commit();
            _idle.Add(db);
            return result;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }
}
