using System.Globalization;

namespace PolicyBot.Storage;

/// <summary>The fragments of SQL that differ from one database to another; everything else is written once, in what they share.</summary>
/// <param name="Name">The folder of its migrations under Sql.</param>
/// <param name="MigrationsTable">Makes the table of applied migrations when it is not there.</param>
/// <param name="AtMost">What ends an ordered query that wants only its first rows; takes the number.</param>
internal sealed record Dialect(string Name, string MigrationsTable, Func<int, string> AtMost)
{
    public static readonly Dialect Sqlite = new(
        "Sqlite",
        "CREATE TABLE IF NOT EXISTS migrations (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL)",
        rows => string.Create(CultureInfo.InvariantCulture, $"LIMIT {rows}"));
}
