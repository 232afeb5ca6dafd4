using System.Data.Common;
using System.Globalization;
using Dapper;

namespace PolicyBot.Storage;

/// <summary>Brings a database to the form that this program expects, one numbered script after the other.</summary>
internal static class Migrations
{
    private sealed record Script(int Number, string Name, string Sql);

    /// <summary>Applies what is missing, each script in a transaction of its own.</summary>
    /// <exception cref="DatabaseOfOtherVersion">The database is newer than the program.</exception>
    public static void Apply(DbConnection db, Dialect dialect, DateTimeOffset now)
    {
        db.Execute(dialect.MigrationsTable);
        var scripts = Scripts(dialect);
        var applied = Applied(db);
        RefuseNewer(applied, scripts);
        foreach (var script in scripts.Where(s => s.Number > applied))
        {
            using var transaction = db.BeginTransaction();
            db.Execute(script.Sql, transaction: transaction);
            db.Execute(
                "INSERT INTO migrations (number, name, applied_at) VALUES (@Number, @Name, @At)",
                new { script.Number, script.Name, At = Micros.Of(now) },
                transaction);
            transaction.Commit();
        }
    }

    /// <summary>Checks a database that is only read.</summary>
    /// <exception cref="DatabaseOfOtherVersion">It is newer or older than the program.</exception>
    public static void Check(DbConnection db, Dialect dialect)
    {
        var scripts = Scripts(dialect);
        var applied = Applied(db);
        RefuseNewer(applied, scripts);
        if (applied < scripts[^1].Number)
            throw new DatabaseOfOtherVersion("The database was made by an older PolicyBot. Start this one on it once (policybot run), which brings it up to date.");
    }

    private static void RefuseNewer(int applied, List<Script> scripts)
    {
        if (applied > scripts[^1].Number)
            throw new DatabaseOfOtherVersion(string.Create(
                CultureInfo.InvariantCulture,
                $"The database was made by a newer PolicyBot (its form is {applied}, this program knows {scripts[^1].Number}). Use that version or a later one."));
    }

    private static int Applied(DbConnection db) => db.ExecuteScalar<int?>("SELECT MAX(number) FROM migrations") ?? 0;

    private static List<Script> Scripts(Dialect dialect)
    {
        var assembly = typeof(Migrations).Assembly;
        var folder = $"PolicyBot.Storage.Sql.{dialect.Name}.";
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Select(name => Read(name, name[folder.Length..]))
            .OrderBy(script => script.Number)];

        Script Read(string resource, string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            return new(int.Parse(name[..3], CultureInfo.InvariantCulture), name, reader.ReadToEnd());
        }
    }
}
