using Dapper;
using Microsoft.Data.Sqlite;

namespace PolicyBot.Storage;

/// <summary>Opens connections to one SQLite file, each with the settings that durability rests on.</summary>
internal static class DatabaseFile
{
    public static SqliteConnection OpenForWriting(string file)
    {
        var db = Open(file, SqliteOpenMode.ReadWriteCreate);
        // Erased words must not linger in freed pages. A checkpoint each 64 MB instead of 16 stored 1.7 times as many
        // ballots into a table of a million, with half the p99; the cache holds such a table with its receipts.
        db.Execute("PRAGMA page_size=4096; PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=16000; PRAGMA secure_delete=ON; PRAGMA cache_size=-131072");
        return db;
    }

    public static SqliteConnection OpenForReading(string file)
    {
        var db = Open(file, SqliteOpenMode.ReadOnly);
        db.Execute("PRAGMA cache_size=-16384");
        return db;
    }

    /// <summary>Copies an open database into a new file that stands by itself and is on disk afterwards.</summary>
    public static void Copy(SqliteConnection from, string file)
    {
        using (var to = Open(file, SqliteOpenMode.ReadWriteCreate))
        {
            from.BackupDatabase(to);
            to.Execute("PRAGMA journal_mode=DELETE");
        }
        using var written = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }

    /// <summary>Moves everything from the write-ahead log into the database and empties it, unless a reader is in the way for long.</summary>
    public static void EmptyLog(string file)
    {
        using var db = OpenForWriting(file);
        db.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>Takes the exclusive lock of a database; it is given back when the stream is disposed or the process dies.</summary>
    /// <exception cref="DatabaseInUse">Somebody else has it.</exception>
    public static FileStream Lock(string file)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            return new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new DatabaseMissing($"The folder of the database {file} cannot be written. Give PolicyBot the right to, or use another one.", e);
        }
        catch (IOException e)
        {
            throw new DatabaseInUse(file, e);
        }
    }

    // The provider's own pool would hand out connections whose settings nobody knows.
    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, ForeignKeys = true };
        var db = new SqliteConnection(text.ToString());
        try
        {
            db.Open();
            db.Execute("PRAGMA busy_timeout=5000; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY");
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }
}
