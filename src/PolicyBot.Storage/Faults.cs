using Microsoft.Data.Sqlite;
using PolicyBot.App;

namespace PolicyBot.Storage;

/// <summary>Tells faults of the database and its disk from faults of one statement.</summary>
internal static class Faults
{
    // SQLite's primary result codes: https://sqlite.org/rescode.html
    private const int Busy = 5, Locked = 6, OutOfMemory = 7, ReadOnly = 8, Io = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    public static bool OfDatabase(Exception e) => e is SqliteException
    {
        SqliteErrorCode: Busy or Locked or OutOfMemory or ReadOnly or Io or Corrupt or Full or CannotOpen or NotADatabase,
    };

    public static StoreUnavailable ForPeople(Exception e) => new(
        e is SqliteException { SqliteErrorCode: Full }
            ? "The disk of the database is full, so nothing was stored. Try again when there is room."
            : "The database does not answer, so nothing was stored. Try again in a moment.",
        e);
}
