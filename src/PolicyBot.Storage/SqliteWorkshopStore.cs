using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using PolicyBot.App;

namespace PolicyBot.Storage;

/// <summary>The workshop store in one SQLite file.</summary>
public sealed partial class SqliteWorkshopStore : IWorkshopStore, IDisposable
{
    private readonly string _file;
    private readonly Readers _readers;
    private readonly Writer? _writer;
    private readonly FileStream? _lock;

    private SqliteWorkshopStore(string file, Writer? writer, FileStream? held)
    {
        _file = file;
        _readers = new(file);
        _writer = writer;
        _lock = held;
    }

    /// <summary>Opens a database for reading and writing, making or migrating it where needed.</summary>
    /// <exception cref="CannotOpen">It is in use, of another version, or out of reach; the message says what to do.</exception>
    public static SqliteWorkshopStore Open(string file, TimeProvider clock)
    {
        var held = DatabaseFile.Lock(file);
        SqliteConnection? db = null;
        try
        {
            db = DatabaseFile.OpenForWriting(file);
            Migrations.Apply(db, Dialect.Sqlite, clock.GetUtcNow());
            return new(file, new Writer(db), held);
        }
        catch (Exception e)
        {
            db?.Dispose();
            held.Dispose();
            if (e is SqliteException)
                throw NotOurs(file, e);
            throw;
        }
    }

    /// <summary>Opens a database without lock or migration, beside a running PolicyBot; writing methods then throw.</summary>
    /// <exception cref="CannotOpen">It is not there, or of another version; the message says what to do.</exception>
    public static SqliteWorkshopStore OpenReadOnly(string file)
    {
        if (!File.Exists(file))
            throw new DatabaseMissing($"There is no database {file}. Check the name.");
        try
        {
            using var db = DatabaseFile.OpenForReading(file);
            Migrations.Check(db, Dialect.Sqlite);
            return new(file, null, null);
        }
        catch (SqliteException e)
        {
            throw NotOurs(file, e);
        }
    }

    /// <summary>The file that a connection string (<c>Data Source=…</c>) names.</summary>
    public static string FileIn(string connectionString) => new SqliteConnectionStringBuilder(connectionString).DataSource;

    /// <summary>Copies the database as it is at one moment, while it is in use; the file appears only when it is whole.</summary>
    /// <exception cref="IOException">The file exists already, or cannot be written.</exception>
    public Task Backup(string file, CancellationToken cancellation) => _readers.Read(
        db =>
        {
            var unfinished = file + ".unfinished";
            File.Delete(unfinished);
            DatabaseFile.Copy(db, unfinished);
            File.Move(unfinished, file);
            return true;
        },
        cancellation);

    public void Dispose()
    {
        _writer?.Dispose();
        _readers.Dispose();
        _lock?.Dispose();
    }

    internal Task<T> Write<T>(Func<Batch, T> write, CancellationToken cancellation) =>
        (_writer ?? throw new InvalidOperationException("The database is open for reading only.")).Write(write, cancellation);

    internal Task<T> Read<T>(Func<SqliteConnection, T> read, CancellationToken cancellation) => _readers.Read(read, cancellation);

    private static DatabaseOfOtherVersion NotOurs(string file, Exception e) =>
        new($"The file {file} is no database of PolicyBot, or it is damaged. Use another file, or restore a backup.", e);

    // 16 bytes tell any two events apart, and keep the table of a million receipts small.
    private static byte[] Hash(string eventKey) => SHA256.HashData(Encoding.UTF8.GetBytes(eventKey))[..16];

    private static long Random63() => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)) & long.MaxValue;
}
