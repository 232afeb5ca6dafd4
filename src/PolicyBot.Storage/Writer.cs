using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using PolicyBot.App;

namespace PolicyBot.Storage;

/// <summary>
/// The one thread that writes to a database. What arrives while a transaction is being flushed makes up the next one,
/// so that many callers share one fsync and a lone one does not wait for a timer. Tasks complete after the commit.
/// </summary>
internal sealed class Writer : IDisposable
{
    private const int Waiting = 8192, MostInBatch = 2048;
    private static readonly Statement Begin = new("BEGIN IMMEDIATE"), Commit = new("COMMIT"), Rollback = new("ROLLBACK");
    private static readonly Statement Save = new("SAVEPOINT item"), Undo = new("ROLLBACK TO item"), Release = new("RELEASE item");

    private readonly Channel<Work> _queue = Channel.CreateBounded<Work>(new BoundedChannelOptions(Waiting) { SingleReader = true });
    private readonly SqliteConnection _db;
    private readonly Batch _batch;
    private readonly Thread _thread;

    public Writer(SqliteConnection db)
    {
        _db = db;
        _batch = new(db);
        _thread = new(Loop) { IsBackground = true, Name = "PolicyBot database writer" };
        _thread.Start();
    }

    /// <summary>Writes and waits until it is on disk.</summary>
    /// <exception cref="StoreUnavailable">The disk is full or fails; nothing was stored.</exception>
    public async Task<T> Write<T>(Func<Batch, T> write, CancellationToken cancellation)
    {
        var work = new Work<T>(write, cancellation);
        try
        {
            await _queue.Writer.WriteAsync(work, cancellation);
        }
        catch (ChannelClosedException e)
        {
            throw new StoreUnavailable("The database is closed, so nothing was stored. Try again when PolicyBot runs.", e);
        }
        return await work.Task;
    }

    /// <summary>Finishes what is queued, then closes the connection.</summary>
    public void Dispose()
    {
        _queue.Writer.TryComplete();
        _thread.Join();
        _batch.Dispose();
        _db.Dispose();
    }

    private void Loop()
    {
        var items = new List<Work>(MostInBatch);
        // Blocking is right here: the thread is the writer's own.
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (items.Count < MostInBatch && _queue.Reader.TryRead(out var item))
                items.Add(item);
            Flush(items);
            foreach (var item in items)
                item.Answer();
            items.Clear();
        }
    }

    private void Flush(List<Work> items)
    {
        try
        {
            _batch.Execute(Begin);
            foreach (var item in items)
                RunApart(item);
            _batch.Execute(Commit);
        }
        catch (Exception e)
        {
            // An item that failed by itself keeps its own reason.
            foreach (var item in items)
                item.Failure ??= Faults.OfDatabase(e) ? Faults.ForPeople(e) : e;
            Abandon();
        }
    }

    private void RunApart(Work item)
    {
        _batch.Execute(Save);
        try
        {
            item.Run(_batch);
        }
        catch (Exception e) when (!Faults.OfDatabase(e))
        {
            item.Failure = e;
            _batch.Execute(Undo);
            _batch.Forget();
        }
        _batch.Execute(Release);
    }

    private void Abandon()
    {
        _batch.Forget();
        try
        {
            _batch.Execute(Rollback);
        }
        catch (SqliteException)
        {
            // SQLite had rolled back by itself, as it does when the disk is full.
        }
    }
}
